import type { AppealOutcome } from './appeal-transition-rules.js';
import { MAX_REASONS } from './appeal-words-rules.js';

/** How a handler means to answer an appeal. */
export interface ResolutionDraft {
  readonly outcome: AppealOutcome;
  /** Of a partial reversal: what is lifted. */
  readonly restrictionIds: readonly string[];
  /** To the person, in their language. */
  readonly reasons: string;
  /** For the record. */
  readonly rationale: string;
  readonly omittedReason: string | null;
  readonly finding: { readonly subjectId: string } | null;
}

export interface ResolutionFacts {
  readonly appellant: 'affected' | 'reporter';
  /** The decision that is appealed; null when nothing that stands was found. */
  readonly decisionId: string | null;
  readonly subjectId: string;
  /** Restrictions that the appeal is about and that the decision still covers. */
  readonly covered: readonly string[];
}

/** A broken rule: `field` as the caller wrote it, `code` stable and translated by clients. */
export interface ResolutionFault {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Longest reason for an answer without a decision on the merits. */
const MAX_OMITTED = 500;

const fault = (field: string, code: string, message: string): ResolutionFault => ({ field, code, message });

/** Every rule that the answer breaks, in the order of the form; empty = it may be given. */
export function resolutionFaults(draft: ResolutionDraft, facts: ResolutionFacts): readonly ResolutionFault[] {
  return [...wordFaults(draft), ...outcomeFaults(draft, facts), ...findingFaults(draft, facts)];
}

/** Restrictions that the answer lifts. */
export function liftedBy(draft: ResolutionDraft, facts: ResolutionFacts): readonly string[] {
  if (facts.appellant === 'reporter') return [];
  if (draft.outcome === 'reversed') return facts.covered;
  return draft.outcome === 'partially_reversed' ? draft.restrictionIds : [];
}

function wordFaults(draft: ResolutionDraft): ResolutionFault[] {
  const faults: ResolutionFault[] = [];
  if (draft.reasons.trim() === '')
    faults.push(fault('reasons', 'REASONS_MISSING', 'Say to the person why, in their language.'));
  else if (draft.reasons.length > MAX_REASONS)
    faults.push(fault('reasons', 'REASONS_TOO_LONG', `At most ${MAX_REASONS} characters.`));
  if (draft.rationale.trim() === '') faults.push(fault('rationale', 'RATIONALE_MISSING', 'Say why.'));
  else if (draft.rationale.length > MAX_REASONS)
    faults.push(fault('rationale', 'RATIONALE_TOO_LONG', `At most ${MAX_REASONS} characters.`));
  return faults;
}

function outcomeFaults(draft: ResolutionDraft, facts: ResolutionFacts): ResolutionFault[] {
  const faults: ResolutionFault[] = [];
  if (draft.outcome === 'omitted') {
    const why = draft.omittedReason?.trim() ?? '';
    if (why === '' || why.length > MAX_OMITTED)
      faults.push(fault('omittedReason', 'OMITTED_REASON_MISSING', 'Say why there is no decision.'));
  } else if (facts.decisionId === null)
    faults.push(fault('outcome', 'NOTHING_DECIDED', 'No decision stands behind this appeal: it can only be omitted.'));
  if (draft.outcome !== 'partially_reversed') {
    if (draft.restrictionIds.length > 0)
      faults.push(fault('restrictionIds', 'RESTRICTIONS_NOT_ALLOWED', 'Only a partial reversal names restrictions.'));
    return faults;
  }
  if (facts.appellant === 'reporter')
    return [...faults, fault('outcome', 'OUTCOME_NOT_ALLOWED', 'A refused report is acted on or it is not.')];
  const chosen = new Set(draft.restrictionIds);
  if (chosen.size === 0) faults.push(fault('restrictionIds', 'RESTRICTIONS_MISSING', 'Choose what is lifted.'));
  else if (draft.restrictionIds.some((id) => !facts.covered.includes(id)))
    faults.push(fault('restrictionIds', 'RESTRICTION_UNKNOWN', 'This is not among what the appeal is about.'));
  else if (chosen.size === facts.covered.length)
    faults.push(fault('restrictionIds', 'NOT_PARTIAL', 'This lifts everything: choose reversed.'));
  return faults;
}

function findingFaults(draft: ResolutionDraft, facts: ResolutionFacts): ResolutionFault[] {
  if (!draft.finding) return [];
  if (draft.outcome !== 'reversed' && draft.outcome !== 'partially_reversed')
    return [fault('finding', 'FINDING_CONTRADICTS', 'Who was swept up is not restricted: reverse.')];
  return draft.finding.subjectId === facts.subjectId
    ? []
    : [fault('finding.subjectId', 'SUBJECT_NOT_NAMED', 'A finding is about the person who appeals.')];
}
