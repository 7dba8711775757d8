import { z } from 'zod';

/** Largest request the desk sends (Standard Webhooks 1.0.0: "keep the payload small", 20 kB). */
export const REQUEST_LIMIT_BYTES = 20_000;
/** Largest prior state a platform may return: it has to fit into the undo request again. */
export const PRIOR_STATE_LIMIT_BYTES = 16_000;

const code = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .describe('stable code in snake_case, shown to moderators');

const priorState = z
  .unknown()
  .refine((value) => Buffer.byteLength(JSON.stringify(value ?? null)) <= PRIOR_STATE_LIMIT_BYTES, {
    message: `at most ${PRIOR_STATE_LIMIT_BYTES} bytes as JSON; keep more yourself and return a reference to it`,
  })
  .describe('whatever undoing needs (members, roles, invites, or your reference to them), at most 16,000 bytes');

/** A subject as the platform knows it. */
export const apiSubject = z
  .object({
    kind: z.enum(['channel', 'group', 'account', 'bot']),
    native_id: z.string().min(1).max(256).nullable(),
    handle: z.string().min(1).max(256).nullable().describe('without @ or #'),
  })
  .describe('one of native_id and handle may be null, never both');

/** Body of `POST {endpoint}/orders`. */
export const orderRequest = z.object({
  type: z.enum(['order.apply', 'order.undo']),
  timestamp: z.iso.datetime().describe('when this attempt was made'),
  data: z.object({
    order_id: z.uuid().describe('idempotency key; also the webhook-id header'),
    measure: code,
    scope: z.string().min(1).max(512).describe('`global`, or a comma-separated list of ISO 3166-1 alpha-2 codes'),
    direction: z.enum(['apply', 'undo']),
    subject: apiSubject,
    prior_state: z.unknown().optional().describe('undo only: what the apply order returned'),
  }),
});

/** Answer to `POST {endpoint}/orders` and to `GET {endpoint}/orders/{order_id}`. */
export const orderAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('applied'),
    prior_state: priorState.optional(),
    platform_ref: z.string().max(256).nullish().describe("the platform's own number for what it did"),
  }),
  z.object({ outcome: z.literal('gone') }).describe('the subject does not exist (any more); final'),
  z.object({ outcome: z.literal('failed'), code }).describe('refused for good; final'),
  z.object({ outcome: z.literal('pending') }).describe('accepted, not done yet: ask again after Retry-After'),
  z.object({ outcome: z.literal('not_received') }).describe('only for GET: this order id was never seen'),
]);

/** Answer to `GET {endpoint}/subjects/{native_id}` and `GET {endpoint}/subjects/by-handle/{handle}`. */
export const subjectAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('found'),
    visible: z.boolean().describe('false when a measure hides the subject everywhere'),
    title: z.string().max(1024).nullish(),
    handle: z.string().max(256).nullish(),
    audience: z.int().min(0).nullish().describe('followers or members'),
    measures: z.array(z.object({ measure: code, scope: z.string().max(512) })).max(64),
  }),
  z.object({ outcome: z.literal('gone') }),
]);

/** Body of `POST {endpoint}/notices`. */
export const noticeRequest = z.object({
  type: z.literal('notice.show'),
  timestamp: z.iso.datetime().describe('when this attempt was made'),
  data: z.object({
    notice_id: z.uuid().describe('idempotency key; also the webhook-id header'),
    kind: code,
    recipient: z
      .union([
        z.object({ subject: apiSubject }).describe('the person behind an account, or who runs a channel'),
        z
          .object({ report: z.object({ source: z.string().max(64), external_id: z.string().max(256) }) })
          .describe('whoever sent you the report that you passed on under this id'),
      ])
      .describe('exactly one person is meant'),
    language: z.string().regex(/^[a-z]{2}$/),
    subject_line: z.string().min(1).max(1_000),
    text: z.string().min(1).describe('plain text with line breaks; show it as text, never as HTML'),
    link: z.url().nullable().describe('where the person can answer or appeal'),
  }),
});

/** Answer to `POST {endpoint}/notices`. */
export const noticeAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('delivered'),
    platform_ref: z.string().max(256).nullish().describe("the platform's own number for it"),
  }),
  z.object({ outcome: z.literal('gone') }).describe('nobody is there to be told; final'),
  z.object({ outcome: z.literal('failed'), code }).describe('refused for good; final'),
  z.object({ outcome: z.literal('pending') }).describe('accepted, not shown yet: send it again after Retry-After'),
]);

/** Body of any refusal, where the platform has more to say (RFC 9457 `code` extension). */
export const refusal = z.object({ code });
