import { AppError } from '@mizan/foundation/errors.js';
import type { FieldFault } from './declaration-rules.js';
import type { VerificationFault } from './entry-rules.js';

/** INVALID_INPUT with every wrong field: `field` is the first, `fields` and `messages` are all, in order. */
export function invalidFields(faults: readonly FieldFault[]): AppError {
  const [first] = faults;
  return new AppError('INVALID_INPUT', 'invalid', first?.message ?? 'Something is wrong.', {
    field: first?.field ?? null,
    fields: faults.map((fault) => fault.field),
    messages: faults.map((fault) => fault.message),
  });
}

/** Somebody changed the entry meanwhile. Code STALE_VERSION. */
export function staleEntry(version: number): AppError {
  return new AppError('STALE_VERSION', 'conflict', 'This entry was changed meanwhile.', { field: 'version', version });
}

/** Code NOT_VERIFIABLE; `reason` is `revoked`, `too_early`, `already_by_you` or `not_seen`. */
export function notVerifiable(reason: VerificationFault): AppError {
  return new AppError('NOT_VERIFIABLE', 'conflict', 'This entry cannot be verified by you now.', { reason });
}

/** The entry is revoked or erased. Code ENTRY_ENDED. */
export function entryEnded(): AppError {
  return new AppError('ENTRY_ENDED', 'conflict', 'This entry has ended.', {});
}

/** Changing who somebody is needs to have seen who they are. Code NOT_SEEN. */
export function notSeen(): AppError {
  return new AppError('NOT_SEEN', 'conflict', 'Reveal the entry before you change it.', {});
}

/** A file was not taken; `reason` is `empty`, `kind`, `format`, `signature`, `too_long` or `too_many`. Code REGISTER_FILE_REFUSED. */
export function fileRefused(
  reason: 'empty' | 'kind' | 'format' | 'signature' | 'too_long' | 'too_many',
  message: string,
): AppError {
  return new AppError('REGISTER_FILE_REFUSED', 'invalid', message, { field: 'file', reason });
}
