/** States of an order (product.md: ends applied, gone, deferred, failed or stuck, never silently). */
export const ORDER_STATES = [
  'waiting',
  'sending',
  'unknown',
  'deferred',
  'applied',
  'gone',
  'failed',
  'stuck',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_DIRECTIONS = ['apply', 'undo'] as const;
export type OrderDirection = (typeof ORDER_DIRECTIONS)[number];

/** Every step an order may take; the table `order_transition` holds the same rows and refuses all others. */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  waiting: ['sending', 'cancelled'],
  sending: ['applied', 'gone', 'failed', 'unknown', 'deferred', 'stuck'],
  unknown: ['sending', 'applied', 'gone', 'failed', 'stuck'],
  deferred: ['sending', 'stuck'],
  stuck: ['sending'],
  applied: [],
  gone: [],
  failed: [],
  cancelled: [],
};

export function mayBecome(from: OrderState, to: OrderState): boolean {
  return ORDER_TRANSITIONS[from].includes(to);
}

/** Nothing follows: applied, gone (the target does not exist), failed (refused for good), cancelled (never sent). */
export function isFinal(state: OrderState): boolean {
  return ORDER_TRANSITIONS[state].length === 0;
}

/** States in which the desk itself moves the order on; stuck waits for a person. */
export function isMoving(state: OrderState): boolean {
  return !isFinal(state) && state !== 'stuck';
}
