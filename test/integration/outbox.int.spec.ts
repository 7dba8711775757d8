import type { EntityManager } from 'typeorm';
import pino from 'pino';
import { systemActor } from '@mizan/foundation/acting.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import type { JobDefinition } from '@mizan/foundation/job-definition.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { Reconciler } from '@mizan/foundation/reconciler.js';
import { AuditService } from '@mizan/audit/audit.service.js';
import { OutboxHint } from '@mizan/audit/outbox-hint.js';
import { OutboxPruning } from '@mizan/audit/outbox-pruning.js';
import { OutboxRelay } from '@mizan/audit/outbox-relay.js';
import { OutboxService, type OutboxListener, type PublishedEvent } from '@mizan/audit/outbox.service.js';
import { OutboxWakeUp } from '@mizan/audit/outbox-wake-up.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { describeWithRedis, type TestRedis } from '../support/redis.js';
import { eventually } from '../support/eventually.js';

const logger = pino({ level: 'silent' });
const actor = systemActor('test');
const audit = new AuditService();

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateJobQueues(database.url);
  OutboxHint.attach(database.dataSource);
});

afterAll(async () => {
  await database.close();
});

async function write(topic: string, count: number, events = 1): Promise<void> {
  await database.dataSource.transaction((manager) =>
    audit.recordMany(
      manager,
      actor,
      Array.from({ length: count }, (_, n) => ({
        kind: 'test.happened',
        target: { kind: 'test', id: null },
        events: Array.from({ length: events }, () => ({ topic, payload: { n } })),
      })),
    ),
  );
}

/** Counts its effects in the database, in the transaction it is given. */
class CountingListener implements OutboxListener {
  readonly concurrency = 8;
  calls = 0;
  failures = 0;
  constructor(
    readonly name: string,
    readonly topics: readonly string[],
  ) {}
  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    this.calls += 1;
    await manager.query(
      `insert into view_log (person_id, target_kind, target_id, surface) values (new_id(), $1, new_id(), $2)`,
      [this.name, event.id],
    );
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not this time');
    }
  }
}

async function effects(name: string): Promise<{ all: number; distinct: number }> {
  const [row] = await database.dataSource.query(
    `select count(*)::int as all, count(distinct surface)::int as distinct from view_log where target_kind = $1`,
    [name],
  );
  return row;
}

async function waiting(topic: string): Promise<number> {
  const [row] = await database.dataSource.query(
    `select count(*)::int as n from outbox where topic = $1 and published_at is null`,
    [topic],
  );
  return row.n;
}

function suite(open: () => JobQueues): void {
  let serial = 0;
  const fresh = (queues: JobQueues) => {
    serial += 1;
    const name = `listener-${queues.kind}-${serial}`;
    const registry = new JobRegistry();
    const outbox = new OutboxService(database.dataSource, registry);
    const listener = new CountingListener(name, [name]);
    outbox.listen(listener);
    const processor = registry.find(name);
    if (!processor) throw new Error('the listener has no processor');
    return { name, registry, outbox, listener, processor, relay: new OutboxRelay(database.dataSource, queues, outbox) };
  };

  it('brings every event to its listener once, and leaves none', async () => {
    const queues = open();
    const { name, relay, processor } = fresh(queues);
    queues.work(processor);
    await write(name, 700);
    await relay.drain();
    await eventually(async () => expect(await effects(name)).toEqual({ all: 700, distinct: 700 }));
    expect(await waiting(name)).toBe(0);
    await queues.close();
  });

  it('makes one job for each listener of an event', async () => {
    const queues = open();
    const { name, registry, outbox, relay, processor } = fresh(queues);
    const second = new CountingListener(`${name}-second`, [name, 'another']);
    outbox.listen(second);
    const other = registry.find(second.name);
    if (!other) throw new Error('no processor');
    queues.work(processor);
    queues.work(other);
    await write(name, 20);
    await relay.drain();
    await eventually(async () => {
      expect((await effects(name)).all).toBe(20);
      expect((await effects(second.name)).all).toBe(20);
    });
    await queues.close();
  });

  it('gives an event again after a failure, whose effects were rolled back', async () => {
    const queues = open();
    const { name, relay, listener, processor } = fresh(queues);
    listener.failures = 3;
    queues.work(processor);
    await write(name, 3);
    await relay.drain();
    await eventually(async () => expect(await effects(name)).toEqual({ all: 3, distinct: 3 }));
    expect(listener.calls).toBe(6);
    await queues.close();
  });

  it('loses nothing and repeats no effect when the relay dies between adding and marking, 500 times', async () => {
    const queues = open();
    const { name, outbox, processor } = fresh(queues);
    queues.work(processor);
    let deaths = 0;
    // Adds the jobs for real and then dies before its transaction commits, as a killed relay does.
    const dying: Pick<JobQueues, 'addMany'> = {
      addMany: async (definition: JobDefinition, items) => {
        await queues.addMany(definition, items);
        deaths += 1;
        throw new Error('killed');
      },
    };
    const doomed = new OutboxRelay(database.dataSource, Object.assign(Object.create(queues), dying), outbox);
    const sound = new OutboxRelay(database.dataSource, queues, outbox);
    for (let round = 0; round < 500; round += 1) {
      await write(name, 2);
      await doomed.drain().catch(() => undefined);
      if (round % 10 === 9) await sound.drain();
    }
    await sound.drain();
    expect(deaths).toBe(500);
    await eventually(async () => expect(await effects(name)).toEqual({ all: 1000, distinct: 1000 }), 60_000);
    expect(await waiting(name)).toBe(0);
    await queues.close();
  }, 120_000);

  it('brings back events whose jobs the job queue lost', async () => {
    const queues = open();
    const { name, registry, relay, processor } = fresh(queues);
    await write(name, 50);
    await relay.drain();
    for (const id of await queues.idsIn(name, ['waiting'], 1000)) await queues.remove(name, id);
    expect(await queues.counts(name)).toMatchObject({ waiting: 0 });
    await new Reconciler(database.dataSource, queues, registry, logger).reconcile(processor.definition);
    queues.work(processor);
    await eventually(async () => expect(await effects(name)).toEqual({ all: 50, distinct: 50 }));
    await queues.close();
  });

  it('wakes the relay by a hint after the commit, well before it would look by itself', async () => {
    const queues = open();
    const { name, relay } = fresh(queues);
    const wakeUp = new OutboxWakeUp(database.url, relay, logger);
    await wakeUp.start();
    await write(name, 1);
    await eventually(async () => expect(await queues.counts(name)).toMatchObject({ waiting: 1 }));
    await wakeUp.stop();
    await queues.close();
  });
}

describe('the outbox on PostgreSQL job queues', () => {
  suite(() => new JobQueues({ backend: 'postgres', databaseUrl: database.url, role: 'mizan_app' }, logger));
});

describeWithRedis('the outbox on Redis job queues', (redis: () => TestRedis) => {
  const open = () => new JobQueues({ backend: 'redis', url: redis().url }, logger);
  suite(open);

  it('lets writers go on while Redis is away, and drains when it is back', async () => {
    const queues = open();
    const registry = new JobRegistry();
    const outbox = new OutboxService(database.dataSource, registry);
    const listener = new CountingListener('away', ['away']);
    outbox.listen(listener);
    const relay = new OutboxRelay(database.dataSource, queues, outbox);
    const processor = registry.find('away');
    if (!processor) throw new Error('no processor');
    queues.work(processor);
    await write('away', 1);
    await relay.drain();
    await eventually(async () => expect((await effects('away')).all).toBe(1));
    await redis().kill();
    for (let n = 0; n < 100; n += 1) await write('away', 1);
    await expect(relay.drain()).rejects.toMatchObject({ code: 'JOB_QUEUE_UNAVAILABLE' });
    expect(await waiting('away')).toBe(100);
    await redis().restart();
    await eventually(async () => {
      await relay.drain();
      expect(await effects('away')).toEqual({ all: 101, distinct: 101 });
    }, 30_000);
    await queues.close();
  });
});

describe('pruning the outbox', () => {
  it('removes what was published and handled more than seven days ago, and nothing else', async () => {
    const owner = await createTestDatabase({ role: null });
    await owner.dataSource.query(`
      insert into outbox (audit_id, topic, payload, published_at)
      select n, 'old', '{}', case when n % 2 = 0 then now() - interval '8 days' else now() - interval '6 days' end
      from generate_series(1, 10) n;
      insert into outbox (audit_id, topic, payload) values (11, 'unpublished', '{}');
      insert into inbox (consumer, outbox_id, handled_at) select 'c', id, case when id = 2 then null else now() end from outbox;`);
    await new OutboxPruning(owner.dataSource).run(new AbortController().signal);
    const left = await owner.dataSource.query('select id::int from outbox order by id');
    expect(left.map((row: { id: number }) => row.id)).toEqual([1, 2, 3, 5, 7, 9, 11]);
    await owner.close();
  });
});
