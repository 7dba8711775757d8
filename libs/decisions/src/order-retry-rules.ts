import type { OrderState } from './order-transition-rules.js';

/** Attempts before an order is stuck and waits for a person. */
export const MAX_ATTEMPTS = 8;

const FIRST_DELAY_MS = 7_200_000 / ((3 ** (MAX_ATTEMPTS - 1) - 1) / 2);

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
 * Milliseconds between attempt `attempts` and the next: triples each time, from 6.6 s to 80 min, so that the eighth
 * attempt is made two hours after the first.
 */
export function retryDelayMs(attempts: number): number {
  return Math.round(FIRST_DELAY_MS * 3 ** (Math.max(1, attempts) - 1));
}

/**
 * Judges an attempt. `attempts` includes this one. A deferral gives its attempt back: a platform's rate limit is not a
 * failure. An unknown outcome is asked about before anything is sent again.
 */
export function judgeAttempt(outcome: AttemptOutcome, attempts: number, now: Date): AttemptVerdict {
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
      return attempts >= MAX_ATTEMPTS
        ? { state: 'stuck', attempts, nextAttemptAt: null, code: outcome.code }
        : {
            state: 'unknown',
            attempts,
            nextAttemptAt: new Date(now.getTime() + retryDelayMs(attempts)),
            code: outcome.code,
          };
  }
}

/** What to do with an order that is due. An attempt that was cut off, or whose outcome is unknown, is asked about first. */
export function nextStep(state: OrderState): 'send' | 'ask' | 'leave' {
  if (state === 'waiting' || state === 'deferred') return 'send';
  return state === 'sending' || state === 'unknown' ? 'ask' : 'leave';
}
