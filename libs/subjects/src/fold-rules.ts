/** Arabic diacritics and Koranic marks, tatweel, zero-width and direction controls. */
const DROPPED = /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Alef forms, hamza seats, ya and alef maqsura, ta marbuta, Persian kaf and Urdu ha: each to the letter it is sought by. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  [...'أإآٱؤئىیةکھ'].map((from, index) => [from, [...'ااااويييهكه'][index] ?? from]),
);

/**
 * Folds text for finding it, never for storing it: compatibility forms, case, and the Arabic letters that people write
 * one for another. The SQL function `mizan_fold` is the same table; a test compares the two.
 */
export function fold(text: string): string {
  const lower = Array.from(text.normalize('NFKC'), lowerOne).join('');
  return Array.from(lower.replace(DROPPED, ''), (letter) => LETTERS.get(letter) ?? letter).join('');
}

/** Letter by letter, as the database does: without the final form of sigma, and never one letter to two. */
function lowerOne(letter: string): string {
  const [first] = letter.toLowerCase();
  return first ?? letter;
}
