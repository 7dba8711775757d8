/** How long one restriction was in force on the platform. */
export interface HarmSpan {
  /** When the platform had carried it out; null = never. */
  readonly inForceAt: Date | null;
  /** When the platform had taken it back; null = not yet. */
  readonly undoneAt: Date | null;
}

export interface Harm {
  /** The first measure in force; null = none ever was. */
  readonly from: Date | null;
  /** The last undo; null while one is still in force. */
  readonly until: Date | null;
}

const HOUR_MS = 3_600_000;

/** From the first measure in force to the last one undone (product.md §6): the person is whole only then. */
export function harmOf(spans: readonly HarmSpan[]): Harm {
  const felt = spans.flatMap(({ inForceAt, undoneAt }) => (inForceAt ? [{ inForceAt, undoneAt }] : []));
  if (felt.length === 0) return { from: null, until: null };
  const from = new Date(Math.min(...felt.map((span) => span.inForceAt.getTime())));
  const ends = felt.map((span) => span.undoneAt);
  if (ends.includes(null)) return { from, until: null };
  const last = Math.max(...ends.flatMap((end) => (end ? [end.getTime()] : [])));
  return { from, until: new Date(Math.max(last, from.getTime())) };
}

/** Hours of harm up to now, with fractions; 0 when nothing was ever in force. */
export function harmHours(harm: Harm, now: Date): number {
  if (!harm.from) return 0;
  return Math.max(0, (harm.until ?? now).getTime() - harm.from.getTime()) / HOUR_MS;
}
