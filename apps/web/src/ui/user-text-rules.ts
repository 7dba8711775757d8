/** A stretch of text shown as it is, or a character made visible because it hides or turns what is around it. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly label: string; readonly family: MarkFamily };

export type MarkFamily = 'bidi' | 'invisible' | 'stretch' | 'control';

/** Names of Unicode Standard Annex 9 and of the Unicode character database. */
const marks: ReadonlyMap<number, readonly [label: string, family: MarkFamily]> = new Map([
  [0x061c, ['ALM', 'bidi']],
  [0x200e, ['LRM', 'bidi']],
  [0x200f, ['RLM', 'bidi']],
  [0x202a, ['LRE', 'bidi']],
  [0x202b, ['RLE', 'bidi']],
  [0x202c, ['PDF', 'bidi']],
  [0x202d, ['LRO', 'bidi']],
  [0x202e, ['RLO', 'bidi']],
  [0x2066, ['LRI', 'bidi']],
  [0x2067, ['RLI', 'bidi']],
  [0x2068, ['FSI', 'bidi']],
  [0x2069, ['PDI', 'bidi']],
  [0x00ad, ['SHY', 'invisible']],
  [0x034f, ['CGJ', 'invisible']],
  [0x115f, ['HCF', 'invisible']],
  [0x1160, ['HJF', 'invisible']],
  [0x17b4, ['KIVAQ', 'invisible']],
  [0x17b5, ['KIVAA', 'invisible']],
  [0x180e, ['MVS', 'invisible']],
  [0x200b, ['ZWSP', 'invisible']],
  [0x200c, ['ZWNJ', 'invisible']],
  [0x200d, ['ZWJ', 'invisible']],
  [0x2060, ['WJ', 'invisible']],
  [0x2061, ['FA', 'invisible']],
  [0x2062, ['IT', 'invisible']],
  [0x2063, ['IS', 'invisible']],
  [0x2064, ['IP', 'invisible']],
  [0x206a, ['ISS', 'invisible']],
  [0x206b, ['ASS', 'invisible']],
  [0x206c, ['IAFS', 'invisible']],
  [0x206d, ['AAFS', 'invisible']],
  [0x206e, ['NADS', 'invisible']],
  [0x206f, ['NODS', 'invisible']],
  [0x2800, ['BLANK', 'invisible']],
  [0x3164, ['HF', 'invisible']],
  [0xfeff, ['BOM', 'invisible']],
  [0xffa0, ['HHF', 'invisible']],
] as const);

const tatweel = 'ـ';

function markOf(codePoint: number): readonly [string, MarkFamily] | undefined {
  const known = marks.get(codePoint);
  if (known) return known;
  if (codePoint >= 0xe0000 && codePoint <= 0xe007f) return ['TAG', 'invisible'];
  const hex = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const character = String.fromCodePoint(codePoint);
  if (/\p{Default_Ignorable_Code_Point}/u.test(character) && !/\p{Variation_Selector}/u.test(character))
    return [hex, 'invisible'];
  const isControl = (codePoint < 0x20 && codePoint !== 0x09) || (codePoint >= 0x7f && codePoint <= 0x9f);
  return isControl ? [hex, 'control'] : undefined;
}

const pictograph = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}]$/u;

/** A joiner between two pictographs builds one emoji; anywhere else it is worth seeing. */
function joinsPictographs(characters: readonly string[], at: number): boolean {
  return pictograph.test(characters[at - 1] ?? '') && pictograph.test(characters[at + 1] ?? '');
}

/**
 * Cuts one paragraph into text and marks. Nothing is dropped: each hidden character becomes a mark with its Unicode
 * abbreviation, a run of the same one is counted, and two or more tatweel in a row become one with their number.
 */
export function segmentsOf(paragraph: string): readonly Segment[] {
  const characters = [...paragraph];
  const segments: Segment[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') segments.push({ kind: 'text', text });
    text = '';
  };
  for (let at = 0; at < characters.length;) {
    const character = characters[at] ?? '';
    let run = 1;
    while (characters[at + run] === character) run += 1;
    const mark = markOf(character.codePointAt(0) ?? 0);
    if (character === tatweel && run > 1) {
      text += tatweel;
      flush();
      segments.push({ kind: 'mark', label: `TATWEEL×${run}`, family: 'stretch' });
      at += run;
    } else if (mark && !(mark[0] === 'ZWJ' && joinsPictographs(characters, at))) {
      flush();
      segments.push({ kind: 'mark', label: run > 1 ? `${mark[0]}×${run}` : mark[0], family: mark[1] });
      at += run;
    } else {
      text += character;
      at += 1;
    }
  }
  flush();
  return segments;
}

/** Paragraphs by every line break a platform may send. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u);
}
