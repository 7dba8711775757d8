import { AppError } from '@mizan/foundation/errors.js';

/** Code GROUP_CHANGED, with its present version: somebody else changed the group. */
export function groupChanged(version: number): AppError {
  return new AppError('GROUP_CHANGED', 'conflict', 'The group was changed by somebody else.', { version });
}

/** Code GROUP_CLOSED. */
export function groupClosed(): AppError {
  return new AppError('GROUP_CLOSED', 'conflict', 'This group is closed.');
}

/** Code GROUP_EMPTY: nothing that stands, and nobody has looked at yet, is in what was named. */
export function groupEmpty(): AppError {
  return new AppError('GROUP_EMPTY', 'invalid', 'Nothing in this still waits for a second look.', { field: 'scopeId' });
}

/** Code SAMPLE_NOT_JUDGED: a group is decided on the strength of a sample that was judged whole. */
export function sampleNotJudged(left: number): AppError {
  return new AppError('SAMPLE_NOT_JUDGED', 'conflict', 'Judge the sample first.', { left });
}

/** Code GROUP_BUSY: an answer to this group is under way. */
export function groupBusy(): AppError {
  return new AppError('GROUP_BUSY', 'conflict', 'An answer to this group is under way.');
}

/** Code RUN_OVER: its grace period is over. */
export function runOver(): AppError {
  return new AppError('RUN_OVER', 'conflict', 'This can no longer be taken back.');
}
