import { Controller, ForbiddenException, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { databaseCheck, readiness, type Readiness } from '@mizan/foundation/health.js';
import { metrics } from '@mizan/foundation/metrics.js';
import { Public } from '@mizan/foundation/permissions.js';

/** Answers for probes and Prometheus; tells states, never data. */
@Public('probes carry no session; metrics answer loopback only')
@Controller()
export class HealthController {
  constructor(private readonly source: DataSource) {}

  @Get('health/live')
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const state = await readiness([databaseCheck(this.source)]);
    if (!state.ready) void reply.status(503);
    return state;
  }

  @Get('metrics')
  @Header('content-type', metrics.contentType)
  async prometheus(@Req() request: FastifyRequest): Promise<string> {
    const peer = request.socket.remoteAddress ?? '';
    if (!/^(127\.|::1$|::ffff:127\.)/.test(peer)) throw new ForbiddenException();
    return metrics.metrics();
  }
}
