/** When a role needs a second factor; `when_public` = where people reach the desk by https. */
export const SECOND_FACTOR_NEEDS = ['always', 'when_public', 'never'] as const;
export type SecondFactorNeed = (typeof SECOND_FACTOR_NEEDS)[number];

/** What is known of a session's proofs. */
export interface SessionProof {
  /** One of the person's roles needs a second factor here. */
  readonly required: boolean;
  /** The person has one set up with us. */
  readonly enrolled: boolean;
  /** The session proved one, ours or the provider's. */
  readonly proved: boolean;
}

/** `complete` opens everything; `code` waits for a code; `enrol` opens nothing but setting up a second factor. */
export type SessionStage = 'complete' | 'code' | 'enrol';

/** How far a sign-in has come. */
export function stageOf(proof: SessionProof): SessionStage {
  if (proof.proved) return 'complete';
  if (proof.enrolled) return 'code';
  return proof.required ? 'enrol' : 'complete';
}

/** How old proofs are, in seconds; null = never given. */
export interface ProofAges {
  readonly enrolled: boolean;
  readonly signedIn: number;
  readonly secondFactor: number | null;
}

/** True when the person proved who they are within the limit, by the second factor where they have one. */
export function isRecent(ages: ProofAges, limitSeconds: number): boolean {
  if (ages.enrolled) return ages.secondFactor !== null && ages.secondFactor <= limitSeconds;
  return Math.min(ages.signedIn, ages.secondFactor ?? Infinity) <= limitSeconds;
}
