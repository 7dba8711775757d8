import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Payload of all: `{decisionId, caseId}`. */
export const DECISION_MADE = 'decision.made';
export const DECISION_UNDONE = 'decision.undone';
/** The grace period ended; the decision stands. */
export const DECISION_SETTLED = 'decision.settled';
/** A colleague's decision took a case along that somebody was working on; payload `{decisionId, caseId, personId}`. */
export const LEASE_ENDED = 'decision.leaseEnded';
/** Payload `{proposalId, caseId}`. */
export const PROPOSAL_CHANGED = 'proposal.changed';

export function decisionEvent(topic: string, decisionId: string, caseId: string): OutboxEvent {
  return { topic, payload: { decisionId, caseId } };
}

export function proposalEvent(proposalId: string, caseId: string): OutboxEvent {
  return { topic: PROPOSAL_CHANGED, payload: { proposalId, caseId } };
}

export function leaseEndedEvent(
  decisionId: string,
  ended: { readonly id: string; readonly claimedBy: string | null },
): OutboxEvent {
  return { topic: LEASE_ENDED, payload: { decisionId, caseId: ended.id, personId: ended.claimedBy } };
}
