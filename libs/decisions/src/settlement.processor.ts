import { Injectable } from '@nestjs/common';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import { SettlementService } from './settlement.service.js';

/** Closes cases when the grace period of their decision ends. */
@Injectable()
export class SettlementProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'settlements',
    concurrency: 8,
    attempts: 10,
    backoffMs: 500,
    timeoutMs: 15_000,
    due: `select decision_id as id, due_at from decision_settlement where settled_at is null and due_at <= $1::timestamptz`,
  };

  constructor(private readonly settlements: SettlementService) {}

  async process(id: string): Promise<void> {
    const waitMs = await this.settlements.settle(id);
    if (waitMs !== null) throw new DeferJob(new Date(Date.now() + Math.ceil(waitMs)));
  }
}
