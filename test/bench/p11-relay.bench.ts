import pino from 'pino';
import { Redis } from 'ioredis';
import { AuditService } from '@mizan/audit/audit.service.js';
import { OutboxHint } from '@mizan/audit/outbox-hint.js';
import { OutboxRelay } from '@mizan/audit/outbox-relay.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { OutboxWakeUp } from '@mizan/audit/outbox-wake-up.js';
import { systemActor } from '@mizan/foundation/acting.js';
import type { JobBackendOptions } from '@mizan/foundation/job-backend.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withRedis } from '../support/redis.js';
import { inTurns, percentile, type BenchResult } from './bench-result.js';

const EVENTS = 10_000;
const PAIRS = 3;
const SINGLE = 200;
const TOPIC = 'bench.happened';

/** P11: the relay against adding the same jobs straight, and how long an event takes from its commit to its job. */
export async function run(): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  const redis = await withRedis();
  const database = await createTestDatabase();
  try {
    await migrateJobQueues(database.url);
    OutboxHint.attach(database.dataSource);
    if (redis) results.push(...(await measure('P11', database, { backend: 'redis', url: redis.url })));
    results.push(
      ...(await measure('P11-postgres', database, {
        backend: 'postgres',
        databaseUrl: database.url,
        role: 'mizan_app',
      })),
    );
  } finally {
    await database.close();
    await redis?.close();
  }
  return results;
}

async function measure(id: string, database: TestDatabase, backend: JobBackendOptions): Promise<BenchResult[]> {
  const logger = pino({ level: 'silent' });
  const queues = new JobQueues(backend, logger);
  const registry = new JobRegistry();
  const outbox = new OutboxService(database.dataSource, registry);
  const name = `bench-${backend.backend}`;
  outbox.listen({ name, topics: [TOPIC], handle: async () => undefined });
  const relay = new OutboxRelay(database.dataSource, queues, outbox);
  const definition = registry.find(name)?.definition;
  if (!definition) throw new Error('the listener has no job definition');
  const where = `on ${backend.backend === 'redis' ? 'Redis' : 'PostgreSQL'}`;
  const clear = async (): Promise<void> => {
    if (backend.backend === 'redis') {
      const client = new Redis(backend.url);
      await client.flushall();
      await client.quit();
    } else {
      await database.dataSource.query(`delete from bullmq.job`);
    }
  };
  const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return count / ((performance.now() - from) / 1_000);
  };
  try {
    await write(database, 100);
    await relay.drain();
    const pairs = await inTurns(
      PAIRS,
      async (turn) => {
        await clear();
        const items = Array.from({ length: EVENTS }, (_, n) => ({ id: `${9_000_000 + turn * EVENTS + n}` }));
        return perSecond(EVENTS, () => queues.addMany(definition, items));
      },
      async () => {
        await clear();
        await write(database, EVENTS);
        return perSecond(EVENTS, () => relay.drain());
      },
    );
    await clear();
    const wakeUp = new OutboxWakeUp(database.url, relay, logger);
    await wakeUp.start();
    const took: number[] = [];
    for (let n = 0; n < SINGLE; n += 1) {
      const before = (await queues.counts(name)).waiting;
      await write(database, 1);
      const committedAt = performance.now();
      while ((await queues.counts(name)).waiting === before) {
        if (performance.now() - committedAt > 5_000) throw new Error('the hint did not wake the relay');
      }
      took.push(performance.now() - committedAt);
    }
    await wakeUp.stop();
    const polled = 100;
    const p50 = percentile(took, 0.5);
    const p99 = percentile(took, 0.99);
    return [
      {
        id,
        what: `outbox relay ${where}, ${EVENTS} events, against adding the jobs straight`,
        ...pairs,
        goal: '≥ 0.8',
        met: pairs.ratio >= 0.8,
        unit: 'events/s',
      },
      {
        id: `${id}-median`,
        what: `commit to job visible ${where}, median, against the relay's own period`,
        ours: p50,
        baseline: polled,
        ratio: p50 / polled,
        goal: '≤ 5 ms',
        met: p50 <= 5,
        unit: 'ms',
      },
      {
        id: `${id}-p99`,
        what: `commit to job visible ${where}, 99th percentile, against the relay's own period`,
        ours: p99,
        baseline: polled,
        ratio: p99 / polled,
        goal: '≤ 50 ms',
        met: p99 <= 50,
        unit: 'ms',
      },
    ];
  } finally {
    await queues.close(2_000);
  }
}

const audit = new AuditService();
const actor = systemActor('bench');

async function write(database: TestDatabase, count: number): Promise<void> {
  await database.dataSource.transaction((manager) =>
    audit.recordMany(
      manager,
      actor,
      Array.from({ length: count }, (_, n) => ({
        kind: 'bench.happened',
        target: { kind: 'bench', id: null },
        events: [{ topic: TOPIC, payload: { n } }],
      })),
    ),
  );
}
