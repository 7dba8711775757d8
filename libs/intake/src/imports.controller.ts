import { Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { IMPORT_JOB } from './import-job.js';
import { ImportsService } from './imports.service.js';
import { bodyOf } from './streamed-bodies.js';

/** Takes a file of any size from a signed-in person. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly queues: JobQueues,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The body is the file itself; the answer `{id}` names the import that works on it. */
  @Post()
  @HttpCode(202)
  @Requires('flag.import')
  async upload(
    @Acting() person: ActingPerson,
    @Query() query: Record<string, string | undefined>,
    @Req() request: FastifyRequest,
  ): Promise<{ id: string }> {
    const id = await this.imports.upload(
      person,
      {
        kind: query['kind'] ?? '',
        fileName: query['fileName'] ?? '',
        platform: query['platformId'] ?? query['platform'] ?? null,
        source: query['sourceId'] ?? query['source'] ?? null,
        policy: query['policyId'] ?? query['policy'] ?? null,
        zone: query['zone'] ?? null,
      },
      bodyOf(request),
    );
    await this.queues.add(IMPORT_JOB, id).catch((error: unknown) => {
      this.logger.warn({ importId: id, err: error }, 'job queue away; the reconciler will add the import');
    });
    return { id };
  }
}
