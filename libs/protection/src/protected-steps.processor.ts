import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import type { JobDefinition, JobProcessor } from '@mizan/foundation/job-definition.js';
import { ProtectedStepsService } from './protected-steps.service.js';

/** Reminds of entries that end, ends them, and lifts what they stood for a month later. */
@Injectable()
export class ProtectedStepsProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'protection-steps',
    concurrency: 2,
    attempts: 20,
    backoffMs: 1_000,
    timeoutMs: 15_000,
    due: `select id, due_at from protected_step where done_at is null and dropped_at is null and due_at <= $1::timestamptz`,
  };

  constructor(
    private readonly source: DataSource,
    private readonly steps: ProtectedStepsService,
  ) {}

  async process(id: string): Promise<void> {
    await inTransaction(this.source, (manager) => this.steps.take(manager, systemActor('protection-steps'), id));
  }
}
