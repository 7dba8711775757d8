import { Injectable } from '@nestjs/common';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import { AfterCheckService } from './after-check.service.js';

/** How long one run of the job works before it makes room for others. */
const TURN_MS = 20_000;

/** Works after-checks through, stretch by stretch; one that was interrupted goes on where it stood. */
@Injectable()
export class AfterCheckProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'after-check',
    concurrency: 1,
    attempts: 8,
    backoffMs: 2_000,
    timeoutMs: 60_000,
    due: `select id, started_at as due_at from after_check_run where state = 'running' and started_at <= $1::timestamptz`,
  };

  constructor(private readonly checks: AfterCheckService) {}

  async process(id: string, signal: AbortSignal): Promise<void> {
    const until = performance.now() + TURN_MS;
    while (await this.checks.advance(id)) {
      if (signal.aborted || performance.now() > until) throw new DeferJob(new Date());
    }
  }
}
