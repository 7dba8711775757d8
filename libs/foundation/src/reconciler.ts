import type { DataSource } from 'typeorm';
import { rows } from './database.js';
import type { Logger } from './logger.js';
import { jobId } from './job-id.js';
import type { JobDefinition } from './job-definition.js';
import type { JobQueues } from './job-queues.js';
import type { JobRegistry } from './job-registry.js';
import type { Schedule } from './job-schedules.js';
import { compareDue } from './reconciler-rules.js';

/** Rows due so soon get their job before their time, so that it starts on time. */
const AHEAD_MS = 30_000;
/** Rows of one kind compared in one pass, the longest due first. */
const ROWS = 200_000;
/** Jobs of one kind looked at one by one in one pass. */
const SINGLE = 200;
/** A job that failed while its row stays due is given its attempts again after so long. */
const REVIVE_AFTER_MS = 600_000;

export interface Reconciled {
  readonly name: string;
  readonly added: number;
  readonly hastened: number;
  readonly revived: number;
}

/** Brings back what the job queue lost or never got: every 5 s compares the due view of each kind of job with its jobs. */
export class Reconciler implements Schedule {
  readonly name = 'reconciler';
  readonly everyMs = 5_000;
  readonly leaseMs = 60_000;

  constructor(
    private readonly source: DataSource,
    private readonly queues: JobQueues,
    private readonly registry: JobRegistry,
    private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    for (const processor of this.registry.all()) {
      if (signal.aborted) return;
      const done = await this.reconcile(processor.definition);
      if (done.added + done.hastened + done.revived > 0) this.logger.info(done, 'job queue reconciled');
    }
  }

  /** One kind of job; throws JOB_QUEUE_UNAVAILABLE when the job queue does not answer. */
  async reconcile(definition: JobDefinition, now: Date = new Date()): Promise<Reconciled> {
    const { name } = definition;
    const until = new Date(now.getTime() + AHEAD_MS);
    const due = await rows<{ id: string; due_at: Date }>(
      this.source,
      `select id::text as id, due_at from (${definition.due}) as due order by due_at limit ${ROWS}`,
      [until],
    );
    await this.note(name, due, now);
    if (due.length === 0) return { name, added: 0, hastened: 0, revived: 0 };
    const jobIdOf = definition.jobIdOf ?? ((id: string) => jobId(name, id));
    const correction = compareDue(
      due.map((row) => ({ id: row.id, dueAt: row.due_at })),
      {
        moving: await this.queues.idsIn(name, ['waiting', 'active'], ROWS),
        delayed: await this.queues.idsIn(name, ['delayed'], ROWS),
        failed: await this.queues.idsIn(name, ['failed'], ROWS),
      },
      jobIdOf,
      now,
    );
    await this.queues.addMany(
      definition,
      correction.missing.map((row) => ({ id: row.id, delayUntil: row.dueAt })),
    );
    let hastened = 0;
    for (const id of correction.late.slice(0, SINGLE)) if (await this.queues.hasten(name, id)) hastened += 1;
    let revived = 0;
    for (const id of correction.failed.slice(0, SINGLE)) {
      const failedAt = await this.queues.failedAt(name, id);
      if (!failedAt || now.getTime() - failedAt.getTime() < REVIVE_AFTER_MS) continue;
      if (await this.queues.retry(name, id)) revived += 1;
    }
    return { name, added: correction.missing.length, hastened, revived };
  }

  /** Writes down what is due, so that processes which run no jobs know the kinds of jobs and how far behind they are. */
  private async note(name: string, due: readonly { due_at: Date }[], now: Date): Promise<void> {
    const count = due.filter((row) => row.due_at <= now).length;
    await this.source.query(
      `insert into job_kind (name, due_count, oldest_due_at) values ($1, $2, $3)
       on conflict (name) do update
         set due_count = excluded.due_count, oldest_due_at = excluded.oldest_due_at, counted_at = clock_timestamp()`,
      [name, count, count > 0 ? due[0]?.due_at : null],
    );
  }
}
