import { Redis } from 'ioredis';
import pg from 'pg';
import { surviveCut } from './database.js';
import {
  createPostgresBackend,
  Queue,
  withBackend,
  Worker,
  type Processor,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import { JOB_SCHEMA } from './job-queue-schema.js';

/** Jobs carry ids only; what the work needs is loaded when it runs. */
export interface JobData {
  readonly id: string;
}

/** What we use of BullMQ's Queue, on either backend. */
export type QueueHandle = Pick<
  Queue<JobData>,
  | 'add'
  | 'addBulk'
  | 'close'
  | 'disconnect'
  | 'getJob'
  | 'getJobCounts'
  | 'getJobs'
  | 'getMetrics'
  | 'getRanges'
  | 'remove'
>;

/** What we use of BullMQ's Worker, on either backend. */
export type WorkerHandle = Pick<Worker<JobData>, 'cancelAllJobs' | 'close' | 'disconnect' | 'waitUntilReady'>;

/** What a worker tells about its jobs. */
export interface WorkerEvents {
  failed(jobId: string | undefined, error: Error, attemptsMade: number): void;
  stalled(jobId: string): void;
}

/** Where jobs are kept: Redis by `url`, or BullMQ's own tables in PostgreSQL by `databaseUrl`. */
export type JobBackendOptions =
  | { readonly backend: 'redis'; readonly url: string; readonly prefix?: string }
  | {
      readonly backend: 'postgres';
      readonly databaseUrl: string;
      readonly role?: 'mizan_app';
      /** Connections at most; every worker holds one for LISTEN. */
      readonly poolSize?: number;
    };

/** One connection set to the place where jobs are kept, and the makers of queues and workers on it. */
export interface JobBackend {
  readonly kind: 'redis' | 'postgres';
  openQueue(name: string, options: Omit<QueueOptions, 'connection'>): QueueHandle;
  openWorker(
    name: string,
    process: Processor<JobData>,
    options: Omit<WorkerOptions, 'connection'>,
    events: WorkerEvents,
  ): WorkerHandle;
  /** Waits a moment for the connection; throws when there is none. A queue must not be opened before. */
  ready(): Promise<void>;
  /** Throws when the backend does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A command that has no answer by then fails, so that half-open connections are noticed. */
const COMMAND_TIMEOUT_MS = 5_000;
const RECONNECT_MS = 250;
/** How long adding waits for a connection that is just being made. */
const READY_WITHIN_MS = 1_000;

export function openJobBackend(options: JobBackendOptions, onError: (error: Error) => void): JobBackend {
  return options.backend === 'redis' ? redisBackend(options, onError) : postgresBackend(options, onError);
}

function redisBackend(
  options: Extract<JobBackendOptions, { backend: 'redis' }>,
  onError: (error: Error) => void,
): JobBackend {
  const retryStrategy = (times: number) => Math.min(times * 50, RECONNECT_MS);
  // Adding fails at once while Redis is away (no offline queue): the row stays due and is added later.
  const adding = new Redis(options.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy,
  });
  // Blocking reads wait for ever, so workers have no command timeout.
  const working = new Redis(options.url, { maxRetriesPerRequest: null, lazyConnect: true, retryStrategy });
  adding.on('error', onError);
  working.on('error', onError);
  const prefix = options.prefix ?? 'mizan';
  const ready = async (): Promise<void> => {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (adding.status !== 'ready') {
      if (performance.now() > deadline) throw new Error(`the connection to Redis is ${adding.status}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return {
    kind: 'redis',
    ready,
    openQueue: (name, queueOptions) => {
      const queue = new Queue<JobData>(name, {
        ...queueOptions,
        prefix,
        connection: adding,
        skipWaitingForReady: true,
      });
      queue.on('error', onError);
      return queue;
    },
    openWorker: (name, process, workerOptions, events) => {
      const worker = new Worker<JobData>(name, process, { ...workerOptions, prefix, connection: working });
      worker.on('error', onError);
      worker.on('failed', (job, error) => events.failed(job?.id, error, job?.attemptsMade ?? 0));
      worker.on('stalled', (id) => events.stalled(id));
      return worker;
    },
    ping: async () => {
      await ready();
      await adding.ping();
    },
    close: async () => {
      adding.disconnect();
      working.disconnect();
    },
  };
}

function postgresBackend(
  options: Extract<JobBackendOptions, { backend: 'postgres' }>,
  onError: (error: Error) => void,
): JobBackend {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    onConnect: surviveCut,
    max: options.poolSize ?? 40,
    keepAlive: true,
    connectionTimeoutMillis: COMMAND_TIMEOUT_MS,
    application_name: 'mizan-jobs',
    options: `-c search_path=${JOB_SCHEMA},public -c timezone=UTC -c statement_timeout=30000 ${options.role ? `-c role=${options.role}` : ''}`,
  });
  // Each queue and worker listens for errors of the shared pool.
  pool.setMaxListeners(0);
  pool.on('error', onError);
  const classes = withBackend(createPostgresBackend);
  return {
    kind: 'postgres',
    ready: async () => undefined,
    openQueue: (name, queueOptions) => {
      const queue = new classes.Queue<JobData>(name, { ...queueOptions, connection: pool });
      queue.on('error', onError);
      return queue;
    },
    openWorker: (name, process, workerOptions, events) => {
      const worker = new classes.Worker<JobData>(name, process, { ...workerOptions, connection: pool });
      worker.on('error', onError);
      worker.on('failed', (job, error) => events.failed(job?.id, error, job?.attemptsMade ?? 0));
      worker.on('stalled', (id) => events.stalled(id));
      return worker;
    },
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}
