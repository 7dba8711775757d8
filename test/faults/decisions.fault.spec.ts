import type { TestPerson } from '@mizan/identity/identity.builders.js';
import { hasRedis } from '../support/redis.js';
import { FaultProxy } from './fault-proxy.js';
import { FaultyDesk, LEASE_SECONDS, pause } from './decisions-under-fault.js';

jest.setTimeout(240_000);

/** Without Redis the job queue lies in the database and cannot be down alone. */
const itWithRedis = hasRedis ? it : it.skip;

let faulty: FaultyDesk;
let people: TestPerson[];

beforeAll(async () => {
  faulty = await FaultyDesk.start();
  people = await Promise.all(Array.from({ length: 4 }, () => faulty.person()));
});
afterAll(() => faulty?.stop());

const kill = (pid: number | undefined, signal: NodeJS.Signals) => {
  if (pid) process.kill(pid, signal);
};

describe('acknowledged decisions, whatever is killed under them', () => {
  it('are all there, whole, and carried out once, when the API is killed again and again', async () => {
    const cases = await faulty.cases(16);
    const killing = async () => {
      for (let time = 0; time < 2; time += 1) {
        await pause(700);
        kill(faulty.desk.children()['API'], 'SIGKILL');
        await pause(4_000);
      }
    };
    await Promise.all([faulty.workThrough(cases, people), killing()]);
    expect(await faulty.faults(cases)).toEqual([]);
    expect(faulty.calls.filter((call) => call.what.kind === 'decide' && call.outcome === 'ok').length).toBeGreaterThan(
      0,
    );
  });

  it('are carried out once when the worker is killed at any step of sending', async () => {
    const cases = await faulty.cases(16);
    const killing = async () => {
      for (let time = 0; time < 3; time += 1) {
        await pause(1_300);
        kill(faulty.desk.children()['worker'], 'SIGKILL');
        await pause(1_500);
      }
    };
    await Promise.all([faulty.workThrough(cases, people), killing()]);
    expect(await faulty.faults(cases, 120_000)).toEqual([]);
  });

  it('survive PostgreSQL being stopped at once and started again', async () => {
    const cases = await faulty.cases(16);
    const stopping = async () => {
      await pause(600);
      kill(faulty.desk.servers().postgres, 'SIGQUIT');
    };
    await Promise.all([faulty.workThrough(cases, people), stopping()]);
    expect(await faulty.faults(cases)).toEqual([]);
  });

  itWithRedis('are made while the job queue is down, and are carried out when it is back', async () => {
    const redis = faulty.desk.servers().redis ?? undefined;
    expect(redis).toBeDefined();
    const cases = await faulty.cases(12);
    kill(redis, 'SIGSTOP');
    const began = performance.now();
    await faulty.workThrough(cases, people);
    const tookMs = performance.now() - began;
    kill(redis, 'SIGCONT');
    expect(tookMs).toBeLessThan(30_000);
    expect(await faulty.faults(cases)).toEqual([]);
  });

  it('survive the connections of PostgreSQL being cut one by one', async () => {
    const cases = await faulty.cases(16);
    let working = true;
    let cuts = 0;
    const cutting = async () => {
      while (working) {
        cuts += await faulty.source
          .query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and application_name like 'mizan-%' order by random() limit 1`,
          )
          .then(
            (rows: unknown[]) => rows.length,
            () => 0,
          );
        await pause(150);
      }
    };
    const cut = cutting();
    await faulty.workThrough(cases, people);
    working = false;
    await cut;
    expect(cuts).toBeGreaterThan(3);
    expect(await faulty.faults(cases)).toEqual([]);
  });

  it('are made once each over a slow network that resets connections', async () => {
    const database = new URL(faulty.desk.environment['DATABASE_URL'] ?? '');
    const proxy = await FaultProxy.to(Number(database.port), database.hostname);
    const api = await faulty.startApi({ databaseUrl: proxy.through(database.href) });
    proxy.set({ latencyMs: 20, jitterMs: 10, resetShare: 0.01 });
    const cases = await faulty.cases(8);
    await faulty.workThrough(cases, people, [api.url]);
    proxy.set({});
    expect(await faulty.faults(cases)).toEqual([]);
    process.kill(api.pid, 'SIGKILL');
    await proxy.close();
  });
});

describe('leases over several API processes', () => {
  it('are lost by a process that was stopped for twice their length: its decisions are refused, nothing is decided twice', async () => {
    const other = await faulty.startApi();
    const [slow, quick] = people;
    if (!slow || !quick) throw new Error('two people are needed');
    const cases = await faulty.cases(4);
    const leases = await Promise.all(cases.map((caseId) => faulty.claim(slow, caseId, other.url)));
    expect(leases).not.toContain(null);
    process.kill(other.pid, 'SIGSTOP');
    // Sent while the process stands still, and answered by it when it goes on: the client waits for that.
    const late = cases.flatMap((caseId, index) => {
      const lease = leases[index];
      return lease ? [faulty.decide(slow, caseId, lease, undefined, other.url, 60_000)] : [];
    });
    try {
      await Promise.all([pause(2 * LEASE_SECONDS * 1_000), faulty.workThrough(cases, [quick])]);
    } finally {
      process.kill(other.pid, 'SIGCONT');
    }
    for (const answer of await Promise.all(late)) expect(['AlreadyDecided', 'LeaseLost']).toContain(answer);
    expect(await faulty.faults(cases)).toEqual([]);
    process.kill(other.pid, 'SIGKILL');
  });

  it('follow the clock of the database when the clocks of two API processes are ten minutes off', async () => {
    const ahead = await faulty.startApi({ clockSkewMs: 600_000 });
    const behind = await faulty.startApi({ clockSkewMs: -600_000 });
    const [one, other] = people;
    if (!one || !other) throw new Error('two people are needed');
    const cases = await faulty.cases(6);
    const [first] = cases;
    const lease = first ? await faulty.claim(one, first, behind.url) : null;
    expect(lease).not.toBeNull();
    expect(first && (await faulty.claim(other, first, ahead.url))).toBeNull();
    await faulty.workThrough(cases, people, [ahead.url, behind.url]);
    expect(await faulty.faults(cases)).toEqual([]);
    const [wrong] = await faulty.source.query(
      `select count(*)::int as n from decision where case_id = any($1::uuid[])
         and (abs(extract(epoch from decided_at - clock_timestamp())) > 300 or grace_until - decided_at not between interval '0' and interval '2 seconds')`,
      [cases],
    );
    expect(wrong.n).toBe(0);
  });
});
