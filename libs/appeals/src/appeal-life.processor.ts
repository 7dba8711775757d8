import { Injectable } from '@nestjs/common';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import { AppealLifeService } from './appeal-life.service.js';

/**
 * Carries the life of appeals: receipt, way to a queue, reminders, warnings, breach, questions, carrying out, telling,
 * closing. Every wait is a row of `appeal_step`; a job that was lost is added again from it.
 */
@Injectable()
export class AppealLifeProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'appeal-life',
    concurrency: 8,
    attempts: 12,
    backoffMs: 500,
    timeoutMs: 30_000,
    due: `select id, due_at from appeal_step where done_at is null and dropped_at is null and due_at <= $1::timestamptz`,
  };

  constructor(private readonly life: AppealLifeService) {}

  async process(id: string): Promise<void> {
    const waitMs = await this.life.take(id);
    if (waitMs !== null) throw new DeferJob(new Date(Date.now() + Math.ceil(waitMs)));
  }
}
