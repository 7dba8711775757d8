const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A process that ran this long was well; its next crash counts as the first again. */
const WELL_AFTER_MS = 60_000;

/** How often a process crashed in a row. */
export function crashesInARow(before: number, ranMs: number): number {
  return ranMs >= WELL_AFTER_MS ? 1 : before + 1;
}

/** Milliseconds to wait before the next start: 0.5 s, 1 s, 2 s … at most 30 s. */
export function restartPauseMs(crashes: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, crashes - 1), LONGEST_PAUSE_MS);
}
