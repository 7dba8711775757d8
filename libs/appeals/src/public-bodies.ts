import type { IncomingMessage } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MemoryBudget, readForm, REFUSED_BYTES, type SentForm } from './public-body.js';

const PUBLIC_FORMS = /^\/appeal(?:\/status)?\/?(?:\?|$)/;
/** Type by which the HTTP server leaves a body alone. */
const UNREAD = 'application/x-mizan-form';

const sentTypes = new WeakMap<IncomingMessage, string>();

/** Reads what the public pages are sent, within the limits of public-body.ts, without changing how others' bodies are read. */
@Injectable()
export class PublicBodies implements OnModuleInit {
  private readonly budget = new MemoryBudget();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    fastify.addContentTypeParser(UNREAD, (_request, payload, done) => done(null, payload));
    fastify.addHook('onRequest', (request, _reply, done) => {
      if (request.method === 'POST' && PUBLIC_FORMS.test(request.url)) {
        sentTypes.set(request.raw, request.headers['content-type'] ?? '');
        request.raw.headers['content-type'] = UNREAD;
      }
      done();
    });
  }

  /** True when the body is so long that it is better not read at all. */
  isRefused(request: FastifyRequest): boolean {
    return Number(request.headers['content-length'] ?? 0) > REFUSED_BYTES;
  }

  /** Runs the work with what was sent; the bytes of files are given up afterwards. */
  async read<T>(request: FastifyRequest, keepFiles: boolean, work: (sent: SentForm) => Promise<T>): Promise<T> {
    const type = sentTypes.get(request.raw) ?? '';
    const { sent, release } = await readForm(request.raw, type, this.budget, keepFiles);
    try {
      return await work(sent);
    } finally {
      release();
    }
  }
}
