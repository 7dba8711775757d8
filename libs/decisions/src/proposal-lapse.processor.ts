import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import type { JobDefinition, JobProcessor } from '@mizan/foundation/job-definition.js';
import { ProposalsService } from './proposals.service.js';

/** Sends cases back to their queue when nobody agreed to their proposal within its day. */
@Injectable()
export class ProposalLapseProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'proposal-lapses',
    concurrency: 2,
    attempts: 10,
    backoffMs: 1_000,
    timeoutMs: 15_000,
    due: `select id, expires_at as due_at from decision_proposal where state = 'pending' and expires_at <= $1::timestamptz`,
  };

  constructor(
    private readonly source: DataSource,
    private readonly proposals: ProposalsService,
  ) {}

  async process(id: string): Promise<void> {
    await inTransaction(this.source, (manager) => this.proposals.lapse(manager, systemActor('proposals'), id));
  }
}
