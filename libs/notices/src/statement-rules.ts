import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import type { NoticeLanguage } from './notice-kinds.js';
import { PHRASES, TOLD_SOURCES, type ToldSource } from './phrases.js';

export interface ToldMeasure {
  readonly measure: `${MeasureCode}`;
  /** `global`, or comma-separated ISO 3166-1 alpha-2 codes. */
  readonly scope: string;
  readonly reversible?: boolean;
}

/** Everything a statement of reasons is made of, as it stood when the decision was made. */
export interface StatementFacts {
  readonly measures: readonly ToldMeasure[];
  readonly policyTitles: Readonly<Record<string, string>> | null;
  readonly ground: 'law' | 'terms' | null;
  readonly legalReference: string | null;
  readonly sourceKinds: readonly string[];
}

export interface StatementPhrases {
  readonly measures: string;
  readonly territory: string;
  readonly duration: string;
  readonly policy: string;
  readonly ground: string;
  readonly source: string;
  readonly automated: string;
}

/** Names of the countries of a scope, in the language; null for everywhere. */
export function placesOf(scope: string, language: NoticeLanguage): string | null {
  if (scope === 'global') return null;
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(
    scope
      .split(',')
      .map((code) => code.trim())
      .filter((code) => /^[A-Z]{2}$/.test(code))
      .map((code) => names.of(code) ?? code),
  );
}

/** One line a measure; its places are said where measures differ in them. */
export function measureLines(language: NoticeLanguage, measures: readonly ToldMeasure[]): string {
  const scopes = new Set(measures.map((each) => each.scope));
  const phrases = PHRASES[language];
  return measures
    .map(({ measure, scope }) => {
      const sentence = phrases.measures[measure];
      return scopes.size < 2 ? sentence : `${sentence} (${territory(language, scope)})`;
    })
    .join('\n');
}

function territory(language: NoticeLanguage, scope: string): string {
  const places = placesOf(scope, language);
  const phrases = PHRASES[language];
  return places === null ? phrases.everywhere : phrases.onlyIn.replace('{places}', () => places);
}

/** What Art. 17(3) DSA asks a statement to say, in words of one language. */
export function statementPhrases(language: NoticeLanguage, facts: StatementFacts): StatementPhrases {
  const phrases = PHRASES[language];
  const scopes = [...new Set(facts.measures.map((each) => each.scope))];
  const told = toldSources(facts.sourceKinds);
  const reference = facts.legalReference?.trim() ?? '';
  const sentence = facts.ground === 'law' ? 'law' : 'terms';
  return {
    measures: measureLines(language, facts.measures),
    territory: scopes.map((scope) => territory(language, scope)).join('; '),
    duration: facts.measures.some((each) => each.reversible === false) ? phrases.onceForAll : phrases.untilLifted,
    policy: policyTitle(facts.policyTitles, language) ?? phrases.noPolicy,
    ground:
      reference === ''
        ? phrases[sentence]
        : phrases[`${sentence}WithReference`].replace('{reference}', () => reference),
    source: told.length === 0 ? phrases.ownInitiative : told.map((kind) => phrases.sources[kind]).join(' '),
    automated: `${foundAutomatically(facts.sourceKinds) ? phrases.detectedAutomatically : phrases.notDetectedAutomatically} ${phrases.decidedByPeople}`,
  };
}

function firstOf(titles: Readonly<Record<string, string>> | null): string | undefined {
  return Object.values(titles ?? {})[0];
}

function toldSources(kinds: readonly string[]): ToldSource[] {
  return TOLD_SOURCES.filter((kind) => kinds.includes(kind));
}

/** Whether automated means found it (Art. 17(3)(c)): detectors, and the scorer of returns. */
export function foundAutomatically(sourceKinds: readonly string[]): boolean {
  return sourceKinds.some((kind) => kind === 'detector' || kind === 'resurfacing');
}

/** How long an appeal is open, e.g. `6 months`. */
export function windowOf(months: number, language: NoticeLanguage): string {
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { style: 'unit', unit: 'month', unitDisplay: 'long' }).format(
    months,
  );
}

/** Title of a policy in the language, else in English, else in any; null when there is none. */
export function policyTitle(titles: Readonly<Record<string, string>> | null, language: NoticeLanguage): string | null {
  return titles?.[language] ?? titles?.['en'] ?? firstOf(titles) ?? null;
}

/** How a subject is called towards those it belongs to. */
export function subjectName(subject: {
  readonly title: string | null;
  readonly handle: string | null;
  readonly nativeId: string | null;
}): string {
  const { title, handle, nativeId } = subject;
  if (title !== null && handle !== null) return `${title} (${handle})`;
  return title ?? handle ?? nativeId ?? '—';
}
