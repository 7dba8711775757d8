/** What bytes are, by their first bytes; never by what somebody says they are. */
const SIGNATURES: readonly (readonly [type: string, at: number, bytes: readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', 0, [0x1f, 0x8b]],
  ['audio/ogg', 0, [0x4f, 0x67, 0x67, 0x53]],
  ['audio/mpeg', 0, [0x49, 0x44, 0x33]],
  ['video/webm', 0, [0x1a, 0x45, 0xdf, 0xa3]],
];

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** Media type by content; `text/plain` only for bytes that are text and look like no markup, else `application/octet-stream`. */
export function sniffMediaType(bytes: Uint8Array): string {
  for (const [type, at, signature] of SIGNATURES) {
    if (signature.every((byte, index) => bytes[at + index] === byte)) return type;
  }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(bytes, 4, 8) === 'ftyp') return ascii(bytes, 8, 12) === 'avif' ? 'image/avif' : 'video/mp4';
  return isPlainText(bytes.subarray(0, 4_096)) ? 'text/plain' : 'application/octet-stream';
}

/** Markup counts as no text: a browser that guesses would run it. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    // Cut inside a character is no fault of the text.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return false;
  }
  return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/<[a-z!?/]/i.test(text);
}
