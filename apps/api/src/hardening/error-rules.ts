import { isConnectionLoss } from '@mizan/foundation/connection-loss-rules.js';
import { AppError, HTTP_STATUS, sqlState } from '@mizan/foundation/errors.js';

/** What a client is told of a failure. */
export interface ShownError {
  readonly code: string;
  readonly kind: string;
  readonly message: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** SQLSTATE classes and codes (PostgreSQL, appendix A) of a database that is away, restarting or full of connections. */
const AWAY = /^(08|57P|53300|57P0[1-5])/;
/** The transaction lost against another and did nothing. */
const LOST = new Set(['40P01', '40001', '55P03']);
const CANCELLED = '57014';
const UNREADABLE_VALUE = new Set(['22P02', '22003', '22007', '22008', '22021', '22P05']);
/** The pool had no connection free in time, or is not open. */
const NO_CONNECTION = /timeout exceeded when trying to connect|DataSource is not/;

/** The expected failure behind an error, or null when it is a bug. Failures of the database become typed and retryable. */
export function expectedFailure(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const state = sqlState(error);
  if (state && AWAY.test(state)) return away(error);
  if (state && LOST.has(state)) {
    return new AppError('TRY_AGAIN', 'unavailable', 'Others changed the same; send it again.', {}, { cause: error });
  }
  if (state === CANCELLED) {
    return new AppError('TIMEOUT', 'unavailable', 'This took too long and was stopped.', {}, { cause: error });
  }
  if (state && UNREADABLE_VALUE.has(state)) {
    return new AppError('INVALID_INPUT', 'invalid', 'A value cannot be read.', {}, { cause: error });
  }
  if (isConnectionLoss(error)) return away(error);
  return error instanceof Error && NO_CONNECTION.test(error.message) ? away(error) : null;
}

function away(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'unavailable', 'The desk cannot reach its database; try again.', {}, { cause });
}

/** How any error is shown: expected failures as they are, bugs as INTERNAL without a word of what happened. */
export function shownError(error: unknown): ShownError {
  const expected = expectedFailure(error);
  if (expected) {
    const { code, kind, message, details } = expected;
    return { code, kind, message, status: HTTP_STATUS[kind], details };
  }
  return { code: 'INTERNAL', kind: 'internal', message: 'Something went wrong on our side.', status: 500, details: {} };
}

/** What is logged of a bug: of database errors the state and the place, never the message, which may quote values. */
export function loggedError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const state = sqlState(error);
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(state ? { sqlState: state } : { message: error.message }),
    stack: stack?.slice(0, 12).join('\n'),
  };
}
