/** Bytes that JSON is made of. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const COLON = 0x3a;
export const COMMA = 0x2c;

const TOKEN = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const ESCAPES = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));

/** True for a number or literal. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** True for what stands between values and means nothing. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Hexadecimal digits that follow this letter behind a backslash; null when there is no such escape. */
export function hexDigitsAfter(letter: number, hexEscapes: boolean): number | null {
  if (letter === 0x75) return 4;
  if (letter === 0x78 && hexEscapes) return 2;
  return ESCAPES.has(letter) ? 0 : null;
}

/** Turns `\xNN` into `\u00NN`, leaving every other escape, `\\` before an x too, as it is. */
export function repairHexEscapes(json: string): string {
  return json.replace(/\\(?:x([0-9A-Fa-f]{2})|[\s\S])/g, (all, hex: string | undefined) =>
    hex === undefined ? all : `\\u00${hex}`,
  );
}

/** True for a hexadecimal digit. */
export function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

/** What may stand in a number or literal; `{`, `"` and the like end it and are judged by the structure. */
export function isTokenByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
