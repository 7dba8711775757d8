import type { OrderDirection, OrderState } from './order-transition-rules.js';

/** The newest order on one measure, subject and scope that was not cancelled; null = none was ever made. */
export interface LatestOrder {
  readonly direction: OrderDirection;
  readonly state: OrderState;
}

/** `cancel`: the newest order never left, so taking it away is enough. */
export type OrderPlan = 'nothing' | 'cancel' | 'apply' | 'undo';

/**
 * What has to be ordered so that the platform ends as the covers say: restricted while at least one decision covers
 * the restriction, free when none does. Apply at the first cover, undo when the last one ends, nothing between.
 * An apply that the platform refused or that found nobody is not undone: it had no effect; a new cover tries it again.
 */
export function planOrder(change: 'gained' | 'ended', covered: boolean, latest: LatestOrder | null): OrderPlan {
  const wanted: OrderDirection = covered ? 'apply' : 'undo';
  if (latest === null) return covered ? 'apply' : 'nothing';
  const withoutEffect = latest.state === 'gone' || latest.state === 'failed';
  if (latest.direction === wanted)
    return wanted === 'apply' && change === 'gained' && withoutEffect ? 'apply' : 'nothing';
  if (latest.state === 'waiting') return 'cancel';
  return wanted === 'undo' && withoutEffect ? 'nothing' : wanted;
}

/**
 * Whether an order may leave now, seen from the earlier orders on the same measure, subject and scope: one at a time, so
 * that no undo overtakes its apply. One that is stuck lets a later one pass: a person waits behind it.
 */
export function mayLeave(earlier: readonly OrderState[]): boolean {
  return earlier.every((state) => !['waiting', 'sending', 'unknown', 'deferred'].includes(state));
}

/** True when an undo order has nothing to undo any more: what it follows had no effect or never left. */
export function undoIsEmpty(lastApply: OrderState | null): boolean {
  return lastApply === null || lastApply === 'cancelled' || lastApply === 'gone' || lastApply === 'failed';
}
