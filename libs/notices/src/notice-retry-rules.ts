import type { NoticeOutcome } from '@mizan/platforms/connectors.service.js';

export type NoticeState = 'waiting' | 'held' | 'sending' | 'sent' | 'bounced' | 'no_address' | 'failed';

/** How often a delivery is tried, and over how long. */
export interface AttemptLimits {
  readonly attempts: number;
  readonly withinMs: number;
}

/** What came of one try to deliver; `bounced` is what mail servers say. */
export type DeliveryOutcome =
  NoticeOutcome | { outcome: 'bounced'; code: string } | { outcome: 'no_address'; code: string };

export interface DeliveryVerdict {
  readonly state: NoticeState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly code: string | null;
}

/** Pause after the attempt with this number; each is three times the one before, and all fit into `withinMs`. */
export function retryDelayMs(attempts: number, limits: AttemptLimits): number {
  const firstMs = limits.withinMs / ((3 ** (limits.attempts - 1) - 1) / 2);
  return Math.round(firstMs * 3 ** (Math.max(1, attempts) - 1));
}

/** Judges a delivery. `attempts` includes this one; being asked to come later gives it back. */
export function judgeDelivery(
  outcome: DeliveryOutcome,
  attempts: number,
  now: Date,
  limits: AttemptLimits,
): DeliveryVerdict {
  switch (outcome.outcome) {
    case 'delivered':
      return { state: 'sent', attempts, nextAttemptAt: null, code: null };
    case 'gone':
      return { state: 'no_address', attempts, nextAttemptAt: null, code: 'recipient_gone' };
    case 'no_address':
    case 'bounced':
    case 'failed':
      return { state: outcome.outcome, attempts, nextAttemptAt: null, code: outcome.code };
    case 'deferred':
      return {
        state: 'waiting',
        attempts: Math.max(0, attempts - 1),
        nextAttemptAt: outcome.until > now ? outcome.until : new Date(now.getTime() + 1_000),
        code: 'deferred',
      };
    case 'unknown':
      return attempts >= limits.attempts
        ? { state: 'failed', attempts, nextAttemptAt: null, code: outcome.code }
        : {
            state: 'waiting',
            attempts,
            nextAttemptAt: new Date(now.getTime() + retryDelayMs(attempts, limits)),
            code: outcome.code,
          };
  }
}
