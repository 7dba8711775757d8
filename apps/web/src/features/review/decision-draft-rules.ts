import type { MessageKey } from '../../app/i18n.js';
import type {
  CaseCategory,
  CollateralBasis,
  CollateralClass,
  DecideInput,
  MeasureCode,
  Outcome,
  SubjectKind,
} from '../../gql/review.js';

export interface FindingDraft {
  readonly subjectId: string;
  readonly class: CollateralClass;
  readonly basis: CollateralBasis;
  readonly note: string;
}

/** A decision while it is being made; kept for each case until it was taken and cannot be undone any more. */
export interface DecisionDraft {
  readonly outcome: Outcome | undefined;
  readonly policyVersionId: string | undefined;
  readonly measures: readonly MeasureCode[];
  /** ISO 3166-1 alpha-2 codes as typed. */
  readonly territories: string;
  readonly rationale: string;
  readonly evidenceIds: readonly string[];
  readonly furtherSubjectIds: readonly string[];
  readonly findings: readonly FindingDraft[];
  /** The number of the case this one repeats, as typed. */
  readonly duplicateOf: string;
  /** Typed to confirm what cannot be undone. */
  readonly word: string;
  readonly authority: string;
  /** Local date and time as a date field holds it. */
  readonly reportedAt: string;
  readonly reference: string;
}

export const emptyDraft: DecisionDraft = {
  outcome: undefined,
  policyVersionId: undefined,
  measures: [],
  territories: '',
  rationale: '',
  evidenceIds: [],
  furtherSubjectIds: [],
  findings: [],
  duplicateOf: '',
  word: '',
  authority: '',
  reportedAt: '',
  reference: '',
};

export interface MeasureFacts {
  readonly code: MeasureCode;
  readonly reversible: boolean;
  readonly appliesTo: readonly SubjectKind[];
}

interface PolicyFacts {
  readonly versionId: string;
  readonly measures: readonly MeasureCode[];
  readonly requiresSecond: boolean;
}

/** What the case allows: everything a draft is judged by. */
export interface DecisionFrame {
  readonly caseSubject: { readonly id: string; readonly kind: SubjectKind };
  readonly related: ReadonlyArray<{ readonly id: string; readonly kind: SubjectKind }>;
  readonly category: CaseCategory;
  /** Of the case's own kind of subject, without what its queue hides. */
  readonly available: readonly MeasureFacts[];
  readonly allMeasures: readonly MeasureFacts[];
  readonly hidden: readonly MeasureCode[];
  readonly policies: readonly PolicyFacts[];
  readonly twoPersonQueue: boolean;
  /** The word to type before an irreversible measure. */
  readonly word: string;
}

export type DraftChange =
  | { readonly do: 'outcome'; readonly outcome: Outcome; readonly policyVersionId: string | undefined }
  | { readonly do: 'set'; readonly values: Partial<DecisionDraft> }
  | { readonly do: 'measure'; readonly measure: MeasureCode }
  | { readonly do: 'evidence'; readonly id: string }
  | { readonly do: 'further'; readonly id: string }
  | { readonly do: 'finding'; readonly finding: FindingDraft }
  | { readonly do: 'dropFinding'; readonly subjectId: string }
  | { readonly do: 'replace'; readonly draft: DecisionDraft };

function turned<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

/** One change to a draft. Nothing that was typed is dropped by choosing another outcome: what does not count is not sent. */
export function changeDraft(draft: DecisionDraft, change: DraftChange): DecisionDraft {
  switch (change.do) {
    case 'outcome':
      return { ...draft, outcome: change.outcome, policyVersionId: draft.policyVersionId ?? change.policyVersionId };
    case 'set':
      return { ...draft, ...change.values };
    case 'measure':
      return { ...draft, measures: turned(draft.measures, change.measure), word: '' };
    case 'evidence':
      return { ...draft, evidenceIds: turned(draft.evidenceIds, change.id) };
    case 'further':
      return { ...draft, furtherSubjectIds: turned(draft.furtherSubjectIds, change.id) };
    case 'finding':
      return {
        ...draft,
        findings: [...draft.findings.filter((each) => each.subjectId !== change.finding.subjectId), change.finding],
      };
    case 'dropFinding':
      return { ...draft, findings: draft.findings.filter((each) => each.subjectId !== change.subjectId) };
    case 'replace':
      return change.draft;
  }
}

function subjectsOf(draft: DecisionDraft, frame: DecisionFrame) {
  return [frame.caseSubject, ...frame.related.filter((subject) => draft.furtherSubjectIds.includes(subject.id))];
}

/** The measures to offer: for any subject decided here, allowed by the policy once one is chosen, never what the queue hides. */
export function offeredMeasures(draft: DecisionDraft, frame: DecisionFrame): readonly MeasureFacts[] {
  const kinds = new Set(subjectsOf(draft, frame).map((subject) => subject.kind));
  const policy = frame.policies.find((each) => each.versionId === draft.policyVersionId);
  const own = new Set(frame.available.map((measure) => measure.code));
  return frame.allMeasures.filter(
    (measure) =>
      !frame.hidden.includes(measure.code) &&
      (own.has(measure.code) ||
        (!measure.appliesTo.includes(frame.caseSubject.kind) && measure.appliesTo.some((kind) => kinds.has(kind)))) &&
      (!policy || policy.measures.includes(measure.code)),
  );
}

/** The chosen measures that count: a violation's, and still on offer. */
export function chosenMeasures(draft: DecisionDraft, frame: DecisionFrame): readonly MeasureFacts[] {
  if (draft.outcome !== 'violation') return [];
  return offeredMeasures(draft, frame).filter((measure) => draft.measures.includes(measure.code));
}

/** ISO 3166-1 alpha-2 codes out of what was typed: letters in pairs, any separator. */
export function territoriesOf(text: string): readonly string[] | undefined {
  const codes = text
    .toUpperCase()
    .split(/[\s,;،؛]+/u)
    .filter((code) => code !== '');
  return codes.length > 0 && codes.every((code) => /^[A-Z]{2}$/.test(code)) ? [...new Set(codes)] : undefined;
}

/** Whether a second person will be asked; the server has the last word. */
export function expectsSecondPerson(draft: DecisionDraft, frame: DecisionFrame): boolean {
  if (draft.outcome === undefined) return false;
  if (frame.twoPersonQueue) return true;
  if (draft.outcome !== 'violation') return false;
  const policy = frame.policies.find((each) => each.versionId === draft.policyVersionId);
  return (policy?.requiresSecond ?? false) || chosenMeasures(draft, frame).some((measure) => !measure.reversible);
}

const reported: ReadonlySet<CaseCategory> = new Set<CaseCategory>(['child_safety', 'threat_to_life']);

export function needsReport(frame: DecisionFrame): boolean {
  return reported.has(frame.category);
}

/** What is still missing before the decision can be sent, in the order of the screen. */
export function missingFrom(draft: DecisionDraft, frame: DecisionFrame): readonly MessageKey[] {
  const missing: MessageKey[] = [];
  if (!draft.outcome) return ['need.outcome'];
  if (draft.outcome === 'violation') {
    if (!draft.policyVersionId) missing.push('need.policy');
    const chosen = chosenMeasures(draft, frame);
    const territorial = chosen.some((measure) => measure.code === 'disable_in_territory');
    if (territorial && !territoriesOf(draft.territories)) missing.push('need.territories');
    const final = chosen.some((measure) => !measure.reversible);
    if (final && draft.word.trim().toLocaleLowerCase() !== frame.word.toLocaleLowerCase()) missing.push('need.word');
  }
  if (draft.outcome === 'duplicate' && !/^#?\d+$/.test(draft.duplicateOf.trim())) missing.push('need.duplicate');
  const ownFinding = draft.findings.some((finding) => finding.subjectId === frame.caseSubject.id);
  if (draft.outcome === 'collateral' && !ownFinding) missing.push('need.finding');
  if (draft.rationale.trim() === '') missing.push('need.reason');
  if (
    needsReport(frame) &&
    (draft.authority.trim() === '' || draft.reportedAt === '' || draft.reference.trim() === '')
  ) {
    missing.push('need.report');
  }
  return missing;
}

interface Sending {
  readonly caseId: string;
  readonly leaseToken: string;
  readonly version: number;
  readonly language: string;
  readonly duplicateOfCaseId: string | undefined;
}

/** The draft as the server takes it: each measure on every subject decided here that it can be applied to. */
export function inputOf(draft: DecisionDraft, frame: DecisionFrame, sending: Sending): DecideInput | undefined {
  if (!draft.outcome || missingFrom(draft, frame).length > 0) return undefined;
  const violation = draft.outcome === 'violation';
  const subjects = subjectsOf(draft, frame);
  const further = frame.related
    .filter((subject) => draft.furtherSubjectIds.includes(subject.id))
    .map((subject) => subject.id);
  return {
    caseId: sending.caseId,
    leaseToken: sending.leaseToken,
    version: sending.version,
    outcome: draft.outcome,
    rationale: draft.rationale.trim(),
    language: sending.language,
    evidenceIds: [...draft.evidenceIds],
    ...(draft.policyVersionId && (violation || draft.outcome === 'collateral')
      ? { policyVersionId: draft.policyVersionId }
      : {}),
    ...(violation
      ? {
          furtherSubjectIds: further,
          measures: chosenMeasures(draft, frame).map((measure) => ({
            measure: measure.code,
            scope:
              measure.code === 'disable_in_territory' ? (territoriesOf(draft.territories) ?? []).join(',') : 'global',
            subjectIds: subjects
              .filter((subject) => measure.appliesTo.includes(subject.kind))
              .map((subject) => subject.id),
          })),
        }
      : {}),
    ...(violation || draft.outcome === 'collateral'
      ? { findings: draft.findings.map((finding) => ({ ...finding })) }
      : {}),
    ...(sending.duplicateOfCaseId ? { duplicateOfCaseId: sending.duplicateOfCaseId } : {}),
    ...(needsReport(frame)
      ? {
          report: {
            authority: draft.authority.trim(),
            reportedAt: new Date(draft.reportedAt).toISOString(),
            reference: draft.reference.trim(),
          },
        }
      : {}),
  };
}

/** A stored draft as far as it can be read; what is missing or of another kind is left at its default. */
export function draftFrom(stored: unknown): DecisionDraft {
  if (typeof stored !== 'object' || stored === null) return emptyDraft;
  const readable = Object.entries(stored).filter(([name, value]) => {
    if (!(name in emptyDraft)) return false;
    const pattern: unknown = Object.entries(emptyDraft).find(([known]) => known === name)?.[1];
    if (pattern === undefined) return typeof value === 'string';
    return Array.isArray(pattern) ? Array.isArray(value) : typeof value === typeof pattern;
  });
  return { ...emptyDraft, ...Object.fromEntries(readable) };
}
