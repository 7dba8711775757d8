/** Judged items below which a share is written as a small number, because its bounds lie far apart. */
export const SMALL_SAMPLE = 30;

/** Whether so few were judged that the share must be shown as small. */
export function isSmall(judged: number): boolean {
  return judged < SMALL_SAMPLE;
}

/** The item to look at after one was judged: the next that waits, from there on and then from the beginning; else where one is. */
export function nextToJudge(judgements: readonly (string | null)[], at: number): number {
  const order = judgements.map((_, step) => (at + 1 + step) % judgements.length);
  return order.find((index) => judgements[index] === null) ?? at;
}
