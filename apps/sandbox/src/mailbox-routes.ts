import type { FastifyInstance } from 'fastify';
import { boxOfSubject, type Mailbox } from './mailbox.js';
import { languageOf } from './page-language.js';
import { mailboxPage, mailPage } from './page/mailbox-pages.js';
import type { World } from './world.js';

/** The mailboxes of the pretend platforms' people, and of everybody who gave an e-mail address. */
export function addMailboxRoutes(app: FastifyInstance, { world, mailbox }: { world: World; mailbox: Mailbox }): void {
  app.get<{ Params: { platform: string; nativeId: string } }>('/:platform/at/:nativeId/mailbox', (request, reply) => {
    const { platform, nativeId } = request.params;
    const owner = world.find(platform, nativeId, null);
    if (!owner) return reply.code(404).send({ code: 'no_such_subject' });
    const entries = mailbox.of(boxOfSubject(platform, owner.subject.nativeId));
    return reply.type('text/html; charset=utf-8').send(mailboxPage(languageOf(request), request.url, owner, entries));
  });

  app.get<{ Querystring: { to?: string } }>('/mail', (request, reply) => {
    const { to } = request.query;
    const entries = mailbox
      .all()
      .filter((entry) =>
        to === undefined ? entry.box.includes('@') || entry.box.startsWith('report ') : entry.box === to,
      );
    return reply.type('text/html; charset=utf-8').send(mailPage(languageOf(request), request.url, entries));
  });
}
