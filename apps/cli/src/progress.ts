import type { Writable } from 'node:stream';

/** What the person at the terminal sees while the desk starts, runs and stops: one line a step, with the time it took. */
export class Progress {
  private readonly startedAt = Date.now();

  constructor(private readonly out: Writable) {}

  line(text = ''): void {
    this.out.write(`${text}\n`);
  }

  /** Runs a step and prints its name, what came of it, and the seconds it took. */
  async step<T>(name: string, work: () => Promise<T>, outcome: (result: T) => string): Promise<T> {
    const since = Date.now();
    const result = await work();
    this.line(`  ${name.padEnd(12)} ${outcome(result).padEnd(34)} ${secondsSince(since)}`);
    return result;
  }

  elapsed(): string {
    return secondsSince(this.startedAt);
  }
}

function secondsSince(since: number): string {
  return `${((Date.now() - since) / 1_000).toFixed(1)} s`;
}
