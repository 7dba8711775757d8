import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { JOB_STATES, JobQueues, type JobState, type JobView } from '@mizan/foundation/job-queues.js';
import { pageSize } from '@mizan/foundation/pagination.js';
import { AuditService } from './audit.service.js';
import type { Job, JobQueueInfo } from './job.answers.js';

interface JobKind {
  readonly name: string;
  readonly due: number;
  readonly oldest_due_at: Date | null;
}

/** What machine work there is, for people: kinds as the worker wrote them down, jobs as the job queue has them. */
@Injectable()
export class JobsService {
  constructor(
    private readonly source: DataSource,
    private readonly queues: JobQueues,
    private readonly audit: AuditService,
  ) {}

  /** Throws JOB_QUEUE_UNAVAILABLE. */
  async kinds(): Promise<JobQueueInfo[]> {
    const kinds = await rows<JobKind>(
      this.source,
      'select name, due_count::float8 as due, oldest_due_at from job_kind order by name',
    );
    return Promise.all(
      kinds.map(async (kind) => ({
        name: kind.name,
        ...(await this.queues.counts(kind.name)),
        due: kind.due,
        oldestDueAt: kind.oldest_due_at,
        backend: this.queues.kind,
      })),
    );
  }

  /** Throws INVALID_INPUT (field `state`), NOT_FOUND for a kind that no worker knows, JOB_QUEUE_UNAVAILABLE. */
  async list(queue: string, state: string, first?: number | null): Promise<Job[]> {
    const known = JOB_STATES.find((candidate): candidate is JobState => candidate === state);
    if (!known) throw invalid('state', `A job is ${JOB_STATES.join(', ')}.`);
    await this.mustBeKnown(queue);
    return (await this.queues.list(queue, known, pageSize(first))).map(answer);
  }

  /** Gives a failed job its attempts again. Throws NOT_FOUND when it has not failed (any more). */
  async retry(person: ActingPerson, queue: string, id: string, manager: EntityManager): Promise<Job> {
    await this.mustBeKnown(queue);
    const job = await this.queues.retry(queue, id);
    if (!job) throw notFound('failed job');
    await this.audit.record(manager, person, {
      kind: 'job.retried',
      target: { kind: 'job', id: null },
      details: { queue, job: id },
    });
    return answer(job);
  }

  private async mustBeKnown(queue: string): Promise<void> {
    const found = await rows(this.source, 'select from job_kind where name = $1', [queue]);
    if (found.length === 0) throw notFound('kind of job');
  }
}

function answer(job: JobView): Job {
  return { ...job, entityKind: job.id.startsWith('outbox-') ? 'outbox' : null };
}
