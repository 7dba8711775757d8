import type { DecisionDraft } from './decision-draft.js';
import type { MeasureFacts } from './decision-rules.js';

/** More restrictions lifted together than this need a second person (settled 16). */
export const MASS_REVERSAL = 100;

/** Hours after which a proposal lapses (settled 15). */
export const PROPOSAL_HOURS = 24;

/** The reason that says nothing more than that it is so (settled 25). */
export const STAY = 'stay';

/** Why a decision needs a second person: `irreversible:<measure>`, `policy`, `queue`, `stay`; empty = it does not. */
export function secondPersonReasons(
  draft: Pick<DecisionDraft, 'measures'>,
  facts: {
    readonly measures: readonly MeasureFacts[];
    readonly policyRequiresSecond: boolean;
    /** Of the case, and of every further case that the decision would close. */
    readonly queuesTwoPerson: readonly boolean[];
    /** The gate asks for a second person with the right to decide about protected people. */
    readonly needsSecondWithRight: boolean;
  },
): readonly string[] {
  const chosen = new Set(draft.measures.map((choice) => choice.measure));
  const irreversible = facts.measures.filter((measure) => chosen.has(measure.code) && !measure.reversible);
  return [
    ...irreversible.map((measure) => `irreversible:${measure.code}`).sort(),
    ...(facts.policyRequiresSecond ? ['policy'] : []),
    ...(facts.queuesTwoPerson.includes(true) ? ['queue'] : []),
    ...(facts.needsSecondWithRight ? [STAY] : []),
  ];
}

export interface ProposalFacts {
  readonly state: 'pending' | 'stayed' | 'approved' | 'refused' | 'lapsed' | 'answered';
  readonly proposedBy: string;
  readonly authorActive: boolean;
  readonly expiresAt: Date;
  /** Lower-case hexadecimal. */
  readonly contentHash: string;
  /** The hash made again from what the database holds now. */
  readonly currentHash: string;
}

export type ApprovalRefusal =
  'not_pending' | 'own_proposal' | 'expired' | 'author_left' | 'facts_changed' | 'other_content';

/** Refusals after which the proposal is dead and its case is worked again. */
export const LAPSING: readonly ApprovalRefusal[] = ['expired', 'author_left', 'facts_changed'];

/** Why this person cannot approve what they signed (`signedHash`); null = they can. */
export function approvalRefusal(
  proposal: ProposalFacts,
  personId: string,
  signedHash: string,
  now: Date,
): ApprovalRefusal | null {
  if (proposal.state !== 'pending') return 'not_pending';
  if (proposal.proposedBy === personId) return 'own_proposal';
  if (proposal.expiresAt <= now) return 'expired';
  if (!proposal.authorActive) return 'author_left';
  if (proposal.currentHash !== proposal.contentHash) return 'facts_changed';
  return signedHash.toLowerCase() === proposal.contentHash ? null : 'other_content';
}

/** True when a group of reversals needs a second person, other than the one who asked. */
export function reversalNeedsSecond(restrictionCount: number): boolean {
  return restrictionCount > MASS_REVERSAL;
}
