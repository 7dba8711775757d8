import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '@mizan/foundation/config.js';
import { configuredMediaOrigin } from '@mizan/foundation/blobs/blobs.module.js';
import { AppError, HTTP_STATUS } from '@mizan/foundation/errors.js';
import { rememberCost } from '@mizan/foundation/operation-cost.js';
import { carriesCsrfHeader, comesFromElsewhere, CSRF_HEADER } from './browser-origin-rules.js';
import { readKnownOperations } from './known-operations.js';
import { OperationGate } from './operation-gate.js';
import { waitOf } from './retry-after.js';
import { securityHeaders } from './security-header-rules.js';
import { cutFloodingSockets } from './socket-flood.js';

/** How long one GraphQL operation may take, in milliseconds (goals 6.2); its SQL is stopped by statement_timeout. */
export const OPERATION_TIMEOUT_MS = 5_000;

const GRAPHQL_PATH = '/graphql';
/** Forms that work without script, so without a header of their own, and that use no session. */
const PUBLIC_FORM = /^\/appeal(?:\/status)?\/?(?:\?|$)/;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Headers on every answer; a browser's changing requests only from our own page; GraphQL only as one JSON POST of an
 * admitted operation that ends in time. Call before any route is registered.
 */
export function registerHttpHardening(
  fastify: FastifyInstance,
  config: Config,
  operationTimeoutMs: number = OPERATION_TIMEOUT_MS,
  mediaOrigin: () => string = () => configuredMediaOrigin(config),
): void {
  const gate = new OperationGate(readKnownOperations(config.OPERATIONS_FILE), config.GRAPHQL_OPEN);
  // Asked for with each answer: the port of the media origin may be chosen only when it listens.
  const headers = () => securityHeaders({ publicUrl: config.PUBLIC_URL, mediaOrigin: mediaOrigin() });

  cutFloodingSockets(fastify.server);

  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers());
    if (isGraphql(request)) {
      void reply.header('cache-control', 'no-store');
      if (request.method !== 'POST') return refuse(request, reply, 405, methodRefused());
      if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
        return refuse(request, reply, 415, contentTypeRefused());
      }
    }
    if (READING.has(request.method)) return;
    if (PUBLIC_FORM.test(request.url)) {
      if (comesFromElsewhere(ofForm(request), config.PUBLIC_URL)) return refuse(request, reply, 403, csrfRefused());
      return;
    }
    if (!isGraphql(request) && request.headers.cookie === undefined) return;
    if (!carriesCsrfHeader(request.headers) || comesFromElsewhere(request.headers, config.PUBLIC_URL)) {
      return refuse(request, reply, 403, csrfRefused());
    }
  });

  fastify.addHook('onSend', async (request, reply) => {
    const seconds = waitOf(request);
    if (seconds !== undefined) void reply.code(429).header('retry-after', String(seconds));
  });

  fastify.addHook('preHandler', async (request, reply) => {
    if (!isGraphql(request)) return;
    try {
      const admitted = gate.admit(request.body);
      request.body = admitted;
      rememberCost(request, gate.budgetOf(admitted.query));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refuse(request, reply, HTTP_STATUS[error.kind], error);
    }
    const timer = setTimeout(() => {
      if (!reply.sent) void refuse(request, reply, 503, timedOut(operationTimeoutMs));
    }, operationTimeoutMs);
    reply.raw.once('close', () => clearTimeout(timer));
  });
}

function isGraphql(request: FastifyRequest): boolean {
  return (
    request.url === GRAPHQL_PATH ||
    request.url.startsWith(`${GRAPHQL_PATH}?`) ||
    request.url.startsWith(`${GRAPHQL_PATH}/`)
  );
}

/** Browsers that send no Origin with a form send at least where it stood. */
function ofForm({ headers }: FastifyRequest): FastifyRequest['headers'] {
  return headers.origin === undefined && headers.referer !== undefined
    ? { ...headers, origin: headers.referer }
    : headers;
}

/** GraphQL clients get GraphQL's form of errors, all others problem JSON. */
function refuse(request: FastifyRequest, reply: FastifyReply, status: number, error: AppError): FastifyReply {
  const { code, kind, message, details } = error;
  const facts = { ...details, code, kind, requestId: request.id };
  if (isGraphql(request)) {
    return reply
      .code(status)
      .type('application/json; charset=utf-8')
      .send({ errors: [{ message, extensions: facts }] });
  }
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: message, status, ...facts });
}

function methodRefused(): AppError {
  return new AppError('METHOD_NOT_ALLOWED', 'invalid', 'GraphQL is asked by POST.');
}
function contentTypeRefused(): AppError {
  return new AppError('UNSUPPORTED_MEDIA_TYPE', 'invalid', 'GraphQL is asked in JSON.');
}
function csrfRefused(): AppError {
  return new AppError('CSRF_REFUSED', 'forbidden', 'This request was not made by the desk itself.', {
    field: CSRF_HEADER,
  });
}
function timedOut(ms: number): AppError {
  return new AppError('TIMEOUT', 'unavailable', 'This took too long and was stopped.', { timeoutMs: ms });
}
