import Fastify, { type FastifyInstance } from 'fastify';
import { ConnectionFile } from './connection.js';
import { addDebugRoutes } from './debug-routes.js';
import { Desk } from './desk.js';
import { Faults } from './faults.js';
import { Identities } from './identity.js';
import { LiveFeed } from './live-feed.js';
import { addMailboxRoutes } from './mailbox-routes.js';
import { Mailbox } from './mailbox.js';
import { MailDoor } from './mail-door.js';
import { generateNetwork } from './network/generate-network.js';
import { addNoticeRoutes } from './notice-routes.js';
import { OrderBook } from './order-book.js';
import { addOrderRoutes } from './order-routes.js';
import { addPageRoutes } from './page-routes.js';
import { addRegisterRoutes } from './register-routes.js';
import type { Settings } from './settings.js';
import { World } from './world.js';

/** Names under which this machine calls itself; any other Host is a rebound name and is refused. */
const LOCAL_HOSTS = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Puts the pretend platforms together; what was done before is replayed from the data folder. */
export function createSandbox(settings: Settings): FastifyInstance {
  const app = Fastify({ bodyLimit: 100_000, forceCloseConnections: true, routerOptions: { maxParamLength: 300 } });
  const world = new World(generateNetwork(settings.SANDBOX_SEED));
  const book = new OrderBook(settings.SANDBOX_DATA, world);
  const mailbox = new Mailbox(settings.SANDBOX_DATA, world);
  const connection = new ConnectionFile(settings.SANDBOX_DATA);
  const feed = new LiveFeed();
  const faults = new Faults();

  // Bodies stay text: a signature covers the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/x-www-form-urlencoded'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  app.addHook('onRequest', async (request, reply) => {
    if (!LOCAL_HOSTS.test(request.headers.host ?? '')) await reply.code(421).send({ code: 'not_this_host' });
  });
  app.addHook('preClose', async () => feed.close());
  if (settings.SANDBOX_MAIL_PORT !== undefined) {
    const door = new MailDoor(mailbox);
    app.addHook('onReady', () => door.open(settings.SANDBOX_MAIL_PORT ?? 0));
    app.addHook('onClose', () => door.close());
  }
  app.get('/health', async () => ({
    status: 'ok',
    subjects: world.network.subjects.length,
    orders: book.all().length,
  }));
  addDebugRoutes(app, book, faults);
  addOrderRoutes(app, { world, book, faults, feed, connection });
  addNoticeRoutes(app, { mailbox, faults, connection });
  addMailboxRoutes(app, { world, mailbox });
  const desk = new Desk(settings, connection);
  addRegisterRoutes(app, { world, desk, identities: new Identities(world.network) });
  addPageRoutes(app, { world, book, desk, feed });
  return app;
}
