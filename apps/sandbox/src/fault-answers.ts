import type { FastifyReply } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './faults.js';

/** Faults in which the platform does what it was asked before it answers wrongly. */
export function afterEffect(fault: Fault): boolean {
  return (
    fault.kind === 'timeout_after_effect' ||
    fault.kind === 'lost_after_effect' ||
    fault.kind === 'garbage' ||
    fault.kind === 'too_large'
  );
}

/** Answers as the fault says. */
export async function misbehave(fault: Fault, reply: FastifyReply) {
  switch (fault.kind) {
    case 'rate_limit':
      return reply.code(429).header('retry-after', String(fault.retry_after_seconds)).send({ code: 'slow_down' });
    case 'server_error':
      return reply.code(500).send({ code: 'internal' });
    case 'refuse':
      return reply.code(422).send({ outcome: 'failed', code: 'refused_by_platform' });
    case 'pending':
      return reply.code(202).header('retry-after', String(fault.retry_after_seconds)).send({ outcome: 'pending' });
    case 'redirect':
      return reply.code(307).header('location', '/elsewhere').send();
    case 'garbage':
      return reply.code(200).type('application/json').send('{"outcome":"appl');
    case 'too_large':
      return reply
        .code(200)
        .type('application/json')
        .send(JSON.stringify({ outcome: 'applied', prior_state: 'x'.repeat(80_000) }));
    case 'timeout_after_effect':
    case 'lost_after_effect':
      if (fault.kind === 'timeout_after_effect') await pause(fault.hold_ms);
      reply.hijack();
      reply.raw.destroy();
      return reply;
  }
}
