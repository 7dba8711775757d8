import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Published whenever a case changes in a way that others see; payload ids only. */
export const CASE_CHANGED = 'case.changed';

/** What happened to the case, for screens that watch it. */
export type CaseChangeKind =
  | 'opened'
  | 'flagged'
  | 'claimed'
  | 'released'
  | 'lapsed'
  | 'skipped'
  | 'held'
  | 'resumed'
  | 'escalated'
  | 'moved'
  | 'assigned'
  | 'decided'
  | 'undone'
  | 'closed'
  | 'reopened'
  | 'awaiting_approval'
  | 'refused'
  | 'merged'
  | 'noted';

export interface CaseChangeFacts {
  readonly caseId: string;
  readonly queueId: string;
  /** The queue that the case left, when it changed queues. */
  readonly fromQueueId?: string | null;
  readonly personId?: string | null;
}

/** The event of one change of one case. */
export function caseEvent(what: CaseChangeKind, facts: CaseChangeFacts): OutboxEvent {
  return {
    topic: CASE_CHANGED,
    payload: {
      caseId: facts.caseId,
      queueId: facts.queueId,
      fromQueueId: facts.fromQueueId ?? null,
      personId: facts.personId ?? null,
      what,
    },
  };
}
