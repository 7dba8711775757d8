import type { FastifyInstance } from 'fastify';
import type { ConnectionFile } from './connection.js';
import { afterEffect, misbehave } from './fault-answers.js';
import type { Faults } from './faults.js';
import type { Mailbox } from './mailbox.js';
import { NOTICE } from './notice-contract.js';
import { isPlatform } from './order-routes.js';
import { isSigned } from './signature.js';

interface Parts {
  mailbox: Mailbox;
  faults: Faults;
  connection: ConnectionFile;
}

/** The platform's side of notices: `POST /{platform}/notices`; and what tests ask about them. */
export function addNoticeRoutes(app: FastifyInstance, { mailbox, faults, connection }: Parts): void {
  app.post<{ Params: { platform: string }; Body: string }>(
    '/:platform/notices',
    { bodyLimit: 20_000 },
    async (request, reply) => {
      const { platform } = request.params;
      if (!isPlatform(platform)) return reply.code(404).send({ code: 'no_such_platform' });
      const body = typeof request.body === 'string' ? request.body : '';
      const id = String(request.headers['webhook-id'] ?? '');
      if (!isSigned(connection.read().secrets[platform] ?? [], request.headers, body, id))
        return reply.code(401).send({ code: 'signature_refused' });
      const notice = readNotice(body);
      if (!notice || notice.notice_id !== id) return reply.code(400).send({ code: 'notice_unreadable' });
      const fault = faults.draw(platform, 'notices');
      if (fault && !afterEffect(fault)) return misbehave(fault, reply);
      const received = mailbox.receive(platform, notice, new Date().toISOString());
      if ('conflict' in received) return reply.code(409).send({ code: 'notice_id_reused' });
      if (fault) return misbehave(fault, reply);
      return reply.code(received.answer.outcome === 'gone' ? 404 : 200).send(received.answer);
    },
  );

  app.get<{ Querystring: { box?: string } }>('/debug/mailbox', async (request) => {
    const { box } = request.query;
    const entries = box === undefined ? mailbox.all() : mailbox.of(box);
    return {
      notices: entries.length,
      duplicates: entries.filter((entry) => entry.shown > 1).map((entry) => entry.id),
      list: entries
        .slice(0, 5_000)
        .map(({ id, at, box: owner, kind, language, subjectLine, text, link, requests, shown }) => ({
          ...{ id, at, box: owner, kind, language, subject_line: subjectLine, text, link, requests, shown },
        })),
    };
  });
}

function readNotice(body: string) {
  try {
    const parsed = NOTICE.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.data : null;
  } catch {
    return null;
  }
}
