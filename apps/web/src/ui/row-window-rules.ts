/** Rows made above and below those in sight, so that a key or a nudge meets no gap. */
const beyond = 4;

/** Numbers of the first and the last row to be made; `last` is below `first` when there is none. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
}

/**
 * The rows to be made when `top` pixels are scrolled away and `height` are in sight. As many wherever the list stands, but
 * for its ends, so that rows can be used again.
 */
export function windowAt(top: number, height: number, rowHeight: number, count: number): RowWindow {
  const made = Math.min(count, Math.ceil(height / rowHeight) + 1 + 2 * beyond);
  const first = Math.min(Math.max(0, Math.floor(top / rowHeight) - beyond), count - made);
  return { first, last: first + made - 1 };
}
