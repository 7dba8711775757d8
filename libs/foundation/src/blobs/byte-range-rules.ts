/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What part of `length` bytes is asked for (RFC 9110, 14). Null = the whole: no range, several ranges, another unit, or one
 * that `ifRange` makes void because it names another state than `etag`.
 */
export function readRange(
  range: string | undefined,
  ifRange: string | undefined,
  etag: string,
  length: number,
): ByteRange | 'unsatisfiable' | null {
  if (ifRange !== undefined && ifRange !== etag) return null;
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from === '') {
    const suffix = Math.min(Number(to), length);
    return suffix === 0 ? 'unsatisfiable' : { first: length - suffix, last: length - 1 };
  }
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return null;
  return first >= length ? 'unsatisfiable' : { first, last };
}
