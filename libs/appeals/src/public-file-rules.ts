/** Most files of one form, and their largest size in bytes. */
export const MAX_FILES = 5;
export const MAX_FILE_BYTES = 5_242_880;

/** What people prove things with, by content: pictures, a document, plain text. No markup, no archive, no program. */
const TAKEN: Readonly<Record<string, string>> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'application/pdf': 'PDF',
  'text/plain': 'TXT',
};
export const TAKEN_NAMES = Object.values(TAKEN);
/** For the file field of the form: what the picker offers first. */
export const TAKEN_TYPES = Object.keys(TAKEN).join(',');

export function isTaken(mediaType: string): boolean {
  return Object.hasOwn(TAKEN, mediaType);
}

/** Longest name that is kept, in characters. */
const MAX_NAME = 120;

/** The last part of what a browser called the file, without what could mislead whoever reads it (UAX #9, controls). */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...clean].slice(0, MAX_NAME).join('') || 'file';
}
