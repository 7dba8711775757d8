import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Routes whose bodies are read as they come, whatever their type and length. */
const STREAMED = /^\/(?:v1\/(?:flags|subjects|links)|imports)(?:\?|$)/;
/** Type by which the HTTP server leaves a body alone. */
const UNREAD = 'application/x-mizan-unread';

const sentTypes = new WeakMap<IncomingMessage, string>();

/** Keeps the HTTP server from collecting the bodies of intake in memory. */
@Injectable()
export class StreamedBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    fastify.addContentTypeParser(UNREAD, (_request, payload, done) => done(null, payload));
    fastify.addHook('onRequest', (request, _reply, done) => {
      if (request.method === 'POST' && STREAMED.test(request.url)) {
        sentTypes.set(request.raw, request.headers['content-type'] ?? '');
        request.raw.headers['content-type'] = UNREAD;
      }
      done();
    });
  }
}

/** What the sender called the body of a streamed route, in lower case. */
export function sentType(request: FastifyRequest): string {
  return (sentTypes.get(request.raw) ?? '').toLowerCase();
}

/** The bytes of a streamed route's body. */
export async function* bodyOf(request: FastifyRequest): AsyncGenerator<Buffer> {
  for await (const piece of request.raw) yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
}
