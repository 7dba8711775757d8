import { Redis } from 'ioredis';
import pg from 'pg';
import pino from 'pino';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import type { JobBackendOptions } from '@mizan/foundation/job-backend.js';
import { jobId } from '@mizan/foundation/job-id.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { JobSchedules } from '@mizan/foundation/job-schedules.js';
import { Reconciler } from '@mizan/foundation/reconciler.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis, type TestRedis } from '../support/redis.js';
import { workerFleet } from '../support/worker-process.js';

const logger = pino({ level: 'silent' });

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateJobQueues(database.url);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`
    create table job_test (kind text, id text primary key, due_at timestamptz not null default now(), starts int not null default 0, done_at timestamptz);
    create table job_effect (id text not null);
    grant all on job_test, job_effect to mizan_app`);
});

afterAll(async () => {
  await owner.end();
  await database.close();
});

let serial = 0;

function definition(overrides: Partial<JobDefinition> = {}): JobDefinition {
  serial += 1;
  const name = `work-${serial}`;
  return {
    name,
    concurrency: 4,
    attempts: 3,
    backoffMs: 100,
    timeoutMs: 10_000,
    due: `select id, due_at from job_test where kind = '${name}' and done_at is null and due_at <= $1::timestamptz`,
    ...overrides,
  };
}

/** Rows of one kind of job; ids begin with its name. */
async function rowsOf(kind: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `${kind}-${n}`);
  await owner.query('insert into job_test (kind, id) select $1, unnest($2::text[])', [kind, ids]);
  return ids;
}

async function state(kind: string): Promise<{ done: number; effects: number; starts: number }> {
  const { rows } = await owner.query(
    `select count(done_at)::int as done, coalesce(sum(starts), 0)::int as starts,
       (select count(*)::int from job_effect e join job_test t using (id) where t.kind = $1) as effects
     from job_test where kind = $1`,
    [kind],
  );
  return rows[0];
}

/** Remembers what it was called with, and does what it is told. */
class Recorder implements JobProcessor {
  readonly calls: { id: string; at: number }[] = [];
  readonly signals: AbortSignal[] = [];
  constructor(
    readonly definition: JobDefinition,
    private readonly work: (call: number, signal: AbortSignal) => Promise<void> = async () => undefined,
  ) {}
  async process(id: string, signal: AbortSignal): Promise<void> {
    this.calls.push({ id, at: Date.now() });
    this.signals.push(signal);
    await this.work(this.calls.length, signal);
  }
}

function suite(backend: () => JobBackendOptions, lose: () => Promise<void>): void {
  let queues: JobQueues;
  beforeEach(() => {
    queues = new JobQueues(backend(), logger);
  });
  afterEach(() => queues.close(3_000));

  it('runs what was added, with the id of its row, and keeps nothing of it', async () => {
    const processor = new Recorder(definition());
    queues.work(processor);
    await queues.add(processor.definition, 'one');
    await eventually(() => expect(processor.calls.map((call) => call.id)).toEqual(['one']));
    await eventually(async () =>
      expect(await queues.counts(processor.definition.name)).toMatchObject({ waiting: 0, active: 0, failed: 0 }),
    );
    expect(await queues.list(processor.definition.name, 'waiting', 10)).toEqual([]);
  });

  it('does not run a job before its time', async () => {
    const processor = new Recorder(definition());
    queues.work(processor);
    const delayUntil = new Date(Date.now() + 800);
    await queues.add(processor.definition, 'later', { delayUntil });
    expect(await queues.counts(processor.definition.name)).toMatchObject({ delayed: 1 });
    await eventually(() => expect(processor.calls).toHaveLength(1));
    expect(processor.calls[0]?.at).toBeGreaterThanOrEqual(delayUntil.getTime() - 5);
  });

  it('repeats a failed run with growing pauses, then keeps it as failed until a person retries it', async () => {
    let broken = true;
    const processor = new Recorder(definition({ backoffMs: 200 }), async () => {
      if (broken) throw new Error('the platform did not answer');
    });
    const { name } = processor.definition;
    queues.work(processor);
    await queues.add(processor.definition, 'x');
    await eventually(async () => expect(await queues.counts(name)).toMatchObject({ failed: 1 }));
    const [first, second, third] = processor.calls.map((call) => call.at);
    // Up to half of a pause is jitter.
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(90);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(190);
    expect(processor.calls).toHaveLength(3);
    const [failed] = await queues.list(name, 'failed', 10);
    expect(failed).toMatchObject({
      state: 'failed',
      attempts: 3,
      failedReason: 'the platform did not answer',
      entityId: 'x',
    });
    broken = false;
    expect(await queues.retry(name, failed?.id ?? '')).toMatchObject({ state: 'waiting' });
    await eventually(() => expect(processor.calls).toHaveLength(4));
    await eventually(async () => expect(await queues.counts(name)).toMatchObject({ failed: 0 }));
    expect(await queues.retry(name, failed?.id ?? '')).toBeNull();
  });

  it('adds the same work once however often it is added, and again after it was done', async () => {
    const processor = new Recorder(definition());
    await Promise.all(Array.from({ length: 50 }, () => queues.add(processor.definition, 'same')));
    expect(await queues.idsIn(processor.definition.name, ['waiting'], 100)).toEqual(
      new Set([jobId(processor.definition.name, 'same')]),
    );
    queues.work(processor);
    await eventually(() => expect(processor.calls).toHaveLength(1));
    await eventually(async () => {
      await queues.add(processor.definition, 'same');
      expect(processor.calls.length).toBeGreaterThanOrEqual(2);
    });
  });

  it('puts a job off without spending an attempt', async () => {
    const processor = new Recorder(definition({ attempts: 2 }), async (call) => {
      if (call <= 5) throw new DeferJob(new Date(Date.now() + 30));
    });
    queues.work(processor);
    await queues.add(processor.definition, 'x');
    await eventually(() => expect(processor.calls).toHaveLength(6));
    expect(await queues.counts(processor.definition.name)).toMatchObject({ failed: 0 });
  });

  it('tells a run that takes too long to stop, and runs it again', async () => {
    const processor = new Recorder(definition({ timeoutMs: 200 }), async (call, signal) => {
      if (call > 1) return;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      throw new Error('stopped');
    });
    queues.work(processor);
    await queues.add(processor.definition, 'slow');
    await eventually(() => expect(processor.calls).toHaveLength(2));
    expect(processor.signals[0]?.aborted).toBe(true);
  });

  it('runs the job of a worker that was killed within 20 s', async () => {
    const processor = new Recorder(definition());
    const { name } = processor.definition;
    const [id = ''] = await rowsOf(name, 1);
    const fleet = workerFleet(backend(), database.url);
    try {
      const victim = await fleet.start(name, 'hang');
      await queues.add(processor.definition, id);
      await eventually(async () => expect((await state(name)).starts).toBe(1));
      await victim.kill();
      const killedAt = Date.now();
      await fleet.start(name, 'do');
      await eventually(async () => expect((await state(name)).done).toBe(1), 25_000);
      expect(Date.now() - killedAt).toBeLessThan(20_000);
      expect((await state(name)).effects).toBe(1);
    } finally {
      await fleet.close();
    }
  }, 60_000);

  it('does the work of each row once with two worker processes that both take jobs', async () => {
    const processor = new Recorder(definition());
    const { name } = processor.definition;
    const ids = await rowsOf(name, 500);
    const fleet = workerFleet(backend(), database.url);
    try {
      await Promise.all([fleet.start(name, 'do'), fleet.start(name, 'do')]);
      await queues.addMany(
        processor.definition,
        ids.map((id) => ({ id })),
      );
      await queues.addMany(
        processor.definition,
        ids.map((id) => ({ id })),
      );
      await eventually(async () => expect(await state(name)).toMatchObject({ done: 500, effects: 500 }), 30_000);
    } finally {
      await fleet.close();
    }
  }, 60_000);

  it('loses no job that two worker processes put off again and again', async () => {
    const processor = new Recorder(definition());
    const { name } = processor.definition;
    const ids = await rowsOf(name, 200);
    const fleet = workerFleet(backend(), database.url);
    try {
      await Promise.all([fleet.start(name, 'defer'), fleet.start(name, 'defer')]);
      await queues.addMany(
        processor.definition,
        ids.map((id) => ({ id })),
      );
      await eventually(async () => expect(await state(name)).toMatchObject({ done: 200, effects: 200 }), 40_000);
      expect((await state(name)).starts).toBeGreaterThanOrEqual(800);
    } finally {
      await fleet.close();
    }
  }, 60_000);

  it('has everything again after the job queue lost all of it', async () => {
    const registry = new JobRegistry();
    const reconciler = new Reconciler(database.dataSource, queues, registry, logger);
    const processor: JobProcessor = {
      definition: definition(),
      process: async (id) => {
        await database.dataSource.query(
          `with mine as (update job_test set done_at = now() where id = $1 and done_at is null returning id) insert into job_effect select id from mine`,
          [id],
        );
      },
    };
    registry.register(processor);
    const { name } = processor.definition;
    const ids = await rowsOf(name, 300);
    await owner.query(`update job_test set due_at = now() + interval '10 seconds' where id = any($1)`, [
      ids.slice(0, 5),
    ]);
    await queues.addMany(
      processor.definition,
      ids.map((id) => ({ id })),
    );
    await lose();
    expect(await queues.counts(name)).toMatchObject({ waiting: 0, delayed: 0 });
    expect(await reconciler.reconcile(processor.definition)).toMatchObject({ added: 300 });
    expect(await queues.counts(name)).toMatchObject({ waiting: 295, delayed: 5 });
    expect(await reconciler.reconcile(processor.definition)).toMatchObject({ added: 0, hastened: 0 });
    await owner.query("update job_test set due_at = now() - $2 * interval '1 second' where id = any($1)", [
      ids.slice(0, 5),
      10,
    ]);
    expect(await reconciler.reconcile(processor.definition)).toMatchObject({ added: 0, hastened: 5 });
    queues.work(processor);
    await eventually(async () => expect(await state(name)).toMatchObject({ done: 300, effects: 300 }), 30_000);
    await eventually(async () => {
      expect(await reconciler.reconcile(processor.definition)).toMatchObject({ added: 0 });
      const { rows } = await owner.query('select due_count::int from job_kind where name = $1', [name]);
      expect(rows).toEqual([{ due_count: 0 }]);
    });
  }, 60_000);

  it('gives a failed job its attempts again once its row has been due for long', async () => {
    const registry = new JobRegistry();
    const reconciler = new Reconciler(database.dataSource, queues, registry, logger);
    let broken = true;
    const processor = new Recorder(definition({ attempts: 1 }), async () => {
      if (broken) throw new Error('no');
    });
    const { name } = processor.definition;
    const [id = ''] = await rowsOf(name, 1);
    queues.work(processor);
    await queues.add(processor.definition, id);
    await eventually(async () => expect(await queues.counts(name)).toMatchObject({ failed: 1 }));
    expect(await reconciler.reconcile(processor.definition)).toMatchObject({ added: 0, revived: 0 });
    broken = false;
    const muchLater = new Date(Date.now() + 11 * 60_000);
    expect(await reconciler.reconcile(processor.definition, muchLater)).toMatchObject({ revived: 1 });
    await eventually(() => expect(processor.calls).toHaveLength(2));
  });
}

describe('job queues on PostgreSQL', () => {
  suite(
    () => ({ backend: 'postgres', databaseUrl: database.url, role: 'mizan_app' }),
    async () => {
      await owner.query('delete from bullmq.job');
    },
  );
});

describeWithRedis('job queues on Redis', (redis: () => TestRedis) => {
  suite(
    () => ({ backend: 'redis', url: redis().url }),
    async () => {
      const client = new Redis(redis().url);
      await client.flushall();
      await client.quit();
    },
  );

  it('refuse to add at once, by name, while Redis is away, and stop within their deadline', async () => {
    const queues = new JobQueues({ backend: 'redis', url: redis().url }, logger);
    const processor = new Recorder(definition());
    queues.work(processor);
    await queues.add(processor.definition, 'before');
    await eventually(() => expect(processor.calls).toHaveLength(1));
    await redis().kill();
    const startedAt = Date.now();
    await expect(queues.add(processor.definition, 'x')).rejects.toMatchObject({ code: 'JOB_QUEUE_UNAVAILABLE' });
    await expect(queues.ping()).rejects.toMatchObject({ code: 'JOB_QUEUE_UNAVAILABLE' });
    expect(Date.now() - startedAt).toBeLessThan(6_000);
    const closingAt = Date.now();
    await queues.close(1_000);
    expect(Date.now() - closingAt).toBeLessThan(4_000);
    await redis().restart();
  });
});

describe('the registry of processors', () => {
  it('refuses a processor without a due view, and two of one name', () => {
    const registry = new JobRegistry();
    const sound = definition();
    registry.register(new Recorder(sound));
    expect(() => registry.register(new Recorder(sound))).toThrow(/Two processors/);
    expect(() => registry.register(new Recorder(definition({ due: '' })))).toThrow(/due view/);
    expect(() => registry.register(new Recorder(definition({ due: 'select id from job_test' })))).toThrow(/due view/);
    expect(() => registry.register(new Recorder(definition({ name: 'a:b' })))).toThrow(/Not usable/);
  });
});

describe('schedules', () => {
  it('run once per period in all, with as many processes as there are', async () => {
    const name = 'tick';
    let runs = 0;
    let together = 0;
    const processes = Array.from({ length: 4 }, () => {
      const schedules = new JobSchedules(database.dataSource, logger);
      schedules.register({
        name,
        everyMs: 100,
        leaseMs: 5_000,
        run: async () => {
          together += 1;
          expect(together).toBe(1);
          runs += 1;
          await new Promise((resolve) => setTimeout(resolve, 10));
          together -= 1;
        },
      });
      return schedules;
    });
    for (const schedules of processes) schedules.start();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await Promise.all(processes.map((schedules) => schedules.stop()));
    expect(runs).toBeGreaterThanOrEqual(10);
    expect(runs).toBeLessThanOrEqual(24);
  });

  it('are taken over when the process that runs one dies, after its lease', async () => {
    await owner.query(
      `insert into job_schedule (name, next_run_at, holder, lease_until)
       values ('orphan', now(), gen_random_uuid(), now() + interval '700 milliseconds')`,
    );
    const schedules = new JobSchedules(database.dataSource, logger);
    let ran = 0;
    schedules.register({
      name: 'orphan',
      everyMs: 50,
      leaseMs: 1_000,
      run: async () => {
        ran += 1;
      },
    });
    expect(await schedules.runOnce('orphan')).toBe(false);
    await eventually(async () => expect(await schedules.runOnce('orphan')).toBe(true));
    expect(ran).toBe(1);
    await schedules.stop();
  });

  it('go on after a run that failed', async () => {
    const schedules = new JobSchedules(database.dataSource, logger);
    let runs = 0;
    schedules.register({
      name: 'failing',
      everyMs: 20,
      leaseMs: 1_000,
      run: async () => {
        runs += 1;
        throw new Error('no');
      },
    });
    schedules.start();
    await eventually(() => expect(runs).toBeGreaterThanOrEqual(3));
    await schedules.stop();
  });
});
