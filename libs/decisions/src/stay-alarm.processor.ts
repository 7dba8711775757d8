import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import type { JobDefinition, JobProcessor } from '@mizan/foundation/job-definition.js';
import { StaysService } from './stays.service.js';

/** Says aloud that a protective stay was not decided in its time. It lets nothing through. */
@Injectable()
export class StayAlarmProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'stay-alarms',
    concurrency: 2,
    attempts: 10,
    backoffMs: 1_000,
    timeoutMs: 15_000,
    due: `select id, due_at from protective_stay where ended_at is null and alarmed_at is null and due_at <= $1::timestamptz`,
  };

  constructor(
    private readonly source: DataSource,
    private readonly stays: StaysService,
  ) {}

  async process(id: string): Promise<void> {
    await inTransaction(this.source, (manager) => this.stays.alarm(manager, systemActor('stays'), id));
  }
}
