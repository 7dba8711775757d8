import { z } from 'zod';
import { Random } from './network/random.js';

const FAULT = z.object({
  kind: z.enum([
    'rate_limit',
    'server_error',
    'timeout_after_effect',
    'lost_after_effect',
    'garbage',
    'too_large',
    'redirect',
    'refuse',
    'pending',
  ]),
  /** Null = every platform. */
  platform: z.string().nullable().default(null),
  /** Which requests meet it. */
  on: z.enum(['orders', 'notices']).default('orders'),
  /** Share of these requests that meet it, 0 to 1. */
  share: z.number().min(0).max(1).default(1),
  /** How often it happens at most; null = until it is taken away. */
  times: z.int().min(1).nullable().default(null),
  retry_after_seconds: z.number().min(0).max(3_600).default(1),
  /** How long a timed-out answer is held back before the connection is closed. */
  hold_ms: z.int().min(0).max(60_000).default(20_000),
});

export const FAULTS = z.object({ faults: z.array(FAULT).max(20), seed: z.string().default('faults') });
export type Fault = z.infer<typeof FAULT>;

/** Knobs by which tests make the platform misbehave; the same seed misbehaves in the same way. */
export class Faults {
  private list: { fault: Fault; met: number }[] = [];
  private random = new Random('faults');

  set(faults: readonly Fault[], seed: string): void {
    this.list = faults.map((fault) => ({ fault, met: 0 }));
    this.random = new Random(seed);
  }

  show(): { fault: Fault; met: number }[] {
    return this.list;
  }

  /** The fault that this request meets, or null. */
  draw(platform: string, on: Fault['on']): Fault | null {
    for (const entry of this.list) {
      const { fault } = entry;
      if (fault.on !== on) continue;
      if (fault.platform !== null && fault.platform !== platform) continue;
      if (fault.times !== null && entry.met >= fault.times) continue;
      if (!this.random.chance(fault.share)) continue;
      entry.met += 1;
      return fault;
    }
    return null;
  }
}
