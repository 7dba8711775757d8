/** What went wrong, in terms a client can branch on. */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'rate_limited' | 'unavailable';

/** Facts that may be shown to anybody: field names, limits, ids. Never personal data, never a secret. */
export type SafeDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * An expected failure. `code` is stable and translated by clients (`CASE_LEASE_LOST`); `details.field` names the
 * field that was wrong. Anything thrown that is not an AppError is a bug and is shown as INTERNAL with a request id.
 */
export class AppError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    readonly details: SafeDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'AppError';
  }
}

/** A value that breaks a rule; `field` is the path as the caller wrote it. Code INVALID_INPUT. */
export function invalid(field: string, message: string, details: SafeDetails = {}): AppError {
  return new AppError('INVALID_INPUT', 'invalid', message, { field, ...details });
}

/** Also the answer for what exists but may not be seen, so that ids cannot be probed. Code NOT_FOUND. */
export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', 'not_found', `No such ${what}.`, { what });
}

/** Code FORBIDDEN. */
export function forbidden(permission: string): AppError {
  return new AppError('FORBIDDEN', 'forbidden', 'You do not have the right to do this.', { permission });
}

/** HTTP status of each kind (RFC 9110). */
export const HTTP_STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
};

/** PostgreSQL's error code (SQLSTATE) when the error came from the database driver, else undefined. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) return error.code;
  return 'driverError' in error ? sqlState(error.driverError) : undefined;
}

/** Name of the violated constraint, when the database named one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('constraint' in error && typeof error.constraint === 'string') return error.constraint;
  return 'driverError' in error ? violatedConstraint(error.driverError) : undefined;
}
