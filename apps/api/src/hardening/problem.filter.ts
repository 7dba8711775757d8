import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '@mizan/foundation/errors.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { expectedFailure, loggedError, shownError } from './error-rules.js';

/** Codes for refusals that the HTTP layer makes itself. */
const CODES: Readonly<Record<number, readonly [code: string, kind: string, title: string]>> = {
  400: ['INVALID_INPUT', 'invalid', 'The request cannot be read.'],
  401: ['UNAUTHENTICATED', 'unauthenticated', 'Sign in first.'],
  403: ['FORBIDDEN', 'forbidden', 'You do not have the right to do this.'],
  404: ['NOT_FOUND', 'not_found', 'There is nothing here.'],
  405: ['METHOD_NOT_ALLOWED', 'invalid', 'This address does not take this method.'],
  413: ['TOO_LARGE', 'invalid', 'The request is too large.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'invalid', 'The request has a type that is not read here.'],
  429: ['RATE_LIMITED', 'rate_limited', 'Too many requests; wait and try again.'],
};

/** Every failure of a REST route as problem JSON (RFC 9457); failures of GraphQL go on to its own formatter. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return error;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return undefined;
    const problem = this.problemOf(error, request.id);
    const wait = problem['retryAfterSeconds'];
    if (typeof wait === 'number') void reply.header('retry-after', String(Math.ceil(wait)));
    return reply.code(problem.status).type('application/problem+json').send(problem);
  }

  private problemOf(error: unknown, requestId: string): { status: number; [key: string]: unknown } {
    const status = expectedFailure(error) ? undefined : httpStatus(error);
    const known = status === undefined ? undefined : CODES[status];
    if (status !== undefined && status < 500) {
      const [code, kind, title] = known ?? ['REFUSED', 'invalid', 'The request was refused.'];
      return { type: 'about:blank', title, status, code, kind, requestId };
    }
    const shown = shownError(error);
    if (shown.code === 'INTERNAL') this.logger.error({ requestId, error: loggedError(error) }, 'unexpected failure');
    const { message, details, ...rest } = shown;
    return { ...details, type: 'about:blank', title: message, ...rest, requestId };
  }
}

/** The status that Nest or Fastify gave the failure, if any. */
function httpStatus(error: unknown): number | undefined {
  if (error instanceof AppError) return undefined;
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}
