import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Desk } from './desk.js';
import type { LiveFeed } from './live-feed.js';
import type { NetworkLink } from './network/network.js';
import type { BookEntry, OrderBook } from './order-book.js';
import { isPlatform } from './order-routes.js';
import { languageOf } from './page-language.js';
import { listPage, subjectPage, type ListView } from './page/pages.js';
import { flagOf } from './intake-contract.js';
import type { World, WorldSubject } from './world.js';

const VIEW = z.object({
  what: z.enum(['channels', 'accounts']).catch('channels'),
  only: z.enum(['all', 'dark', 'touched']).catch('all'),
  q: z.string().max(100).catch(''),
});
const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

interface Parts {
  world: World;
  book: OrderBook;
  desk: Desk;
  feed: LiveFeed;
}

/** The pages a person looks at, and the stream that keeps them current. */
export function addPageRoutes(app: FastifyInstance, { world, book, desk, feed }: Parts): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
  });
  for (const [name, type] of [
    ['sandbox.css', 'text/css'],
    ['sandbox.js', 'text/javascript'],
  ] as const) {
    const text = readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
    app.get(`/page/${name}`, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  }
  app.get('/events', (_request, reply) => {
    reply.hijack();
    feed.join(reply.raw);
  });
  app.get('/', (_request, reply) => reply.redirect('/telegram'));
  app.get<{ Querystring: { to?: string; back?: string } }>('/language', (request, reply) => {
    const back = request.query.back ?? '/';
    const safe = /^\/(?![/\\])/.test(back) ? back : '/';
    const to = request.query.to === 'ar' ? 'ar' : 'en';
    return reply.header('set-cookie', `language=${to}; Path=/; SameSite=Lax; Max-Age=31536000`).redirect(safe, 303);
  });

  app.get<{ Params: { platform: string } }>('/:platform', (request, reply) => {
    const { platform } = request.params;
    if (!isPlatform(platform)) return reply.code(404).send({ code: 'no_such_platform' });
    const { what, only, q } = VIEW.parse(request.query);
    const view: ListView = { platform, what, only, text: q };
    const latest = book
      .latest(2_000)
      .filter((entry) => entry.platform === platform)
      .slice(0, 40);
    const titleOf = (entry: BookEntry) =>
      world.find(platform, entry.order.subject.native_id, entry.order.subject.handle)?.subject.title ?? '—';
    return reply
      .type('text/html; charset=utf-8')
      .send(listPage(languageOf(request), request.url, view, world.list(platform), latest, titleOf));
  });

  const subjectAt = (request: FastifyRequest<{ Params: { platform: string; nativeId: string } }>) =>
    world.find(request.params.platform, request.params.nativeId, null);
  app.get<{ Params: { platform: string; nativeId: string } }>('/:platform/at/:nativeId', (request, reply) => {
    const entry = subjectAt(request);
    if (!entry) return reply.code(404).send({ code: 'no_such_subject' });
    const report = { possible: desk.address(entry.subject.platform) !== null, result: null };
    return reply
      .type('text/html; charset=utf-8')
      .send(subjectPage(languageOf(request), request.url, entry, around(world, entry), report));
  });
  app.post<{ Params: { platform: string; nativeId: string }; Body: string }>(
    '/:platform/at/:nativeId',
    async (request, reply) => {
      const entry = subjectAt(request);
      const address = entry && desk.address(entry.subject.platform);
      if (!entry || !address) return reply.code(404).send({ code: 'no_such_subject' });
      if (!isFromHere(request)) return reply.code(403).send({ code: 'foreign_origin' });
      const reason =
        new URLSearchParams(typeof request.body === 'string' ? request.body : '')
          .get('reason')
          ?.trim()
          .slice(0, 1_000) ?? '';
      const result = await reportTo(desk, address, entry, reason === '' ? '—' : reason);
      const report = { possible: true, result };
      return reply
        .code(result.taken ? 200 : 502)
        .type('text/html; charset=utf-8')
        .send(subjectPage(languageOf(request), request.url, entry, around(world, entry), report));
    },
  );
}

async function reportTo(desk: Desk, address: { url: string; key: string }, entry: WorldSubject, reason: string) {
  const flag = flagOf(
    {
      source: `${entry.subject.platform}-reports`,
      externalId: `page-${randomUUID()}`,
      subject: entry.subject,
      reason,
      policy: null,
      confidence: null,
      reference: null,
      reporter: 'reporter-page',
      hoursAgo: 0,
      posts: entry.subject.posts.slice(0, 2),
    },
    new Date(),
  );
  try {
    const { status, body } = await desk.send(address, [flag]);
    return { taken: status >= 200 && status < 300, detail: `${status} ${JSON.stringify(body).slice(0, 300)}` };
  } catch (error) {
    return { taken: false, detail: error instanceof Error ? error.message : 'unreachable' };
  }
}

/** A form of another site must not report in the reader's name. */
function isFromHere(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host}`;
}

function around(world: World, entry: WorldSubject): { runs: WorldSubject[]; follows: WorldSubject[] } {
  const { platform, nativeId } = entry.subject;
  const others = (pick: (link: NetworkLink) => string | null) =>
    world.network.links.flatMap((link) => {
      const id = link.platform === platform ? pick(link) : null;
      const other = id === null ? null : world.find(platform, id, null);
      return other ? [other] : [];
    });
  return {
    runs: others((link) => (link.kind === 'administers' && link.to === nativeId ? link.from : null)),
    follows: others((link) => (link.kind === 'member_of' && link.from === nativeId ? link.to : null)),
  };
}
