/** Crockford's base 32: no I, L, O, U, so that what is read from a screen or a print is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** A reference of 80 random bits from 10 bytes, written `7K4M-9QPT-2XHD-8W3F`. */
export function writeReference(bytes: Uint8Array): string {
  if (bytes.length !== 10) throw new Error('A reference is made of 10 bytes.');
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (let place = 0; place < LENGTH; place += 1) {
    text = (ALPHABET[Number(number % 32n)] ?? '') + text;
    number /= 32n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A reference as somebody typed it, in its one spelling; null when it cannot be one. */
export function readReference(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return text.length === LENGTH && [...text].every((letter) => ALPHABET.includes(letter)) ? text : null;
}
