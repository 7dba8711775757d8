import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Published whenever a notice is queued or changes its state; payload `{noticeId}`. */
export const NOTICE_CHANGED = 'notice.changed';
/** Published when a notice has to be delivered at its time; payload `{noticeId}`. */
export const NOTICE_DUE = 'notice.due';

export function noticeEvents(noticeId: string, due = false): OutboxEvent[] {
  const payload = { noticeId };
  return [...(due ? [{ topic: NOTICE_DUE, payload }] : []), { topic: NOTICE_CHANGED, payload }];
}
