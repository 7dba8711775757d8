import type { FastifyInstance } from 'fastify';
import { FAULTS, type Faults } from './faults.js';
import type { OrderBook } from './order-book.js';

/** Windows and knobs for tests: what was done how often, and by which faults answers go wrong. */
export function addDebugRoutes(app: FastifyInstance, book: OrderBook, faults: Faults): void {
  app.get<{ Querystring: { order_id?: string } }>('/debug/effects', async (request) => {
    const wanted = request.query.order_id;
    const entries = book.all().filter((entry) => wanted === undefined || entry.order.order_id === wanted);
    return {
      orders: entries.length,
      effects: entries.reduce((sum, entry) => sum + entry.effects, 0),
      duplicates: entries.filter((entry) => entry.effects > 1).map((entry) => entry.order.order_id),
      list: entries.slice(-1_000).map(({ order, answer, platform, at, requests, effects }) => ({
        order_id: order.order_id,
        platform,
        direction: order.direction,
        measure: order.measure,
        native_id: order.subject.native_id,
        outcome: answer.outcome,
        at,
        requests,
        effects,
      })),
    };
  });
  app.get('/debug/faults', async () => faults.show());
  app.post<{ Body: string }>('/debug/faults', async (request, reply) => {
    const parsed = FAULTS.safeParse(
      JSON.parse(typeof request.body === 'string' && request.body !== '' ? request.body : '{}'),
    );
    if (!parsed.success) return reply.code(400).send({ issues: parsed.error.issues });
    faults.set(parsed.data.faults, parsed.data.seed);
    return faults.show();
  });
  app.delete('/debug/faults', async () => {
    faults.set([], 'faults');
    return faults.show();
  });
}
