import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Published when what is known of a subject changes; payload `{subjectId, what}`. */
export const SUBJECT_CHANGED = 'subject.changed';
/** Two subjects are one from now on: whoever keeps something open for `fromId` joins it to `intoId`. Payload `{mergeId, fromId, intoId}`. */
export const SUBJECT_MERGED = 'subject.merged';
/** The merge is taken back. Payload `{mergeId, fromId, intoId}`. */
export const SUBJECT_SPLIT = 'subject.split';

export type SubjectChangeKind = 'promoted' | 'keyLost' | 'renamed' | 'noted' | 'imported';

export function subjectEvent(what: SubjectChangeKind, subjectId: string): OutboxEvent {
  return { topic: SUBJECT_CHANGED, payload: { subjectId, what } };
}
