import { sqlState } from './errors.js';

/** SQLSTATE (PostgreSQL, appendix A): connection exceptions; shutdown, crash and start of the server; an idle session ended. */
const STATES = /^(08\w{3}|57P0[1235])$/;
/** System errors of the socket, as Node names them. */
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT']);
/** What the driver says without a code. Not that the pool had no connection left: that one must not be asked again at once. */
const WORDS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|read ECONN|write E|connect E)/;
/** TypeORM gave the connection back when it broke, and says so when it is used again. */
const GIVEN_BACK = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError']);
/** Deadlock or serialisation failure: the transaction did nothing. */
const LOST_RACE = new Set(['40P01', '40001']);

/** True when the connection to the database ended, or could not be made, rather than the statement being wrong. */
export function isConnectionLoss(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const state = sqlState(error);
  if (state && STATES.test(state)) return true;
  if ('code' in error && typeof error.code === 'string' && SOCKET.has(error.code)) return true;
  if (wasNotSent(error)) return true;
  if ('driverError' in error) return isConnectionLoss(error.driverError);
  return error instanceof Error && WORDS.test(error.message);
}

/** True when the connection was known to be gone before the statement was sent, so that it cannot have happened. */
export function wasNotSent(error: unknown): boolean {
  return error instanceof Error && GIVEN_BACK.has(error.name);
}

/** How far a transaction came before it failed. */
export interface FailedTransaction {
  /** COMMIT had been sent: without an answer nobody knows whether it happened. */
  readonly committing: boolean;
  /** Running it again finds what the first run did, and answers the same. */
  readonly repeatable: boolean;
}

/**
 * Whether a transaction may be run again after this error: when it lost a race, when its connection ended before COMMIT
 * was sent (the server rolls it back), and, only when it is repeatable, when it ended after that.
 */
export function mayRunAgain(error: unknown, { committing, repeatable }: FailedTransaction): boolean {
  const state = sqlState(error);
  if (state && LOST_RACE.has(state)) return true;
  return isConnectionLoss(error) && (!committing || repeatable || wasNotSent(error));
}

/** A statement that only reads: nothing in it writes, locks, or is remembered by its session. */
export function isPlainRead(sql: string): boolean {
  return (
    /^\s*(select|with)\b/i.test(sql) &&
    !/\b(insert|update|delete|merge|lock|nextval|setval|set_config|pg_\w*advisory\w*|pg_notify|into)\b/i.test(
      sql.replace(/'(?:[^']|'')*'/g, "''").replace(/"[^"]*"/g, '""'),
    )
  );
}
