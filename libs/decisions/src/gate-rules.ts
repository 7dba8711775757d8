import type { DecisionDraft } from './decision-draft.js';

/** What the gate judges by (settled 14–16, 25, 29). */
export interface GateFacts {
  readonly caseSubjectId: string;
  /** Subjects who are or may be protected; both are treated alike. */
  readonly protectedIds: ReadonlySet<string>;
  /** Protected subjects of declared media services that this policy version was not yet put before. */
  readonly unheardIds: ReadonlySet<string>;
  /** The decider holds the right to decide measures on protected people. */
  readonly mayDecide: boolean;
}

/**
 * `stay`: nothing is imposed, the whole draft waits. `go`: the draft goes ahead without the further subjects in
 * `leftOut`, each of whom is decided about alone; with `needsSecond` only after a second person with the same right.
 */
export type Gate =
  | { readonly kind: 'stay' }
  | {
      readonly kind: 'go';
      readonly draft: DecisionDraft;
      readonly leftOut: readonly string[];
      readonly needsSecond: boolean;
    };

/** Subjects that the draft would restrict. */
export function restrictedIds(draft: Pick<DecisionDraft, 'measures'>): ReadonlySet<string> {
  return new Set(draft.measures.flatMap((choice) => choice.subjectIds));
}

/**
 * Judges a draft that kept every other rule. Only measures are stopped: what restricts nobody passes, whoever it is about.
 * Evidence about those left out (`evidenceOf`: its subject by its id) goes with them.
 */
export function judgeGate(draft: DecisionDraft, facts: GateFacts, evidenceOf: ReadonlyMap<string, string>): Gate {
  const restricted = restrictedIds(draft);
  const own = facts.caseSubjectId;
  const ownProtected = restricted.has(own) && facts.protectedIds.has(own);
  if (ownProtected && (!facts.mayDecide || facts.unheardIds.has(own))) return { kind: 'stay' };
  const leftOut = draft.furtherSubjectIds.filter((id) => restricted.has(id) && facts.protectedIds.has(id));
  return { kind: 'go', draft: without(draft, new Set(leftOut), evidenceOf), leftOut, needsSecond: ownProtected };
}

/** The draft about somebody who was left out of another one: what it meant for them and nothing about others. */
export function draftAlone(
  draft: DecisionDraft,
  subjectId: string,
  caseId: string,
  evidenceOf: ReadonlyMap<string, string>,
): DecisionDraft {
  return {
    ...draft,
    caseId,
    measures: draft.measures
      .filter((choice) => choice.subjectIds.includes(subjectId))
      .map((choice) => ({ ...choice, subjectIds: [subjectId] })),
    evidenceIds: draft.evidenceIds.filter((id) => evidenceOf.get(id) === subjectId),
    furtherSubjectIds: [],
    findings: [],
    corrects: null,
    report: null,
  };
}

function without(
  draft: DecisionDraft,
  leftOut: ReadonlySet<string>,
  evidenceOf: ReadonlyMap<string, string>,
): DecisionDraft {
  if (leftOut.size === 0) return draft;
  return {
    ...draft,
    measures: draft.measures
      .map((choice) => ({ ...choice, subjectIds: choice.subjectIds.filter((id) => !leftOut.has(id)) }))
      .filter((choice) => choice.subjectIds.length > 0),
    furtherSubjectIds: draft.furtherSubjectIds.filter((id) => !leftOut.has(id)),
    evidenceIds: draft.evidenceIds.filter((id) => !leftOut.has(evidenceOf.get(id) ?? '')),
  };
}

/**
 * Whether a declared media service has to be heard before the measure: it rests on terms alone, and does more than label
 * (Regulation (EU) 2024/1083, Art. 18(4); settled 29).
 */
export function restsOnTerms(
  draft: Pick<DecisionDraft, 'measures'>,
  ground: 'law' | 'terms' | null,
  subjectId: string,
): boolean {
  return (
    ground === 'terms' &&
    draft.measures.some((choice) => choice.measure !== 'label' && choice.subjectIds.includes(subjectId))
  );
}
