import type { BulkJobOptions, Job } from 'bullmq';
import { AppError } from './errors.js';
import type { Logger } from './logger.js';
import type { JobDefinition, JobProcessor } from './job-definition.js';
import { jobId } from './job-id.js';
import { runJob } from './job-run.js';
import {
  openJobBackend,
  type JobBackend,
  type JobBackendOptions,
  type JobData,
  type QueueHandle,
  type WorkerHandle,
} from './job-backend.js';

/** How soon work of a killed worker runs again: lock, then the next check for jobs whose lock ran out. */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5_000;
/** A job may lose its worker this often before it counts as failed. */
const MAX_STALLED = 10;
/** Failed jobs stay to be seen and retried, at most so long (seconds) and so many per kind. */
const KEEP_FAILED = { age: 14 * 24 * 3600, count: 20_000 };
/** Two weeks of minutes: the window of BullMQ's own count of finished jobs. */
const METRIC_POINTS = 14 * 24 * 60;
const BULK = 500;

/** States as people see them. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface JobItem {
  readonly id: string;
  /** Not before; default now. */
  readonly delayUntil?: Date;
}

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  /** Finished since the counts were last reset; finished jobs themselves are not kept. */
  readonly completed: number;
}

/** A job as the Jobs screen shows it. */
export interface JobView {
  readonly id: string;
  readonly queue: string;
  readonly state: JobState;
  readonly attempts: number;
  readonly failedReason: string | null;
  readonly createdAt: Date;
  readonly entityId: string;
}

/** Code JOB_QUEUE_UNAVAILABLE: the job queue did not answer. Nothing is lost; due rows are added when it is back. */
export function jobQueueUnavailable(cause: unknown): AppError {
  return new AppError('JOB_QUEUE_UNAVAILABLE', 'unavailable', 'The job queue does not answer.', {}, { cause });
}

/** Injection token is the class. The only door to BullMQ, on Redis or on PostgreSQL. */
export class JobQueues {
  private readonly queues = new Map<string, QueueHandle>();
  private readonly workers: WorkerHandle[] = [];
  private readonly backend: JobBackend;
  private closed = false;

  constructor(
    options: JobBackendOptions,
    private readonly logger: Logger,
  ) {
    let last = '';
    this.backend = openJobBackend(options, (error) => {
      // A store that is away reports the same error many times a second.
      if (error.message === last) return;
      last = error.message;
      this.logger.warn({ reason: error.message }, 'job queue connection');
      setTimeout(() => (last = ''), 10_000).unref();
    });
  }

  get kind(): 'redis' | 'postgres' {
    return this.backend.kind;
  }

  /** Throws JOB_QUEUE_UNAVAILABLE when the backend does not answer. */
  async ping(): Promise<void> {
    await this.backend.ping().catch((error: unknown) => {
      throw jobQueueUnavailable(error);
    });
  }

  /** Waits a moment for the connection. Throws JOB_QUEUE_UNAVAILABLE. */
  async ready(): Promise<void> {
    await this.backend.ready().catch((error: unknown) => {
      throw jobQueueUnavailable(error);
    });
  }

  /** Adds one job; a job with the same id that is there already stays as it is. Throws JOB_QUEUE_UNAVAILABLE. */
  async add(definition: JobDefinition, id: string, options: Omit<JobItem, 'id'> = {}): Promise<void> {
    await this.addMany(definition, [{ id, ...options }]);
  }

  /** The same for many; on an error any part of them may have been added, and adding again is harmless. */
  async addMany(definition: JobDefinition, items: readonly JobItem[]): Promise<void> {
    await this.asking(definition.name, async (queue) => {
      for (let start = 0; start < items.length; start += BULK) {
        const jobs = items.slice(start, start + BULK).map((item) => ({
          name: definition.name,
          data: { id: item.id },
          opts: addOptions(definition, item),
        }));
        await queue.addBulk(jobs);
      }
    });
  }

  async counts(name: string): Promise<JobCounts> {
    return this.asking(name, async (queue) => {
      const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'failed', 'prioritized');
      const finished = await queue.getMetrics('completed', 0, 0);
      return {
        waiting: (counts['wait'] ?? 0) + (counts['prioritized'] ?? 0),
        active: counts['active'] ?? 0,
        delayed: counts['delayed'] ?? 0,
        failed: counts['failed'] ?? 0,
        completed: finished.meta.count,
      };
    });
  }

  async list(name: string, state: JobState, first: number): Promise<JobView[]> {
    return this.asking(name, async (queue) => {
      const jobs = await queue.getJobs([state === 'waiting' ? 'wait' : state], 0, first - 1, state !== 'failed');
      return jobs.filter((job) => job !== undefined && job !== null).map((job) => view(name, state, job));
    });
  }

  /** Runs a failed job again with all its attempts; null when there is no such failed job. */
  async retry(name: string, id: string): Promise<JobView | null> {
    return this.asking(name, async (queue) => {
      const job = await queue.getJob(id);
      if (!job || !(await job.isFailed())) return null;
      await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
      return view(name, 'waiting', job);
    });
  }

  /** Ids of the jobs in these states, at most `limit` of each. */
  async idsIn(name: string, states: readonly JobState[], limit: number): Promise<Set<string>> {
    return this.asking(name, async (queue) => {
      const found = new Set<string>();
      for (const state of states) {
        for (const id of await queue.getRanges([state === 'waiting' ? 'wait' : state], 0, limit - 1)) found.add(id);
      }
      return found;
    });
  }

  /** Lets a job that only waits for its time run now; a pause after a failed run is kept. */
  async hasten(name: string, id: string): Promise<boolean> {
    return this.asking(name, async (queue) => {
      const job = await queue.getJob(id);
      if (!job || job.attemptsMade > 0 || !(await job.isDelayed())) return false;
      await job.promote();
      return true;
    });
  }

  /** When a failed job failed; null when it is not there or has not failed. */
  async failedAt(name: string, id: string): Promise<Date | null> {
    return this.asking(name, async (queue) => {
      const job = await queue.getJob(id);
      return job?.finishedOn && job.failedReason ? new Date(job.finishedOn) : null;
    });
  }

  async remove(name: string, id: string): Promise<void> {
    await this.asking(name, (queue) => queue.remove(id));
  }

  /** Starts taking jobs of this kind in this process. */
  work(processor: JobProcessor): void {
    const { definition } = processor;
    const log = this.logger.child({ job: definition.name });
    const worker = this.backend.openWorker(
      definition.name,
      (job, token, signal) => runJob(processor, job, token ?? '', signal),
      {
        concurrency: definition.concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_CHECK_MS,
        maxStalledCount: MAX_STALLED,
        drainDelay: 1,
        runRetryDelay: 1_000,
        metrics: { maxDataPoints: METRIC_POINTS },
        removeOnComplete: { count: 0 },
        removeOnFail: KEEP_FAILED,
      },
      {
        failed: (id, error, attempts) =>
          log.warn({ jobId: id, attempts, of: definition.attempts, err: error }, 'job run failed'),
        stalled: (id) => log.warn({ jobId: id }, 'job lost its worker and runs again'),
      },
    );
    this.workers.push(worker);
  }

  /**
   * Stops taking jobs and waits for those that run; at the deadline they are told to stop and are left to another
   * worker. Never waits longer than twice the deadline, because BullMQ waits for ever when its store has gone.
   */
  async close(deadlineMs = 10_000): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await within(deadlineMs, Promise.allSettled(this.workers.map((worker) => worker.close())));
    for (const worker of this.workers) worker.cancelAllJobs('the worker stops');
    const rest = [
      ...this.workers.map((worker) => worker.close(true)),
      ...[...this.queues.values()].map((queue) => queue.close()),
    ];
    await within(Math.min(deadlineMs, 2_000), Promise.allSettled(rest));
    await within(500, Promise.allSettled(this.workers.map((worker) => worker.disconnect())));
    await within(Math.min(deadlineMs, 2_000), this.backend.close());
  }

  /** Throws JOB_QUEUE_UNAVAILABLE in place of whatever the backend says. */
  private async asking<T>(name: string, ask: (queue: QueueHandle) => Promise<T>): Promise<T> {
    try {
      await this.backend.ready();
      const queue = this.queues.get(name) ?? this.backend.openQueue(name, {});
      const answer = await ask(queue);
      // Kept only once it worked: BullMQ's queue never recovers when its very first command fails.
      this.queues.set(name, queue);
      return answer;
    } catch (error) {
      throw jobQueueUnavailable(error);
    }
  }
}

function addOptions(definition: JobDefinition, item: JobItem): BulkJobOptions {
  const delay = item.delayUntil ? Math.max(0, item.delayUntil.getTime() - Date.now()) : 0;
  return {
    jobId: definition.jobIdOf ? definition.jobIdOf(item.id) : jobId(definition.name, item.id),
    attempts: definition.attempts,
    backoff: { type: 'exponential', delay: definition.backoffMs, jitter: 0.5 },
    // A finished job that stayed would keep its id, and the same row could never be worked on again.
    removeOnComplete: true,
    removeOnFail: KEEP_FAILED,
    ...(delay > 0 ? { delay } : {}),
  };
}

function view(queue: string, state: JobState, job: Job<JobData>): JobView {
  return {
    id: job.id ?? '',
    queue,
    state,
    attempts: job.attemptsMade,
    failedReason: job.failedReason ?? null,
    createdAt: new Date(job.timestamp),
    entityId: job.data.id,
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => undefined), deadline]);
  clearTimeout(timer);
}
