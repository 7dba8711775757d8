import type { OrderState } from './order-transition-rules.js';

/** How often an order is attempted before it is stuck and waits for a person, and within how long. */
export interface AttemptLimits {
  /** At least 2. */
  readonly attempts: number;
  readonly withinMs: number;
}

/** What a platform answered to one attempt, in our words; see `Connector` in @mizan/platforms. */
export type AttemptOutcome =
  | { readonly outcome: 'applied' | 'gone' }
  | { readonly outcome: 'failed'; readonly code: string }
  | { readonly outcome: 'deferred'; readonly until: Date }
  | { readonly outcome: 'unknown'; readonly code: string };

/** What the order becomes. `attempts` counts those spent; `nextAttemptAt` null = nothing more will be tried. */
export interface AttemptVerdict {
  readonly state: OrderState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly code: string | null;
}

/**
 * Milliseconds between attempt `attempts` and the next: triples each time, so that the last attempt is made `withinMs`
 * after the first; of eight in two hours the second comes after 6.6 s and the last after a pause of 80 min.
 */
export function retryDelayMs(attempts: number, limits: AttemptLimits): number {
  const firstMs = limits.withinMs / ((3 ** (limits.attempts - 1) - 1) / 2);
  return Math.round(firstMs * 3 ** (Math.max(1, attempts) - 1));
}

/**
 * Judges an attempt. `attempts` includes this one. A deferral gives its attempt back: a platform's rate limit is not a
 * failure. An unknown outcome is asked about before anything is sent again.
 */
export function judgeAttempt(
  outcome: AttemptOutcome,
  attempts: number,
  now: Date,
  limits: AttemptLimits,
): AttemptVerdict {
  switch (outcome.outcome) {
    case 'applied':
    case 'gone':
      return { state: outcome.outcome, attempts, nextAttemptAt: null, code: null };
    case 'failed':
      return { state: 'failed', attempts, nextAttemptAt: null, code: outcome.code };
    case 'deferred':
      return {
        state: 'deferred',
        attempts: Math.max(0, attempts - 1),
        nextAttemptAt: outcome.until > now ? outcome.until : new Date(now.getTime() + 1_000),
        code: 'deferred',
      };
    case 'unknown':
      return attempts >= limits.attempts
        ? { state: 'stuck', attempts, nextAttemptAt: null, code: outcome.code }
        : {
            state: 'unknown',
            attempts,
            nextAttemptAt: new Date(now.getTime() + retryDelayMs(attempts, limits)),
            code: outcome.code,
          };
  }
}

/** What to do with an order that is due. An attempt that was cut off, or whose outcome is unknown, is asked about first. */
export function nextStep(state: OrderState): 'send' | 'ask' | 'leave' {
  if (state === 'waiting' || state === 'deferred') return 'send';
  return state === 'sending' || state === 'unknown' ? 'ask' : 'leave';
}
