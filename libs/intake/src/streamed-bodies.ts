import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Routes whose bodies are read as they come, whatever their type and length. */
const STREAMED = /^\/(?:v1\/(?:flags|subjects|links|media|appeals)|imports)(?:\?|$)/;
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

/** The whole body of a streamed route; null when it is longer than that, with what is beyond thrown away. */
export async function wholeBody(request: FastifyRequest, limitBytes: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let size = Number(request.headers['content-length'] ?? 0) > limitBytes ? Infinity : 0;
  // Read to its end: what is left unread would stand before the next request on this connection.
  for await (const piece of bodyOf(request)) {
    size += piece.length;
    if (size > limitBytes) pieces.length = 0;
    else pieces.push(piece);
  }
  return size > limitBytes ? null : Buffer.concat(pieces);
}

/** The bytes of a streamed route's body. */
export async function* bodyOf(request: FastifyRequest): AsyncGenerator<Buffer> {
  for await (const piece of request.raw) yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
}
