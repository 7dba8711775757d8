import { PLACEHOLDERS, type NoticeKind, type NoticeLanguage, type ValueSort } from './notice-kinds.js';

export type NoticeValue = string | number | Date;

/** Longest value of each kind that goes into a notice. */
export const VALUE_LIMIT = 4_000;

// Controls but line feed; marks, embeddings, overrides and isolates of direction (Unicode 16.0, UAX #9); soft hyphen,
// zero-width space, byte-order mark; line and paragraph separators. Zero-width (non-)joiners stay: Persian is written with them.
const UNSAFE = /(?!\n)[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

function cleaned(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSAFE, '').trim();
}

/** Keeps foreign words from turning the sentence around them (UAX #9: an isolate ends with its paragraph). */
function isolated(text: string): string {
  return text === '' ? '' : `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`;
}

/** A value as it is put into a text: made harmless, and in the language's own form. */
export function writtenValue(sort: ValueSort, value: NoticeValue, language: NoticeLanguage): string {
  if (value instanceof Date) return writtenTime(value, language, sort === 'moment');
  const text = cleaned(String(value));
  switch (sort) {
    case 'lines':
      return text
        .split('\n')
        .map((line) => isolated(line.trim()))
        .join('\n');
    case 'text':
      return isolated(text.replace(/\s*\n\s*/g, ' '));
    default:
      return text.replace(/\s+/g, ' ');
  }
}

/**
 * A day, or a day and time with `UTC`. Gregorian and in European digits everywhere, because numbers of notices and dates
 * are compared and typed.
 */
export function writtenTime(at: Date, language: NoticeLanguage, withTime: boolean): string {
  const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
    dateStyle: 'long',
    ...(withTime ? { timeStyle: 'short', hourCycle: 'h23' } : {}),
    timeZone: 'UTC',
  });
  return withTime ? `${format.format(at)} UTC` : format.format(at);
}

export interface ValueFault {
  readonly placeholder: string;
  readonly code: 'missing' | 'unknown' | 'too_long' | 'not_a_time';
}

/** What is wrong with the values that somebody gives for a notice; those the desk fills itself are not asked for. */
export function valueFaults(kind: NoticeKind, values: Readonly<Record<string, NoticeValue>>): ValueFault[] {
  const known = PLACEHOLDERS[kind];
  const faults: ValueFault[] = [];
  for (const [placeholder, value] of Object.entries(values)) {
    const wanted = known[placeholder];
    if (!wanted) faults.push({ placeholder, code: 'unknown' });
    else if (wanted.sort === 'day' || wanted.sort === 'moment') {
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) faults.push({ placeholder, code: 'not_a_time' });
    } else if (String(value).length > VALUE_LIMIT) faults.push({ placeholder, code: 'too_long' });
  }
  for (const [placeholder, { required, own }] of Object.entries(known)) {
    const value = values[placeholder];
    if (required && !own && (value === undefined || (typeof value === 'string' && value.trim() === '')))
      faults.push({ placeholder, code: 'missing' });
  }
  return faults;
}

/** All values of a kind as text; what was not given is empty. */
export function writtenValues(
  kind: NoticeKind,
  language: NoticeLanguage,
  values: Readonly<Record<string, NoticeValue>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PLACEHOLDERS[kind]).map(([name, { sort }]) => [
      name,
      values[name] === undefined ? '' : writtenValue(sort, values[name], language),
    ]),
  );
}
