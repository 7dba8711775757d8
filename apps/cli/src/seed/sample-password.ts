import { keyedHash } from '@mizan/foundation/secrets.js';

const ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789';

/**
 * The sample password of an e-mail address: 20 letters and digits (about 98 bits) in groups of five, from the key of this
 * installation. The same at every start, another on every machine, kept nowhere in the clear.
 */
export function samplePassword(installationKey: Buffer, email: string): string {
  const bytes = keyedHash(installationKey, 'sample sign-in', email);
  const letters = [...bytes.subarray(0, 20)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{5})(?=.)/g, '$1-');
}
