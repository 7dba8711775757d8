import type { TestPerson } from '@mizan/identity/identity.builders.js';
import { eventually } from '../support/eventually.js';
import { hasRedis } from '../support/redis.js';
import { FaultProxy } from './fault-proxy.js';
import { FaultyDesk, pause } from './decisions-under-fault.js';
import { isRetryable, median, quantile, WorkLoad } from './work-load.js';

/** With MIZAN_LONG=1 each fault lasts as long as in the full form of the test. */
const LONG = process.env['MIZAN_LONG'] === '1';
const WINDOW_MS = LONG ? 30_000 : 3_000;
const PAIRS = 4;
const CUT_MS = LONG ? 60_000 : 15_000;
const SLOW_MS = LONG ? 300_000 : 20_000;
const CASES = LONG ? 60_000 : 12_000;
const CLIENTS = 6;

jest.setTimeout(LONG ? 1_200_000 : 240_000);

/** Without Redis the job queue lies in the database and cannot be down alone. */
const itWithRedis = hasRedis ? it : it.skip;

let faulty: FaultyDesk;
let people: TestPerson[];
let queueId: string;

beforeAll(async () => {
  faulty = await FaultyDesk.start();
  people = await Promise.all(Array.from({ length: CLIENTS }, () => faulty.person()));
  queueId = await faulty.queue(CASES);
});
afterAll(() => faulty?.stop());

const load = (url = faulty.url) => new WorkLoad(url, queueId, people).start();
const errorsOf = (work: WorkLoad) => work.errors.map(({ kind, error }) => `${kind}: ${error}`);

describe('work that goes on', () => {
  itWithRedis(
    'while the job queue does not answer: claims and decisions at 0.9 of normal, events drained after',
    async () => {
      const redis = faulty.desk.servers().redis;
      if (!redis) throw new Error('this desk has no Redis');
      const orders = await faulty.cases(6);
      const work = load();
      const window = async (down: boolean): Promise<number> => {
        if (down) process.kill(redis, 'SIGSTOP');
        try {
          const from = performance.now();
          await pause(WINDOW_MS);
          return work.done(from, performance.now()) / ((performance.now() - from) / 1_000);
        } finally {
          if (down) process.kill(redis, 'SIGCONT');
        }
      };
      // Each pair in the other order than the one before, so that whatever drifts weighs on both.
      const measure = async () => {
        const pairs: { up: number; down: number }[] = [];
        for (let n = 0; n < PAIRS; n += 1) {
          const first = await window(n % 2 === 1);
          const second = await window(n % 2 === 0);
          pairs.push(n % 2 === 0 ? { up: first, down: second } : { up: second, down: first });
        }
        return pairs;
      };
      await pause(2_000);
      let pairs = await measure();
      const ratio = () => median(pairs.map(({ up, down }) => down / up));
      if (ratio() < 0.9) pairs = await measure();
      console.info(
        `job queue down: ${ratio().toFixed(2)} of normal (${pairs.map(({ up, down }) => `${down.toFixed(0)}/${up.toFixed(0)} per s`).join(', ')})`,
      );
      // With real orders waiting, the job queue stops once more, so that what it is told later is carried out then.
      process.kill(redis, 'SIGSTOP');
      try {
        await faulty.workThrough(orders, people.slice(0, 2));
      } finally {
        process.kill(redis, 'SIGCONT');
      }
      await work.stop();
      const backAt = performance.now();
      await eventually(async () => {
        const [left] = await faulty.source.query(`select count(*)::int as n from outbox where published_at is null`);
        expect(left.n).toBe(0);
      }, 30_000);
      console.info(`job queue back: events drained after ${((performance.now() - backAt) / 1_000).toFixed(1)} s`);
      expect(ratio()).toBeGreaterThanOrEqual(0.9);
      expect(errorsOf(work)).toEqual([]);
      expect(await faulty.faults(orders)).toEqual([]);
      expect(await faulty.missing(work.calls)).toEqual([]);
    },
  );

  it('after PostgreSQL stopped at once and started, three times: ready in ten seconds, the same processes, nothing lost', async () => {
    const orders = await faulty.cases(6);
    const before = faulty.desk.children();
    const work = load();
    const starts = () => faulty.desk.output().split('PostgreSQL is ready again').length;
    const readyAfterMs: number[] = [];
    const stopping = (async () => {
      for (let time = 0; time < 3; time += 1) {
        await pause(1_500);
        const known = starts();
        process.kill(faulty.desk.servers().postgres, 'SIGQUIT');
        await eventually(() => expect(starts()).toBeGreaterThan(known), 60_000);
        const startedAt = performance.now();
        await eventually(async () => {
          const answer = await fetch(`${faulty.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
          expect(answer.status).toBe(200);
        }, 30_000);
        readyAfterMs.push(performance.now() - startedAt);
        // The load itself gets on again: a desk that says it is ready decides.
        const from = performance.now();
        await eventually(() => expect(work.done(from, Infinity)).toBeGreaterThan(10), 20_000);
      }
    })();
    await Promise.all([stopping, faulty.workThrough(orders, people.slice(0, 2))]);
    await work.stop();
    console.info(
      `PostgreSQL stopped: ready ${readyAfterMs.map((ms) => `${Math.round(ms)} ms`).join(', ')} after its start`,
    );
    expect(Math.max(...readyAfterMs)).toBeLessThanOrEqual(10_000);
    expect(faulty.desk.children()).toEqual(before);
    expect(errorsOf(work).filter((error) => !isRetryable(error.split(': ')[1] ?? ''))).toEqual([]);
    expect(await faulty.missing(work.calls)).toEqual([]);
    expect(await faulty.faults(orders)).toEqual([]);
  });

  it('while connections to PostgreSQL are cut one by one: at most one call in a thousand fails, and says that it may be sent again', async () => {
    const orders = await faulty.cases(6);
    const work = load();
    let cuts = 0;
    let cutting = true;
    const cutter = (async () => {
      while (cutting) {
        const cut: unknown[] = await faulty.source.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name like 'mizan-%' and pid <> pg_backend_pid()
           order by random() limit 1`,
        );
        cuts += cut.length;
        await pause(100);
      }
    })();
    const working = faulty.workThrough(orders, people.slice(0, 2));
    await pause(CUT_MS);
    cutting = false;
    await Promise.all([cutter, working]);
    await work.stop();
    console.info(
      `${cuts} connections cut: ${work.errors.length} of ${work.seen.length} calls failed: ${errorsOf(work).join(', ')}`,
    );
    expect(cuts).toBeGreaterThan(CUT_MS / 500);
    expect(errorsOf(work).filter((error) => !isRetryable(error.split(': ')[1] ?? ''))).toEqual([]);
    expect(work.errors.length).toBeLessThanOrEqual(work.seen.length / 1_000);
    expect(await faulty.missing(work.calls)).toEqual([]);
    expect(await faulty.faults(orders)).toEqual([]);
  });

  it('over a slow network that resets connections: nothing acknowledged is lost, and the pool is never used up', async () => {
    const stores = [faulty.desk.environment['DATABASE_URL'], faulty.desk.environment['REDIS_URL']].map((url) =>
      url ? new URL(url) : null,
    );
    const proxies = await Promise.all(stores.map((url) => url && FaultProxy.to(Number(url.port), url.hostname)));
    const [database, redis] = proxies;
    if (!database) throw new Error('this desk has no database');
    const api = await faulty.startApi({
      databaseUrl: database.through(stores[0]?.href ?? ''),
      ...(redis ? { redisUrl: redis.through(stores[1]?.href ?? '') } : {}),
    });
    try {
      // 200 ms there and back, up to 100 more or less; one packet in a hundred resets its connection.
      for (const proxy of proxies) proxy?.set({ latencyMs: 100, jitterMs: 50 });
      let most = 0;
      const watching = setInterval(() => (most = Math.max(most, database.connections)), 50);
      const calm = load(api.url);
      await pause(SLOW_MS / 2);
      await calm.stop();
      for (const proxy of proxies) proxy?.set({ latencyMs: 100, jitterMs: 50, resetShare: 0.01 });
      const work = load(api.url);
      await pause(SLOW_MS / 2);
      await work.stop();
      clearInterval(watching);
      for (const kind of ['claim', 'read', 'decide'] as const) {
        const trips = (of: WorkLoad, share: number) =>
          quantile(
            of.seen.filter((one) => one.kind === kind).map((one) => one.ms),
            share,
          ) / 200;
        console.info(
          `slow network, ${kind}: ${trips(calm, 0.5).toFixed(1)} round trips, p99 ${trips(calm, 0.99).toFixed(1)}; with resets ${trips(work, 0.5).toFixed(1)}, p99 ${trips(work, 0.99).toFixed(1)}`,
        );
      }
      console.info(
        `slow network: ${work.errors.length} of ${work.seen.length} calls failed, at most ${most} connections`,
      );
      expect(errorsOf(calm)).toEqual([]);
      expect(errorsOf(work).filter((error) => !isRetryable(error.split(': ')[1] ?? ''))).toEqual([]);
      expect(most).toBeLessThan(20);
      expect(await faulty.missing([...calm.calls, ...work.calls])).toEqual([]);
    } finally {
      process.kill(api.pid, 'SIGKILL');
      for (const proxy of proxies) await proxy?.close();
    }
  });
});
