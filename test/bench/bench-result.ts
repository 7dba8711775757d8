/** One line of docs/BENCHMARKS.md: our figure beside its baseline of the same run. */
export interface BenchResult {
  /** Goal it belongs to, e.g. `P10`; parts of one goal are told apart by a letter, e.g. `P10b`. */
  readonly id: string;
  readonly what: string;
  readonly ours: number;
  readonly baseline: number;
  /** What the goal is about: ours over baseline, or baseline over ours when less is better. */
  readonly ratio: number;
  /** In words, e.g. `≥ 0.9`. */
  readonly goal: string;
  readonly met: boolean;
  readonly unit: string;
}

export interface Pairs {
  readonly ours: number;
  readonly baseline: number;
  /** Median of the ratios ours / baseline of each pair. */
  readonly ratio: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Nearest rank; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Measures baseline and ours in turns (A B A B …), so that a machine that grows busy touches both. */
export async function inTurns(
  pairs: number,
  baseline: (turn: number) => Promise<number>,
  ours: (turn: number) => Promise<number>,
): Promise<Pairs> {
  const measured: { ours: number; baseline: number }[] = [];
  for (let turn = 0; turn < pairs; turn += 1) {
    const a = await baseline(turn);
    const b = await ours(turn);
    measured.push({ ours: b, baseline: a });
  }
  return {
    ours: median(measured.map((pair) => pair.ours)),
    baseline: median(measured.map((pair) => pair.baseline)),
    ratio: median(measured.map((pair) => pair.ours / pair.baseline)),
  };
}

/** Runs `work` on `clients` loops for `ms` and gives calls per second and how long each took, in ms. */
export async function load(
  clients: number,
  ms: number,
  work: (client: number) => Promise<void>,
): Promise<{ perSecond: number; took: number[] }> {
  const took: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + ms;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const from = performance.now();
        await work(client);
        took.push(performance.now() - from);
      }
    }),
  );
  return { perSecond: took.length / ((performance.now() - startedAt) / 1_000), took };
}
