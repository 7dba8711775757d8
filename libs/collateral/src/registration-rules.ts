/** Days in which a pass can be used (settled 30). */
export const PASS_DAYS = 30;

export type RegistrationAnswer = 'allowed' | 'barred' | 'allowed_by_pass';

/** What is known of a registration, by its keys alone. */
export interface RegistrationFacts {
  /** One of the keys belongs to somebody who is barred from registering again. */
  readonly keyBarred: boolean;
  /** A pass that can be used came with it. */
  readonly passUsable: boolean;
  /** One of the keys is the passed person's, or none of theirs is known. */
  readonly keyOfPassed: boolean;
}

/** A pass opens only what is barred, so it is kept for the day on which it is needed. */
export function registrationAnswer(facts: RegistrationFacts): RegistrationAnswer {
  if (!facts.keyBarred) return 'allowed';
  return facts.passUsable && facts.keyOfPassed ? 'allowed_by_pass' : 'barred';
}

/** Crockford's base 32: nothing that can be read as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Twenty letters of 5 bits from as many random bytes, in groups: `7K4M-9QPT-2XHD-8W3F-5N6R`. */
export function passToken(random: Uint8Array): string {
  const text = [...random.subarray(0, 20)].map((byte) => LETTERS[byte & 31] ?? '').join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** One form of a token however it was typed; null when it can be none. */
export function readPassToken(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(letters) ? letters : null;
}
