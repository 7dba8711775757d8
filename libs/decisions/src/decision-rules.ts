import type { DecisionDraft } from './decision-draft.js';
import { GLOBAL, territoryScope } from './territory-rules.js';

/** Longest rationale, in characters. */
export const MAX_RATIONALE = 10_000;
/** Most subjects that one decision may take along; more is a campaign. */
export const MAX_FURTHER_SUBJECTS = 100;
/** Most pieces of evidence that one decision may cite. */
export const MAX_EVIDENCE = 200;
/** How far a report may lie in the future, for clocks that differ. */
const CLOCK_LEEWAY_MS = 5 * 60_000;

export interface MeasureFacts {
  readonly code: string;
  readonly reversible: boolean;
  readonly appliesTo: readonly string[];
}

export interface SubjectFacts {
  readonly id: string;
  readonly platformId: string;
  readonly kind: string;
  readonly merged: boolean;
}

export interface PolicyFacts {
  readonly versionId: string;
  /** The newest version of an active policy. */
  readonly current: boolean;
  readonly category: string;
  readonly measures: readonly string[];
  readonly requiresSecond: boolean;
}

/** What the desk knows at the moment of deciding; everything the rules need and nothing they do not. */
export interface DecisionFacts {
  readonly now: Date;
  readonly caseSubjectId: string;
  /** Of the case, and of every further case that the decision would close. */
  readonly categories: readonly string[];
  readonly hiddenMeasures: readonly string[];
  readonly measures: readonly MeasureFacts[];
  /** The case's subject and every further subject that exists. */
  readonly subjects: readonly SubjectFacts[];
  /** The version cited, null when none was cited or it does not exist. */
  readonly policy: PolicyFacts | null;
  /** Evidence cited that exists, with the subject it is about. */
  readonly evidence: readonly { readonly id: string; readonly subjectId: string }[];
  /** The other case of a duplicate, null when it does not exist or may not be seen. */
  readonly duplicateOf: { readonly id: string; readonly platformId: string } | null;
  /** The decision being corrected, null when it does not exist. */
  readonly corrected: { readonly caseId: string; readonly undone: boolean; readonly corrected: boolean } | null;
}

/** A broken rule: `field` as the caller wrote it, `code` stable and translated by clients. */
export interface Fault {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

const fault = (field: string, code: string, message: string): Fault => ({ field, code, message });

/** Every rule that the draft breaks, in the order of the form; empty = it may be decided. */
export function decisionFaults(draft: DecisionDraft, facts: DecisionFacts): readonly Fault[] {
  return [
    ...wordFaults(draft),
    ...policyFaults(draft, facts),
    ...subjectFaults(draft, facts),
    ...measureFaults(draft, facts),
    ...findingFaults(draft, facts),
    ...evidenceFaults(draft, facts),
    ...referenceFaults(draft, facts),
    ...reportFaults(draft, facts),
  ];
}

function wordFaults(draft: DecisionDraft): Fault[] {
  const faults: Fault[] = [];
  if (draft.rationale.trim() === '') faults.push(fault('rationale', 'RATIONALE_MISSING', 'Say why.'));
  if (draft.rationale.length > MAX_RATIONALE)
    faults.push(fault('rationale', 'RATIONALE_TOO_LONG', `At most ${MAX_RATIONALE} characters.`));
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(draft.language))
    faults.push(fault('language', 'LANGUAGE_UNKNOWN', 'A language code such as en or ar.'));
  return faults;
}

function policyFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  if (draft.policyVersionId === null)
    return draft.outcome === 'violation' || draft.measures.length > 0
      ? [fault('policyVersionId', 'POLICY_MISSING', 'A violation cites the policy it breaks.')]
      : [];
  if (!facts.policy) return [fault('policyVersionId', 'POLICY_UNKNOWN', 'No such policy version.')];
  return facts.policy.current
    ? []
    : [fault('policyVersionId', 'POLICY_NOT_CURRENT', 'This policy has a newer version, or is no longer in force.')];
}

function subjectFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  const faults: Fault[] = [];
  const known = new Map(facts.subjects.map((subject) => [subject.id, subject]));
  if (draft.furtherSubjectIds.length > MAX_FURTHER_SUBJECTS)
    faults.push(fault('furtherSubjectIds', 'TOO_MANY_SUBJECTS', `At most ${MAX_FURTHER_SUBJECTS} further subjects.`));
  draft.furtherSubjectIds.forEach((id, index) => {
    const field = `furtherSubjectIds.${index}`;
    const subject = known.get(id);
    if (id === facts.caseSubjectId) faults.push(fault(field, 'SUBJECT_NOT_FURTHER', "This is the case's own subject."));
    else if (draft.furtherSubjectIds.indexOf(id) !== index)
      faults.push(fault(field, 'SUBJECT_TWICE', 'This subject is named twice.'));
    else if (!subject) faults.push(fault(field, 'SUBJECT_UNKNOWN', 'No such subject.'));
    else if (subject.merged) faults.push(fault(field, 'SUBJECT_MERGED', 'This subject was merged into another.'));
    else if (
      draft.outcome === 'violation' &&
      !draft.measures.some((choice) => choice.subjectIds.includes(id)) &&
      !draft.findings.some((finding) => finding.subjectId === id)
    )
      faults.push(fault(field, 'SUBJECT_WITHOUT_MEASURE', 'Name a measure or a finding for this subject.'));
  });
  return faults;
}

function measureFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  const faults: Fault[] = [];
  if (draft.measures.length > 0 && draft.outcome !== 'violation' && draft.outcome !== 'collateral')
    return [fault('measures', 'MEASURES_NOT_ALLOWED', 'Only a violation restricts.')];
  if (draft.outcome === 'violation' && draft.measures.length === 0 && (facts.policy?.measures.length ?? 0) > 0)
    faults.push(fault('measures', 'MEASURES_MISSING', 'Choose at least one measure.'));
  const named = new Set([facts.caseSubjectId, ...draft.furtherSubjectIds]);
  const seen = new Set<string>();
  draft.measures.forEach((choice, index) => {
    const field = `measures.${index}`;
    const measure = facts.measures.find((each) => each.code === choice.measure);
    if (!measure) {
      faults.push(fault(`${field}.measure`, 'MEASURE_UNKNOWN', 'No such measure.'));
      return;
    }
    if (facts.hiddenMeasures.includes(measure.code))
      faults.push(fault(`${field}.measure`, 'MEASURE_HIDDEN', 'This queue does not use this measure.'));
    else if (facts.policy && !facts.policy.measures.includes(measure.code))
      faults.push(fault(`${field}.measure`, 'MEASURE_NOT_IN_POLICY', 'The policy does not allow this measure.'));
    faults.push(...scopeFaults(measure.code, choice.scope, `${field}.scope`));
    if (choice.subjectIds.length === 0)
      faults.push(fault(`${field}.subjectIds`, 'MEASURE_WITHOUT_SUBJECT', 'Name at least one subject.'));
    choice.subjectIds.forEach((id, place) => {
      const at = `${field}.subjectIds.${place}`;
      const subject = facts.subjects.find((each) => each.id === id);
      const key = `${measure.code} ${choice.scope} ${id}`;
      if (!named.has(id) || !subject)
        faults.push(fault(at, 'SUBJECT_NOT_NAMED', 'This subject is not part of the decision.'));
      else if (!measure.appliesTo.includes(subject.kind))
        faults.push(fault(at, 'MEASURE_WRONG_KIND', `This measure cannot be used on a ${subject.kind}.`));
      else if (draft.outcome === 'collateral' && id === facts.caseSubjectId)
        faults.push(fault(at, 'COLLATERAL_NOT_RESTRICTED', 'A collateral subject is not restricted.'));
      else if (seen.has(key)) faults.push(fault(at, 'MEASURE_TWICE', 'This measure is named twice for this subject.'));
      seen.add(key);
    });
  });
  return faults;
}

function scopeFaults(measure: string, scope: string, field: string): Fault[] {
  if (measure !== 'disable_in_territory')
    return scope === GLOBAL ? [] : [fault(field, 'SCOPE_NOT_ALLOWED', 'Only disabling in a territory has a scope.')];
  return territoryScope(scope) === scope
    ? []
    : [fault(field, 'SCOPE_UNKNOWN', 'Two-letter country codes (ISO 3166-1), separated by commas.')];
}

function findingFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  const faults: Fault[] = [];
  const named = new Set([facts.caseSubjectId, ...draft.furtherSubjectIds]);
  if (draft.outcome === 'collateral' && !draft.findings.some((finding) => finding.subjectId === facts.caseSubjectId))
    faults.push(fault('findings', 'FINDING_MISSING', 'Say who this is and why they were there.'));
  draft.findings.forEach((finding, index) => {
    const field = `findings.${index}.subjectId`;
    if (!named.has(finding.subjectId))
      faults.push(fault(field, 'SUBJECT_NOT_NAMED', 'This subject is not part of the decision.'));
    else if (draft.findings.findIndex((each) => each.subjectId === finding.subjectId) !== index)
      faults.push(fault(field, 'FINDING_TWICE', 'One finding for each subject.'));
    else if (finding.subjectId === facts.caseSubjectId && draft.outcome !== 'collateral')
      faults.push(fault(field, 'FINDING_CONTRADICTS', 'A finding on this subject makes the outcome collateral.'));
    else if (draft.measures.some((choice) => choice.subjectIds.includes(finding.subjectId)))
      faults.push(fault(field, 'FINDING_CONTRADICTS', 'A subject found to be collateral is not restricted.'));
  });
  return faults;
}

function evidenceFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  if (draft.evidenceIds.length > MAX_EVIDENCE)
    return [fault('evidenceIds', 'TOO_MUCH_EVIDENCE', `At most ${MAX_EVIDENCE} pieces.`)];
  const named = new Set([facts.caseSubjectId, ...draft.furtherSubjectIds]);
  const known = new Set(facts.evidence.filter((each) => named.has(each.subjectId)).map((each) => each.id));
  return draft.evidenceIds.flatMap((id, index) =>
    known.has(id) ? [] : [fault(`evidenceIds.${index}`, 'EVIDENCE_UNKNOWN', 'No such evidence about these subjects.')],
  );
}

function referenceFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  const faults: Fault[] = [];
  if ((draft.outcome === 'duplicate') !== (draft.duplicateOfCaseId !== null))
    faults.push(
      draft.outcome === 'duplicate'
        ? fault('duplicateOfCaseId', 'DUPLICATE_OF_MISSING', 'Name the case that this one repeats.')
        : fault('duplicateOfCaseId', 'DUPLICATE_OF_NOT_ALLOWED', 'Only a duplicate names another case.'),
    );
  else if (draft.outcome === 'duplicate' && (!facts.duplicateOf || facts.duplicateOf.id === draft.caseId))
    faults.push(fault('duplicateOfCaseId', 'DUPLICATE_OF_UNKNOWN', 'No such other case.'));
  if (draft.corrects !== null) {
    if (!facts.corrected || facts.corrected.caseId !== draft.caseId)
      faults.push(fault('corrects', 'CORRECTED_UNKNOWN', 'No such decision on this case.'));
    else if (facts.corrected.undone)
      faults.push(fault('corrects', 'CORRECTED_UNDONE', 'That decision was taken back.'));
    else if (facts.corrected.corrected)
      faults.push(fault('corrects', 'CORRECTED_ALREADY', 'That decision was already corrected.'));
  }
  return faults;
}

function reportFaults(draft: DecisionDraft, facts: DecisionFacts): Fault[] {
  const categories = [...facts.categories, facts.policy?.category];
  const childSafety = categories.includes('child_safety');
  if (!childSafety && !categories.includes('threat_to_life')) return [];
  const { report } = draft;
  if (!report)
    return [
      childSafety
        ? fault('report', 'REPORT_MISSING', 'Record the report: authority, time and reference.')
        : fault('report', 'REPORT_MISSING', 'Record who was told and when, or why nobody was.'),
    ];
  const faults: Fault[] = [];
  const authority = report.authority.trim();
  if (authority === '' || (childSafety && authority.toLowerCase() === 'none'))
    faults.push(fault('report.authority', 'REPORT_AUTHORITY_MISSING', 'Name who was told.'));
  if (report.reference.trim() === '')
    faults.push(fault('report.reference', 'REPORT_REFERENCE_MISSING', 'Give the reference, or why nobody was told.'));
  if (Number.isNaN(report.reportedAt.getTime()) || report.reportedAt.getTime() > facts.now.getTime() + CLOCK_LEEWAY_MS)
    faults.push(fault('report.reportedAt', 'REPORT_TIME_WRONG', 'A time that has passed.'));
  return faults;
}
