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

/** Covers of earlier decisions ended; `decision_participant` and `restriction_cover` say whose and which. */
export const DECISION_REVERSED = 'decision.reversed';
/** A declared media service has to be told what is meant, and may reply; payload `{mediaReplyId, caseId}`. */
export const MEDIA_REPLY_ASKED = 'mediaReply.asked';
/** Payload `{stayId, caseId, what}`; `overdue`: nobody decided in time, so somebody has to be paged. */
export const STAY_CHANGED = 'stay.changed';

export function stayEvent(what: 'opened' | 'ended' | 'overdue', stayId: string, caseId: string): OutboxEvent {
  return { topic: STAY_CHANGED, payload: { stayId, caseId, what } };
}
/** The weight of somebody's strikes passed a threshold; payload `{subjectId, caseId, atLeast}`. */
export const STRIKES_REACHED = 'strike.thresholdReached';
