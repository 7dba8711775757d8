import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Payload of all: `{appealId, caseId, subjectId}`; caseId and subjectId may be null. */
export const APPEAL_RECEIVED = 'appeal.received';
/** Anything that a screen shows changed. */
export const APPEAL_CHANGED = 'appeal.changed';
/** Answered, with an outcome; its carrying out follows. */
export const APPEAL_RESOLVED = 'appeal.resolved';

export interface AppealRef {
  readonly id: string;
  readonly caseId: string | null;
  readonly subjectId: string;
}

export function appealEvent(topic: string, appeal: AppealRef): OutboxEvent {
  return { topic, payload: { appealId: appeal.id, caseId: appeal.caseId, subjectId: appeal.subjectId } };
}
