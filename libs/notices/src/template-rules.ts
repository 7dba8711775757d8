import { PLACEHOLDERS, type NoticeKind } from './notice-kinds.js';

/** The words of one kind of notice in one language, with `{placeholders}`. */
export interface Wording {
  readonly subjectLine: string;
  readonly body: string;
}

/** What is wrong with a wording; `placeholder` names the one that is meant, where it is one. */
export interface WordingFault {
  readonly field: 'subjectLine' | 'body';
  readonly code:
    'empty' | 'too_long' | 'line_break' | 'brace' | 'unknown_placeholder' | 'missing_placeholder' | 'secret_in_subject';
  readonly placeholder: string | null;
}

export const SUBJECT_LINE_LIMIT = 200;
export const BODY_LIMIT = 10_000;

const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;

export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Everything that is wrong with a wording; empty = it may be used. */
export function wordingFaults(kind: NoticeKind, wording: Wording): WordingFault[] {
  const known = PLACEHOLDERS[kind];
  const faults: WordingFault[] = [];
  const say = (field: WordingFault['field'], code: WordingFault['code'], placeholder: string | null = null) =>
    faults.push({ field, code, placeholder });
  for (const [field, text, limit] of [
    ['subjectLine', wording.subjectLine, SUBJECT_LINE_LIMIT],
    ['body', wording.body, BODY_LIMIT],
  ] as const) {
    if (text.trim() === '') say(field, 'empty');
    if (text.length > limit) say(field, 'too_long');
    if (/[{}]/.test(text.replace(PLACEHOLDER, ''))) say(field, 'brace');
    for (const name of new Set(placeholdersIn(text))) if (!known[name]) say(field, 'unknown_placeholder', name);
  }
  if (/[\r\n]/.test(wording.subjectLine)) say('subjectLine', 'line_break');
  // Subject lines are seen over shoulders and kept by mail servers: neither the reference nor the pass belongs there.
  for (const name of ['reference', 'pass', 'link'])
    if (placeholdersIn(wording.subjectLine).includes(name)) say('subjectLine', 'secret_in_subject', name);
  const used = new Set(placeholdersIn(wording.body));
  for (const [name, { required }] of Object.entries(known))
    if (required && !used.has(name)) say('body', 'missing_placeholder', name);
  return faults;
}

/**
 * Puts values in, in one pass: a value that looks like a placeholder stays what it is. A line that held nothing but
 * placeholders without a value is left out. Throws when a placeholder has no value at all.
 */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const names = placeholdersIn(line);
    for (const name of names) if (values[name] === undefined) throw new Error(`The placeholder ${name} has no value.`);
    const bare = line.replace(PLACEHOLDER, '').trim() === '';
    if (names.length > 0 && bare && names.every((name) => values[name] === '')) return [];
    return [line.replace(PLACEHOLDER, (_whole, name: string) => values[name] ?? '')];
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
