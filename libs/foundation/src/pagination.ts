import { invalid } from './errors.js';

/** Largest page any list gives (goals 6.2). */
export const MAX_PAGE = 100;

/** Keyset cursors are the sort values of the last row, base64url of a JSON array: opaque to clients. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws INVALID_INPUT (field `after`) when the cursor was not made by encodeCursor with `length` values. */
export function decodeCursor(cursor: string | null | undefined, length: number): (string | number | null)[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => value === null || typeof value === 'string' || typeof value === 'number')
    ) {
      return values;
    }
  } catch {
    // Falls through to the one refusal below.
  }
  throw invalid('after', 'This cursor was not given by this list.');
}

/** 1..MAX_PAGE; throws INVALID_INPUT (field `first`) otherwise. */
export function pageSize(first: number | null | undefined, fallback = 50): number {
  const size = first ?? fallback;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw invalid('first', `A page has 1 to ${MAX_PAGE} rows.`, { max: MAX_PAGE });
  }
  return size;
}
