import { Injectable } from '@nestjs/common';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import { NoticeSendingService } from './notice-sending.service.js';

/** Delivers notices when they are due, and again until they end. Their own attempts are counted in their rows. */
@Injectable()
export class NoticesProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'notices',
    concurrency: 8,
    attempts: 10,
    backoffMs: 1_000,
    timeoutMs: 55_000,
    due: `select id, next_attempt_at as due_at from notice
      where state in ('waiting', 'held', 'sending') and next_attempt_at <= $1::timestamptz`,
  };

  constructor(private readonly sending: NoticeSendingService) {}

  async process(id: string): Promise<void> {
    const waitMs = await this.sending.attempt(id);
    if (waitMs !== null) throw new DeferJob(new Date(Date.now() + Math.ceil(waitMs)));
  }
}
