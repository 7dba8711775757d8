import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Published whenever an order is made or changes its state, for screens; payload `{orderId}`. */
export const ORDER_CHANGED = 'order.changed';
/** Published when an order has to be sent at its time; payload `{orderId}`. */
export const ORDER_DUE = 'order.due';

export function orderEvents(orderId: string, due = false): OutboxEvent[] {
  const payload = { orderId };
  return [...(due ? [{ topic: ORDER_DUE, payload }] : []), { topic: ORDER_CHANGED, payload }];
}
