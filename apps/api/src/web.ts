import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import sirv from 'sirv';

/** Folder of the built web client. */
export const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/**
 * Serves the built web client for every GET that no route took: hashed assets for a year, the page itself never
 * cached, unknown paths get the page (the client routes them) unless they lie below what this process itself answers.
 */
export function serveWeb(fastify: FastifyInstance, folder: string = WEB_FOLDER): void {
  if (!existsSync(path.join(folder, 'index.html'))) return;
  const serve = sirv(folder, {
    single: true,
    etag: true,
    gzip: true,
    brotli: true,
    ignores: [/^\/(v1|graphql|auth|health|metrics|appeal)(\/|$)/],
    setHeaders: (response, pathname) => {
      response.setHeader(
        'cache-control',
        pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  fastify.get('/*', (request, reply) => {
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    serve(request.raw, reply.raw, () => {
      reply.raw.statusCode = 404;
      reply.raw.setHeader('content-type', 'application/problem+json');
      reply.raw.end(JSON.stringify({ type: 'about:blank', title: 'Not found', status: 404, code: 'NOT_FOUND' }));
    });
  });
}
