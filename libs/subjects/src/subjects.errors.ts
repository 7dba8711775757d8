import { AppError } from '@mizan/foundation/errors.js';

/** Code STALE_VERSION: somebody changed the subject since it was read. */
export function staleSubject(field: string, version: number): AppError {
  return new AppError('STALE_VERSION', 'conflict', 'The subject has changed since you read it.', { field, version });
}

/** Code NOT_MERGEABLE: `why` is `same | other_platform | two_native_ids | already_merged`. */
export function notMergeable(why: string): AppError {
  return new AppError('NOT_MERGEABLE', 'conflict', 'These two subjects cannot be merged.', { why });
}

/** Code NOT_SPLITTABLE: `why` is `already_split | too_late | merged_further`. */
export function notSplittable(why: string): AppError {
  return new AppError('NOT_SPLITTABLE', 'conflict', 'This merge cannot be split any more.', { why });
}
