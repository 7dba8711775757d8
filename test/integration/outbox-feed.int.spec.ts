import pino from 'pino';
import { systemActor } from '@mizan/foundation/acting.js';
import { EventFeed, type FeedEvent } from '@mizan/foundation/event-feed.js';
import { AuditService } from '@mizan/audit/audit.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const audit = new AuditService();
const actor = systemActor('test');

let database: TestDatabase;
let feed: EventFeed;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  feed = new EventFeed(database.dataSource, pino({ level: 'silent' }));
});
afterEach(() => feed.stop());

const entry = (topic: string, n: number) => ({
  kind: 'test.happened',
  target: { kind: 'test', id: null },
  events: [{ topic, payload: { n } }],
});

async function write(topic: string, ...numbers: number[]): Promise<void> {
  await database.dataSource.transaction((manager) =>
    audit.recordMany(
      manager,
      actor,
      numbers.map((n) => entry(topic, n)),
    ),
  );
}

/** Collects what the subscription gives, beginning once it is in place. */
async function listen(
  topic: string,
  checks: { allows?: (event: FeedEvent) => Promise<boolean>; alive?: () => Promise<boolean> } = {},
): Promise<{ seen: unknown[]; over: Promise<unknown> }> {
  const seen: unknown[] = [];
  const events = feed.subscribe({
    topics: [topic, `${topic}-ready`],
    allows: checks.allows ?? (async () => true),
    alive: checks.alive ?? (async () => true),
  });
  let ready = false;
  const over = (async () => {
    for await (const event of events) {
      if (event.topic === topic) seen.push(event.payload['n']);
      else ready = true;
    }
  })().catch((error: unknown) => error);
  await eventually(async () => {
    await write(`${topic}-ready`, 0);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(ready).toBe(true);
  });
  return { seen, over };
}

describe('the feed of live changes', () => {
  it('gives every subscriber what was committed since it came, in order, and only its topics', async () => {
    await write('a', 1);
    const first = await listen('a');
    const second = await listen('b');
    await write('a', 2, 3);
    await write('b', 4);
    await write('a', 5);
    await eventually(() => expect([first.seen, second.seen]).toEqual([[2, 3, 5], [4]]));
  });

  it('does not skip a row whose transaction began earlier and commits later', async () => {
    const { seen } = await listen('late');
    const early = database.dataSource.createQueryRunner();
    await early.connect();
    await early.startTransaction();
    await audit.record(early.manager, actor, entry('late', 1));
    await write('late', 2);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(seen).toEqual([]);
    await early.commitTransaction();
    await early.release();
    await eventually(() => expect(seen).toEqual([1, 2]));
  });

  it('asks for every event whether it is allowed', async () => {
    const { seen } = await listen('odd', {
      allows: async (event) => event.topic === 'odd-ready' || Number(event.payload['n']) % 2 === 1,
    });
    await write('odd', 1, 2, 3, 4, 5);
    await eventually(() => expect(seen).toEqual([1, 3, 5]));
  });

  it('ends within five seconds of revocation, also when nothing happens, and gives nothing after it', async () => {
    let valid = true;
    const { seen, over } = await listen('revoked', { alive: async () => valid });
    valid = false;
    const startedAt = performance.now();
    await over;
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await write('revoked', 1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(seen).toEqual([]);
  });

  it('gives nothing of an event that comes right after the revocation', async () => {
    let valid = true;
    const { seen, over } = await listen('at-once', { alive: async () => valid });
    valid = false;
    await write('at-once', 1);
    await over;
    expect(seen).toEqual([]);
  });

  it('ends with an error when a check fails, because a failed check is no permission', async () => {
    const { seen, over } = await listen('broken', {
      allows: async (event) => {
        if (event.topic === 'broken') throw new Error('the check failed');
        return true;
      },
    });
    await write('broken', 1);
    expect(await over).toMatchObject({ message: 'the check failed' });
    expect(seen).toEqual([]);
  });
});
