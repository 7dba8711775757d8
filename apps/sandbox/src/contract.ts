import { z } from 'zod';

/** What this platform accepts at `POST /orders`, as the published platform contract writes it. */
export const ORDER = z.object({
  type: z.enum(['order.apply', 'order.undo']),
  timestamp: z.string(),
  data: z.object({
    order_id: z.uuid(),
    measure: z.string(),
    scope: z.string().min(1),
    direction: z.enum(['apply', 'undo']),
    subject: z.object({
      kind: z.enum(['channel', 'group', 'account', 'bot']),
      native_id: z.string().nullable(),
      handle: z.string().nullable(),
    }),
    prior_state: z.unknown().optional(),
  }),
});
export type Order = z.infer<typeof ORDER>['data'];

/** What this platform answers. */
export type OrderAnswer =
  | { outcome: 'applied'; prior_state?: unknown; platform_ref: string }
  | { outcome: 'gone' }
  | { outcome: 'failed'; code: string };
