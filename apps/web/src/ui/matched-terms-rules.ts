/** Quotation marks that platforms and detectors put around what they found, opening and closing. */
const quotes = /«([^«»]{2,80})»|“([^“”„]{2,80})[”“]|„([^“”„]{2,80})[“”]|"([^"]{2,80})"|‹([^‹›]{2,80})›/gu;

/** The words that flags quote in their reasons: what a detector matched, what a reporter pointed at; each once. */
export function quotedTerms(reasons: readonly string[]): readonly string[] {
  const found = reasons.flatMap((reason) =>
    [...reason.matchAll(quotes)].map(([, ...groups]) => groups.find((group) => group !== undefined)?.trim() ?? ''),
  );
  return [...new Set(found.filter((term) => foldedOf(term).text !== ''))];
}

/** Letters that are written one for the other, as the search folds them. */
const sameLetters: ReadonlyMap<string, string> = new Map([
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ة', 'ه'],
]);

/** Vowel marks, stretching, and characters that cannot be seen. */
const passedOver = /[\p{Mn}\p{Cf}ـ]/u;

interface Folded {
  readonly text: string;
  /** Where each folded unit stands in the original. */
  readonly at: readonly number[];
}

function foldedOf(original: string): Folded {
  let text = '';
  const at: number[] = [];
  let place = 0;
  for (const character of original) {
    if (!passedOver.test(character)) {
      const folded = sameLetters.get(character) ?? character.toLowerCase();
      for (let unit = 0; unit < folded.length; unit += 1) at.push(place);
      text += folded;
    }
    place += character.length;
  }
  return { text, at };
}

/** In Arabic script an article or a preposition is written together with the word: it is looked for inside words too. */
function standsAlone(text: string, from: number, to: number): boolean {
  if (/\p{Script=Arabic}/u.test(text.slice(from, to))) return true;
  return !/[\p{L}\p{N}]/u.test(text.slice(from - 1, from)) && !/[\p{L}\p{N}]/u.test(text.slice(to, to + 1));
}

export interface TextPiece {
  readonly text: string;
  readonly matched: boolean;
}

/** A paragraph cut where terms begin and end. Nothing is left out: the pieces together are the paragraph. */
export function piecesOf(paragraph: string, terms: readonly string[]): readonly TextPiece[] {
  const { text, at } = foldedOf(paragraph);
  const inTerm = new Set<number>();
  for (const term of terms) {
    const wanted = foldedOf(term).text;
    if (wanted === '') continue;
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
      const to = from + wanted.length;
      if (!standsAlone(text, from, to)) continue;
      // Up to the next letter, so that a vowel mark stays with the letter below it.
      for (let unit = at[from] ?? 0; unit < (at[to] ?? paragraph.length); unit += 1) inTerm.add(unit);
    }
  }
  const pieces: TextPiece[] = [];
  let begin = 0;
  for (let unit = 1; unit <= paragraph.length; unit += 1) {
    if (unit < paragraph.length && inTerm.has(unit) === inTerm.has(begin)) continue;
    pieces.push({ text: paragraph.slice(begin, unit), matched: inTerm.has(begin) });
    begin = unit;
  }
  return pieces;
}
