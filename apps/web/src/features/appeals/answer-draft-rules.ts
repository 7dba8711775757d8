import type { MessageKey } from '../../app/i18n.js';
import type { AppealOutcome, CollateralBasis, CollateralClass, ResolveAppealInput } from '../../gql/appeals.js';
import { appealOutcomes, claimedClasses, oneOf } from './appeal-filter-rules.js';

/** What a handler has typed so far; kept until the answer can no longer be taken back. */
export interface AnswerDraft {
  readonly outcome: AppealOutcome | undefined;
  readonly restrictionIds: readonly string[];
  readonly reasons: string;
  readonly rationale: string;
  readonly omittedReason: string;
  readonly finding: FindingDraft | undefined;
}

export interface FindingDraft {
  readonly class: CollateralClass;
  readonly basis: CollateralBasis;
  readonly note: string;
}

export const findingBases = [
  'journalistic',
  'academic_research',
  'educational',
  'artistic',
  'counter_terrorism',
  'polemic_public_debate',
  'none',
] as const satisfies readonly CollateralBasis[];

export const emptyAnswer: AnswerDraft = {
  outcome: undefined,
  restrictionIds: [],
  reasons: '',
  rationale: '',
  omittedReason: '',
  finding: undefined,
};

/** What the appeal allows; restrictions are those that the appealed decision still holds. */
export interface AnswerFrame {
  readonly appellant: 'affected' | 'reporter';
  readonly hasDecision: boolean;
  readonly standing: readonly string[];
}

/** Outcomes that may be chosen, in the order of their keys. A refused report is acted on or it is not: nothing in part. */
export function offeredOutcomes(frame: AnswerFrame): readonly AppealOutcome[] {
  if (!frame.hasDecision) return ['omitted'];
  return appealOutcomes.filter(
    (outcome) => outcome !== 'partially_reversed' || (frame.appellant === 'affected' && frame.standing.length > 1),
  );
}

/** Who was swept up is not restricted any more: a finding goes with a reversal only. */
export function takesFinding(draft: AnswerDraft, frame: AnswerFrame): boolean {
  return frame.appellant === 'affected' && (draft.outcome === 'reversed' || draft.outcome === 'partially_reversed');
}

function chosen(draft: AnswerDraft, frame: AnswerFrame): readonly string[] {
  return draft.restrictionIds.filter((id) => frame.standing.includes(id));
}

/** What is still needed, in the order of the form; empty = it may be sent. */
export function missingFromAnswer(draft: AnswerDraft, frame: AnswerFrame): readonly MessageKey[] {
  if (draft.outcome === undefined || !offeredOutcomes(frame).includes(draft.outcome)) return ['need.outcome'];
  const lifted = chosen(draft, frame).length;
  return [
    ...(draft.outcome === 'partially_reversed' && lifted === 0 ? (['need.lifted'] as const) : []),
    ...(draft.outcome === 'partially_reversed' && lifted === frame.standing.length ? (['need.notAll'] as const) : []),
    ...(draft.outcome === 'omitted' && draft.omittedReason.trim() === '' ? (['need.omitted'] as const) : []),
    ...(draft.reasons.trim() === '' ? (['need.words'] as const) : []),
    ...(draft.rationale.trim() === '' ? (['need.rationale'] as const) : []),
  ];
}

export interface AnswerSending {
  readonly appealId: string;
  readonly subjectId: string;
  readonly leaseToken: string;
  readonly version: number;
  readonly thenClaim: string | undefined;
}

/** The answer as it is sent; undefined while something is missing. Only what belongs to the outcome goes along. */
export function answerInput(
  draft: AnswerDraft,
  frame: AnswerFrame,
  sending: AnswerSending,
): ResolveAppealInput | undefined {
  const { outcome, finding } = draft;
  if (outcome === undefined || missingFromAnswer(draft, frame).length > 0) return undefined;
  return {
    appealId: sending.appealId,
    leaseToken: sending.leaseToken,
    version: sending.version,
    outcome,
    reasons: draft.reasons.trim(),
    rationale: draft.rationale.trim(),
    ...(outcome === 'partially_reversed' ? { restrictionIds: [...chosen(draft, frame)] } : {}),
    ...(outcome === 'omitted' ? { omittedReason: draft.omittedReason.trim() } : {}),
    ...(finding && takesFinding(draft, frame)
      ? { finding: { ...finding, note: finding.note.trim(), subjectId: sending.subjectId } }
      : {}),
    ...(sending.thenClaim ? { thenClaim: sending.thenClaim } : {}),
  };
}

function textIn(stored: object, name: string): string {
  const value: unknown = Object.entries(stored).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}

function findingIn(stored: object): FindingDraft | undefined {
  const value: unknown = Object.entries(stored).find(([key]) => key === 'finding')?.[1];
  if (typeof value !== 'object' || value === null) return undefined;
  return {
    class: oneOf(claimedClasses, textIn(value, 'class')) ?? 'other',
    basis: oneOf(findingBases, textIn(value, 'basis')) ?? 'none',
    note: textIn(value, 'note'),
  };
}

/** A stored draft as far as it can be read; what is missing or of another kind is left at its default. */
export function answerFrom(stored: unknown): AnswerDraft {
  if (typeof stored !== 'object' || stored === null) return emptyAnswer;
  const ids: unknown = Object.entries(stored).find(([key]) => key === 'restrictionIds')?.[1];
  return {
    outcome: oneOf(appealOutcomes, textIn(stored, 'outcome')),
    restrictionIds: Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [],
    reasons: textIn(stored, 'reasons'),
    rationale: textIn(stored, 'rationale'),
    omittedReason: textIn(stored, 'omittedReason'),
    finding: findingIn(stored),
  };
}

const placeholder = /\{([a-z][a-z0-9_]*)\}/g;

/** A wording with what is known put in; what only the sending knows stays visible between ‹ ›. */
export function previewOf(wording: string, values: Readonly<Record<string, string>>): string {
  return wording
    .split('\n')
    .flatMap((line) => {
      const names = [...line.matchAll(placeholder)].map(([, name = '']) => name);
      const bare = line.replace(placeholder, '').trim() === '';
      if (names.length > 0 && bare && names.every((name) => values[name] === '')) return [];
      return [line.replace(placeholder, (_whole, name: string) => values[name] ?? `‹${name}›`)];
    })
    .join('\n');
}

/** The languages in which the desk writes to people; anything else is told in English. */
export const noticeLanguages = ['ar', 'en', 'fr', 'ru', 'fa', 'tr'] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

export function noticeLanguageOf(tag: string): NoticeLanguage {
  return oneOf(noticeLanguages, tag.toLowerCase().split('-')[0]) ?? 'en';
}

/** The direction in which a language is written. */
export function directionOf(tag: string): 'rtl' | 'ltr' {
  return /^(ar|fa|he|ur|ps|ckb|sd|ug|yi)\b/i.test(tag) ? 'rtl' : 'ltr';
}
