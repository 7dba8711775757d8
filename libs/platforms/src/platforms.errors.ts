import { AppError } from '@mizan/foundation/errors.js';

/** Somebody else changed the row since it was read. Code STALE_VERSION. */
export function staleVersion(what: string, current: number): AppError {
  return new AppError('STALE_VERSION', 'conflict', `This ${what} was changed by somebody else in the meantime.`, {
    what,
    current,
  });
}

/** Code ALREADY_EXISTS, field `code`. */
export function codeTaken(what: string): AppError {
  return new AppError('ALREADY_EXISTS', 'conflict', `There is already a ${what} with this code.`, {
    what,
    field: 'code',
  });
}

/** The platform has no endpoint or no signing secret yet. Code PLATFORM_NOT_CONNECTED. */
export function notConnected(): AppError {
  return new AppError('PLATFORM_NOT_CONNECTED', 'conflict', 'This platform has no endpoint or no signing secret yet.');
}
