export const OUTCOMES = ['violation', 'no_violation', 'collateral', 'duplicate', 'out_of_scope'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Who was touched (settled words: class). */
export const COLLATERAL_CLASSES = [
  'journalist',
  'newsroom',
  'academic',
  'researcher',
  'counter_terrorism_expert',
  'rights_archive',
  'artist',
  'satirist',
  'other',
] as const;
export type CollateralClass = (typeof COLLATERAL_CLASSES)[number];

/** Why they were there (settled words: basis). */
export const COLLATERAL_BASES = [
  'journalistic',
  'academic_research',
  'educational',
  'artistic',
  'counter_terrorism',
  'polemic_public_debate',
  'none',
] as const;
export type CollateralBasis = (typeof COLLATERAL_BASES)[number];

/** One measure on one or more subjects; `scope` is `global` or sorted ISO 3166-1 alpha-2 codes, `BE,FR`. */
export interface MeasureChoice {
  readonly measure: string;
  readonly scope: string;
  readonly subjectIds: readonly string[];
}

export interface Finding {
  readonly subjectId: string;
  readonly class: CollateralClass;
  readonly basis: CollateralBasis;
  readonly note: string;
}

/**
 * Child safety: the report to an authority. Threat to life: who was told and when; authority `none` and the reason as
 * reference when nobody was.
 */
export interface Report {
  readonly authority: string;
  readonly reportedAt: Date;
  readonly reference: string;
}

/** What a person means to decide, complete and in one spelling, before anybody judged whether they may. */
export interface DecisionDraft {
  readonly caseId: string;
  readonly outcome: Outcome;
  readonly policyVersionId: string | null;
  readonly measures: readonly MeasureChoice[];
  readonly rationale: string;
  readonly language: string;
  readonly evidenceIds: readonly string[];
  readonly furtherSubjectIds: readonly string[];
  readonly findings: readonly Finding[];
  readonly duplicateOfCaseId: string | null;
  readonly corrects: string | null;
  readonly report: Report | null;
}

/** A draft as it was asked for: a measure that names no subjects is meant for the case's own. */
export type AskedDraft = Omit<DecisionDraft, 'measures'> & {
  readonly measures: readonly (Omit<MeasureChoice, 'subjectIds'> & { readonly subjectIds: readonly string[] | null })[];
};

export function completeDraft(asked: AskedDraft, caseSubjectId: string): DecisionDraft {
  return {
    ...asked,
    measures: asked.measures.map((choice) => ({ ...choice, subjectIds: choice.subjectIds ?? [caseSubjectId] })),
  };
}
