import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConnectionFile } from './connection.js';
import { ORDER, type OrderAnswer } from './contract.js';
import { afterEffect, misbehave } from './fault-answers.js';
import type { Faults } from './faults.js';
import type { LiveFeed } from './live-feed.js';
import { PLATFORM_CODES, type PlatformCode } from './network/network.js';
import type { OrderBook } from './order-book.js';
import { isSigned } from './signature.js';
import { isVisible, type World } from './world.js';

interface Parts {
  world: World;
  book: OrderBook;
  faults: Faults;
  feed: LiveFeed;
  connection: ConnectionFile;
}

interface PlatformParams {
  platform: string;
}

/** The platform's side of the contract: `/{platform}/orders`, `/{platform}/orders/{id}`, `/{platform}/subjects/…`. */
export function addOrderRoutes(app: FastifyInstance, parts: Parts): void {
  const signed = (request: FastifyRequest<{ Params: PlatformParams }>, body: string, id: string) =>
    isSigned(parts.connection.read().secrets[request.params.platform] ?? [], request.headers, body, id);

  app.post<{ Params: PlatformParams; Body: string }>(
    '/:platform/orders',
    { bodyLimit: 20_000 },
    async (request, reply) => {
      const { platform } = request.params;
      if (!isPlatform(platform)) return reply.code(404).send({ code: 'no_such_platform' });
      const body = typeof request.body === 'string' ? request.body : '';
      if (!signed(request, body, String(request.headers['webhook-id'] ?? '')))
        return reply.code(401).send({ code: 'signature_refused' });
      const order = readOrder(body);
      if (!order || order.order_id !== request.headers['webhook-id'])
        return reply.code(400).send({ code: 'order_unreadable' });
      const fault = parts.faults.draw(platform, 'orders');
      if (fault && !afterEffect(fault)) return misbehave(fault, reply);
      const recorded = parts.book.receive(platform, order, new Date().toISOString());
      if ('conflict' in recorded) return reply.code(409).send({ code: 'order_id_reused' });
      if (recorded.fresh) publish(parts, platform, recorded.entry.order.order_id);
      return fault ? misbehave(fault, reply) : answer(reply, recorded.entry.answer);
    },
  );

  app.get<{ Params: PlatformParams & { orderId: string } }>('/:platform/orders/:orderId', async (request, reply) => {
    const { platform, orderId } = request.params;
    if (!signed(request, '', orderId)) return reply.code(401).send({ code: 'signature_refused' });
    const entry = parts.book.find(platform, orderId);
    return entry ? answer(reply, entry.answer) : reply.code(404).send({ outcome: 'not_received' });
  });

  const subject = (
    request: FastifyRequest<{ Params: PlatformParams & { nativeId?: string; handle?: string } }>,
    reply: FastifyReply,
  ) => {
    const { platform, nativeId, handle } = request.params;
    const path = request.url.slice(`/${platform}`.length);
    if (!signed(request, '', `subject_${Buffer.from(path).toString('base64url')}`)) {
      return reply.code(401).send({ code: 'signature_refused' });
    }
    const entry = parts.world.find(platform, nativeId ?? null, handle ?? null);
    if (!entry) return reply.code(404).send({ outcome: 'gone' });
    return reply.send({
      outcome: 'found',
      visible: isVisible(entry),
      title: entry.subject.title,
      handle: entry.subject.handle,
      audience: entry.audience,
      measures: entry.standing.map(({ measure, scope }) => ({ measure, scope })),
    });
  };
  app.get<{ Params: PlatformParams & { nativeId: string } }>('/:platform/subjects/:nativeId', subject);
  app.get<{ Params: PlatformParams & { handle: string } }>('/:platform/subjects/by-handle/:handle', subject);
}

export function isPlatform(code: string): code is PlatformCode {
  return PLATFORM_CODES.some((known) => known === code);
}

function readOrder(body: string) {
  try {
    const parsed = ORDER.safeParse(JSON.parse(body));
    return parsed.success && parsed.data.type === `order.${parsed.data.data.direction}` ? parsed.data.data : null;
  } catch {
    return null;
  }
}

function answer(reply: FastifyReply, said: OrderAnswer) {
  return reply.code(said.outcome === 'gone' ? 404 : said.outcome === 'failed' ? 422 : 200).send(said);
}

function publish({ world, book, feed }: Parts, platform: string, orderId: string): void {
  const entry = book.find(platform, orderId);
  if (!entry || entry.answer.outcome !== 'applied') return;
  const { order, at } = entry;
  const found = world.find(platform, order.subject.native_id, order.subject.handle);
  if (!found) return;
  feed.publish({
    platform,
    id: found.subject.nativeId,
    title: found.subject.title,
    kind: found.subject.kind,
    visible: isVisible(found),
    audience: found.audience,
    measures: found.standing.map(({ measure, scope }) => ({ measure, scope })),
    direction: order.direction,
    measure: order.measure,
    scope: order.scope,
    at,
  });
}
