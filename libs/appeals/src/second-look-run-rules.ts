import { MAX_REASONS } from './appeal-words-rules.js';

/** What the people of one language are told. */
export interface WordsInLanguage {
  readonly language: string;
  readonly text: string;
}

/** How many items of a group are to be answered. */
export interface RunDraft {
  readonly outcome: string;
  readonly reasons: readonly WordsInLanguage[];
  readonly rationale: string;
}

export interface RunFacts {
  /** Of the appeals among the chosen items; each of them has to be answered in its own. */
  readonly languages: readonly string[];
  readonly chosen: number;
}

export interface RunFault {
  readonly field: string;
  readonly code: string;
  readonly message: string;
  readonly languages?: readonly string[];
}

/** `ar-EG` is answered in Arabic. */
export function baseLanguage(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}

/** Every rule that the answer breaks; empty = it may be given. */
export function runFaults(draft: RunDraft, facts: RunFacts): readonly RunFault[] {
  const faults: RunFault[] = [];
  if (draft.outcome !== 'upheld' && draft.outcome !== 'reversed')
    faults.push({ field: 'outcome', code: 'OUTCOME_NOT_ALLOWED', message: 'Together they stand or are reversed.' });
  if (facts.chosen === 0) faults.push({ field: 'itemIds', code: 'ITEMS_MISSING', message: 'Choose what is answered.' });
  if (draft.rationale.trim() === '')
    faults.push({ field: 'rationale', code: 'RATIONALE_MISSING', message: 'Say why.' });
  if (draft.rationale.length > MAX_REASONS)
    faults.push({ field: 'rationale', code: 'RATIONALE_TOO_LONG', message: `At most ${MAX_REASONS} characters.` });
  if (draft.reasons.some((words) => words.text.length > MAX_REASONS))
    faults.push({ field: 'reasons', code: 'REASONS_TOO_LONG', message: `At most ${MAX_REASONS} characters.` });
  const said = wordsByLanguage(draft.reasons);
  const missing = [...new Set(facts.languages.map(baseLanguage))].filter((language) => !said[language]).sort();
  if (missing.length > 0)
    faults.push({
      field: 'reasons',
      code: 'REASONS_MISSING',
      message: `Say to the people why, in: ${missing.join(', ')}.`,
      languages: missing,
    });
  return faults;
}

/** Trimmed, without what is empty. */
export function wordsByLanguage(reasons: readonly WordsInLanguage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    reasons.flatMap(({ language, text }) => (text.trim() === '' ? [] : [[baseLanguage(language), text.trim()]])),
  );
}
