import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Blobs } from '@mizan/foundation/blobs/blobs.js';
import { configuredMediaOrigin } from '@mizan/foundation/blobs/blobs.module.js';
import type { Config } from '@mizan/foundation/config.js';
import { assertAuditIsAppendOnly } from '@mizan/foundation/database.js';
import { type Logger, nestLogger } from '@mizan/foundation/logger.js';
import { requestSeconds } from '@mizan/foundation/metrics.js';
import { enterRequest } from '@mizan/foundation/request-context.js';
import { ApiModule } from './api.module.js';
import { ProblemFilter } from './hardening/problem.filter.js';
import { OPERATION_TIMEOUT_MS, registerHttpHardening } from './hardening/http-hardening.js';
import { serveWeb } from './web.js';

/** Largest body of an ordinary request, in bytes; streams (flags, imports) are not collected in memory. */
const BODY_LIMIT = 1_048_576;

/**
 * Builds the HTTP process, not yet listening. `further` is what only the running process has, e.g. other ports. Throws
 * UnsafeRoleError when its role could alter the record.
 */
export async function createApi(
  config: Config,
  logger: Logger,
  further: readonly Type[] = [],
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    enterRequest({ requestId: request.id });
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requestSeconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
    logger.debug(
      { requestId: request.id, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
    done();
  });
  let blobs: Blobs | null = null;
  const mediaOrigin = () => blobs?.origin ?? configuredMediaOrigin(config);
  registerHttpHardening(fastify, config, OPERATION_TIMEOUT_MS, mediaOrigin);
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forProcess(config, logger, further), adapter, {
    logger: nestLogger(logger.child({}, { level: logger.level === 'info' ? 'warn' : logger.level })),
    abortOnError: false,
  });
  blobs = app.get(Blobs);
  app.useGlobalFilters(new ProblemFilter(logger));
  await assertAuditIsAppendOnly(app.get(DataSource));
  serveWeb(adapter.getInstance());
  return app;
}
