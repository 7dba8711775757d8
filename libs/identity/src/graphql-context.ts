import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CookiePolicy, writeCookie } from './session-cookie-rules.js';
import type { Visitor } from './sign-in.service.js';

/** The context of one GraphQL operation over HTTP. */
export interface GraphqlContext {
  readonly req: FastifyRequest;
  readonly res: FastifyReply;
}

/** Where a request comes from. */
export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? null };
}

/** Hands the browser a cookie; an empty value with no age removes it. */
export function sendCookie(
  reply: FastifyReply,
  policy: CookiePolicy,
  value: string,
  maxAgeSeconds: number,
  sameSite: 'strict' | 'lax' = 'strict',
): void {
  void reply.header('set-cookie', writeCookie(policy, value, maxAgeSeconds, sameSite));
}
