/** A public profile with the class that a careful reader would give it; `none` for nobody of the classes. */
export interface LabelledProfile {
  readonly id: string;
  readonly platform: string;
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  readonly url: string | null;
  readonly verified: boolean;
  readonly language: 'ar' | 'en' | 'fr' | 'ru';
  readonly label: string;
  /** It only looks like one of the classes. */
  readonly hard: boolean;
}
export function signalProfiles(seed: number, count: number): LabelledProfile[];
