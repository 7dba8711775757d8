import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fileRefused } from './protection.errors.js';
import { EVIDENCE_LIMIT_BYTES } from './protected-evidence.service.js';

/** A type of its own, so that no browser sends it without asking first, and no other route takes a large body. */
export const FILE_TYPE = 'application/x-mizan-file';

/** Takes the bodies of the register's files whole, up to their limit. */
@Injectable()
export class RegisterFileBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    if (fastify.hasContentTypeParser(FILE_TYPE)) return;
    const options = { parseAs: 'buffer', bodyLimit: EVIDENCE_LIMIT_BYTES } as const;
    fastify.addContentTypeParser(FILE_TYPE, options, (_request, body, done) => done(null, body));
  }
}

/** The bytes of the body. Throws REGISTER_FILE_REFUSED when it was sent as something else. */
export function fileOf(request: FastifyRequest): Buffer {
  const { body } = request;
  if (!Buffer.isBuffer(body)) throw fileRefused('format', `Send the file itself, as ${FILE_TYPE}.`);
  return body;
}
