import { z } from 'zod';
import type { Seal } from './seal-rules.js';

const whole = z.string().regex(/^\d{1,20}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const ROOT_LINE = z.object({
  seal: whole,
  from: whole,
  to: whole,
  rows: z.number().int().nonnegative(),
  root: hash,
  chained: hash,
  sealedAt: z.string(),
});

/** One line of the roots file: what a seal said when it was made. Numbers of 64 bits are text. */
export type RootLine = z.infer<typeof ROOT_LINE>;

export function rootLine(seal: Omit<Seal, 'leaves' | 'previous'>, sealedAt: Date): RootLine {
  return {
    seal: seal.id,
    from: String(seal.fromXid),
    to: String(seal.toXid),
    rows: seal.rowCount,
    root: seal.root.toString('hex'),
    chained: seal.chained.toString('hex'),
    sealedAt: sealedAt.toISOString(),
  };
}

/** Null when the line was not written by us whole. */
export function parseRootLine(text: string): RootLine | null {
  try {
    const parsed = ROOT_LINE.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** True when the seal in the database is the one that was published. */
export function matchesRoot(line: RootLine, seal: Omit<Seal, 'leaves' | 'previous'>): boolean {
  return (
    line.seal === seal.id &&
    line.from === String(seal.fromXid) &&
    line.to === String(seal.toXid) &&
    line.rows === seal.rowCount &&
    line.root === seal.root.toString('hex') &&
    line.chained === seal.chained.toString('hex')
  );
}
