import { Injectable } from '@nestjs/common';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import { OrderSendingService } from './order-sending.service.js';

/** Sends orders when their grace period is over, and again until they end. Their own attempts are counted in their rows. */
@Injectable()
export class OrdersProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'orders',
    concurrency: 16,
    attempts: 10,
    backoffMs: 1_000,
    timeoutMs: 55_000,
    due: `select id, next_attempt_at as due_at from platform_order
      where state in ('waiting', 'sending', 'unknown', 'deferred') and next_attempt_at <= $1::timestamptz`,
  };

  constructor(private readonly sending: OrderSendingService) {}

  async process(id: string): Promise<void> {
    const waitMs = await this.sending.attempt(id);
    if (waitMs !== null) throw new DeferJob(new Date(Date.now() + Math.ceil(waitMs)));
  }
}
