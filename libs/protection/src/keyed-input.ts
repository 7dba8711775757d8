import { canonicalJson, sha256 } from '@mizan/foundation/ids.js';

/**
 * Stands for personal text in the record of an act that may be repeated: hashed together with the random key of the act,
 * so that what was typed cannot be guessed from it.
 */
export function keyedInput(key: string, input: object): { readonly hash: string } {
  return { hash: sha256(key, '\n', canonicalJson(input)).toString('hex') };
}
