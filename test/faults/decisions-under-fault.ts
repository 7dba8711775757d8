import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { generateNetwork, SAMPLE_SEED } from '../../apps/sandbox/src/network/generate-network.js';
import { newDataFolder, PROJECT_FOLDER, removeData, startDesk, type TestDesk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { checkHistory, type Call, type FinalState } from './history-rules.js';
import { WORK_OPERATIONS } from './work-load.js';

const CLAIM = `mutation Claim($key: ID!, $id: ID!) { claimCase(key: $key, caseId: $id) { leaseToken case { version } } }`;
const DECIDE = `mutation Decide($key: ID!, $input: DecideInput!) { decide(key: $key, input: $input) { result {
  __typename ... on Decision { id } ... on AlreadyDecided { decision { id } } ... on LeaseLost { takenBy { id } } } } }`;

export const LEASE_SECONDS = 4;
/** A client gives up on a call after this long and does not know what came of it. */
const CALL_MS = 6_000;

export interface Lease {
  readonly leaseToken: string;
  readonly version: number;
}

type Answer<Data> = { readonly ok: Data } | { readonly refused: string } | { readonly unknown: string };

interface Decided {
  readonly decide: {
    readonly result: {
      readonly __typename: string;
      readonly id?: string;
      readonly decision?: { readonly id: string } | null;
    };
  };
}

/** A started desk with real processes, and clients that write down what they were told. */
export class FaultyDesk {
  readonly calls: Call[] = [];
  private readonly apis: ChildProcess[] = [];
  private channels: string[];

  private constructor(
    readonly desk: TestDesk,
    readonly source: DataSource,
    private readonly authorization: string,
    private readonly policyVersionId: string,
  ) {
    this.channels = generateNetwork(SAMPLE_SEED)
      .subjects.filter((subject) => subject.platform === 'telegram' && subject.kind === 'channel')
      .map((subject) => subject.nativeId);
  }

  static async start(): Promise<FaultyDesk> {
    const dataFolder = newDataFolder();
    const operations = path.join(dataFolder, 'fault-operations.json');
    mkdirSync(dataFolder, { recursive: true });
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    writeFileSync(
      operations,
      JSON.stringify(Object.fromEntries([CLAIM, DECIDE, ...WORK_OPERATIONS].map((text) => [hash(text), text]))),
    );
    const desk = await startDesk({
      dataFolder,
      readyWithinMs: 150_000,
      environment: { GRACE_SECONDS: '1', LEASE_SECONDS: String(LEASE_SECONDS), OPERATIONS_FILE: operations },
    });
    const source = new DataSource({ type: 'postgres', url: desk.environment['DATABASE_URL'], poolSize: 4 });
    await source.initialize();
    const connection = JSON.parse(readFileSync(path.join(dataFolder, 'sandbox/connection.json'), 'utf8')) as {
      desk: { keys: Record<string, string> };
    };
    const [policy] = await source.query(
      `with p as (insert into policy (code, category, ground) values ('fault', 'terrorism', 'law') returning id)
       insert into policy_version (policy_id, n, title, guidance, severity_minutes, measures)
       select id, 1, '{"en": "Fault"}', '{"en": ""}', 60, '{remove_channel}' from p returning id`,
    );
    await source.query(`update platform set orders_per_second = 200`);
    return new FaultyDesk(desk, source, `Bearer ${connection.desk.keys['telegram']}`, policy.id);
  }

  get url(): string {
    return `http://127.0.0.1:${new URL(this.desk.url).port}`;
  }

  async stop(): Promise<void> {
    for (const child of this.apis) await end(child);
    await this.source.destroy();
    await this.desk.stop();
    removeData(this.desk.dataFolder);
  }

  person(): Promise<TestPerson> {
    return createPerson(this.source);
  }

  /** Open cases about channels that no test has used yet. */
  async cases(count: number): Promise<string[]> {
    const ids = this.channels.splice(0, count);
    const lines = ids.map((nativeId) =>
      JSON.stringify({
        external_id: randomUUID(),
        subject: { native_id: nativeId, kind: 'channel' },
        reason: 'a report',
      }),
    );
    // The last test may have ended the API: it is asked until it is there again, with the same ids.
    await eventually(async () => {
      const answer = await fetch(`${this.url}/v1/flags`, {
        method: 'POST',
        headers: { authorization: this.authorization, 'content-type': 'application/x-ndjson' },
        body: `${lines.join('\n')}\n`,
        signal: AbortSignal.timeout(CALL_MS),
      });
      await answer.text();
      if (!answer.ok) throw new Error(`flags were not taken: ${answer.status}`);
    }, 30_000);
    const found: { id: string }[] = await this.source.query(
      `select c.id from review_case c join subject s on s.id = c.subject_id join platform p on p.id = s.platform_id
       where p.code = 'telegram' and s.native_id = any($1) and c.state = 'open' order by c.id`,
      [ids],
    );
    if (found.length < count / 2) throw new Error(`only ${found.length} of ${count} cases are open`);
    await this.source.query(
      `update review_case set queue_id = (select id from queue where code = 'general') where id = any($1::uuid[])`,
      [found.map((row) => row.id)],
    );
    return found.map((row) => row.id);
  }

  /** A queue of its own that moderators may work, with so many open cases in it. */
  async queue(caseCount: number): Promise<string> {
    const code = `faults-${randomUUID()}`;
    const [queue] = await this.source.query(
      `with q as (insert into queue (code, name, kind, position) values ($1, '{"en": "Faults"}', 'general', 200) returning id),
         h as (insert into queue_head (queue_id) select id from q), n as (insert into queue_count (queue_id) select id from q),
         a as (insert into queue_access (queue_id, role) select id, 'moderator' from q)
       select id from q`,
      [code],
    );
    await this.source.query(
      `with s as (
         insert into subject (platform_id, kind, title) select id, 'channel', 'Channel' from platform, generate_series(1, $2::int)
         where code = 'telegram' returning id, platform_id
       ), c as (
         insert into review_case (platform_id, subject_id, queue_id, rank, due_at, flag_count, source_count)
         select platform_id, id, $1, row_number() over (), clock_timestamp() + interval '1 day', 1, 1 from s returning id, due_at
       ) insert into case_round (case_id, n, opened_at, due_at, reason) select id, 1, clock_timestamp(), due_at, 'flagged' from c`,
      [queue.id, caseCount],
    );
    await this.source.query('analyze review_case');
    return queue.id;
  }

  async claim(person: TestPerson, caseId: string, url = this.url): Promise<Lease | null> {
    const beganAt = performance.now();
    const answer = await call<{ claimCase: { leaseToken: string; case: { version: number } } }>(url, person, CLAIM, {
      key: randomUUID(),
      id: caseId,
    });
    if (!('ok' in answer)) return null;
    const { leaseToken, case: read } = answer.ok.claimCase;
    this.calls.push({
      client: person.acting.id,
      beganAt,
      endedAt: performance.now(),
      outcome: 'ok',
      what: { kind: 'claim', caseId, leaseToken },
    });
    return { leaseToken, version: read.version };
  }

  /** One call; with the same key it may be repeated. Answers `Decision`, another type, a code, or `unknown`. */
  async decide(
    person: TestPerson,
    caseId: string,
    lease: Lease,
    key: string = randomUUID(),
    url = this.url,
    patienceMs = CALL_MS,
  ): Promise<string> {
    const beganAt = performance.now();
    const input = {
      caseId,
      leaseToken: lease.leaseToken,
      version: lease.version,
      outcome: 'violation',
      policyVersionId: this.policyVersionId,
      measures: [{ measure: 'remove_channel' }],
      rationale: 'It calls for violence.',
    };
    const answer = await call<Decided>(url, person, DECIDE, { key, input }, patienceMs);
    const result = 'ok' in answer ? answer.ok.decide.result : null;
    const made = result?.__typename === 'Decision';
    this.calls.push({
      client: person.acting.id,
      beganAt,
      endedAt: performance.now(),
      outcome: made ? 'ok' : 'unknown' in answer ? 'unknown' : 'failed',
      what: {
        kind: 'decide',
        caseId,
        leaseToken: lease.leaseToken,
        key,
        decisionId: made ? (result.id ?? null) : null,
      },
    });
    return result?.__typename ?? ('refused' in answer ? answer.refused : 'unknown');
  }

  /** Works through the cases with several people until each has an answer that stands, whatever happens meanwhile. */
  async workThrough(
    cases: readonly string[],
    people: readonly TestPerson[],
    urls: readonly string[] = [this.url],
  ): Promise<void> {
    const waiting = [...cases];
    await Promise.all(
      people.map(async (person, index) => {
        const url = urls[index % urls.length] ?? this.url;
        for (let caseId = waiting.shift(); caseId; caseId = waiting.shift()) await this.workOne(person, caseId, url);
      }),
    );
  }

  private async workOne(person: TestPerson, caseId: string, url: string): Promise<void> {
    const deadline = performance.now() + 60_000;
    while (performance.now() < deadline) {
      const lease = await this.claim(person, caseId, url);
      const key = randomUUID();
      let answer = lease ? await this.decide(person, caseId, lease, key, url) : 'unclaimed';
      while (lease && (answer === 'unknown' || answer === 'INTERNAL') && performance.now() < deadline) {
        await pause(100);
        answer = await this.decide(person, caseId, lease, key, url);
      }
      if (answer === 'Decision' || answer === 'AlreadyDecided') return;
      if (await this.isDecided(caseId)) return;
      await pause(100);
    }
    throw new Error(`Case ${caseId} could not be decided in a minute.`);
  }

  private async isDecided(caseId: string): Promise<boolean> {
    const rows: unknown[] = await this.source
      .query('select from decision where case_id = $1', [caseId])
      .catch(() => []);
    return rows.length > 0;
  }

  /** Decisions of these clients that were acknowledged and are missing or not whole, leases given twice, rounds decided twice. */
  async missing(calls: readonly Call[]): Promise<readonly string[]> {
    const cases = calls.flatMap(({ what }) => (what.kind === 'flag' ? [] : [what.caseId]));
    const final = await this.final([...new Set(cases)]);
    return checkHistory(calls, { ...final, effects: new Map(), applied: new Set() });
  }

  /** Waits until every order of these cases has ended, then names all that cannot have happened. */
  async faults(cases: readonly string[], withinMs = 60_000): Promise<readonly string[]> {
    await eventually(async () => {
      const [left] = await this.source.query(
        `select count(*)::int as n from platform_order o join decision d on d.id = o.decision_id
         where d.case_id = any($1::uuid[]) and o.state in ('waiting', 'sending', 'unknown', 'deferred')`,
        [cases],
      );
      if (left.n > 0) throw new Error(`${left.n} orders have not ended`);
    }, withinMs);
    const final = await this.final(cases);
    const undecided = cases.filter((caseId) => !final.decisions.some((decision) => decision.caseId === caseId));
    if (undecided.length > 0) return undecided.map((caseId) => `case ${caseId} has no decision`);
    if (final.applied.size === 0) return ['nothing was carried out'];
    return checkHistory(
      this.calls.filter(({ what }) => what.kind !== 'flag' && cases.includes(what.caseId)),
      final,
    );
  }

  private async final(cases: readonly string[]): Promise<FinalState> {
    const decisions: FinalState['decisions'] = await this.source.query(
      `select d.id, d.case_id as "caseId", d.round,
         (select count(*)::int from audit_event a where a.target_id = d.id and a.kind = 'decision.made') as audited,
         (select count(*)::int from outbox x where x.topic = 'decision.made' and x.payload ->> 'decisionId' = d.id::text) as published,
         exists (select from decision_undo u where u.decision_id = d.id) as undone
       from decision d where d.case_id = any($1::uuid[])`,
      [cases],
    );
    const orders: { id: string; state: string }[] = await this.source.query(
      `select o.id, o.state from platform_order o join decision d on d.id = o.decision_id where d.case_id = any($1::uuid[])`,
      [cases],
    );
    const shown = (await (await fetch(`${this.desk.sandboxUrl}/debug/effects`)).json()) as {
      list: { order_id: string; effects: number }[];
    };
    const ours = new Set(orders.map((order) => order.id));
    return {
      decisions,
      flags: new Map(),
      effects: new Map(
        shown.list.filter((each) => ours.has(each.order_id)).map((each) => [each.order_id, each.effects]),
      ),
      applied: new Set(orders.filter((order) => order.state === 'applied').map((order) => order.id)),
    };
  }

  /** A further API process on the same desk; `clockSkewMs` sets its clock wrong. */
  async startApi(
    options: { readonly databaseUrl?: string; readonly redisUrl?: string; readonly clockSkewMs?: number } = {},
  ): Promise<{ url: string; pid: number }> {
    const [port, mediaPort] = [await freePort(), await freePort()];
    const { PATH, HOME } = process.env;
    const skew = path.join(this.desk.dataFolder, `skew-${port}.mjs`);
    writeFileSync(skew, skewedClock(options.clockSkewMs ?? 0));
    const child = spawn(process.execPath, ['--import', skew, path.join(PROJECT_FOLDER, 'apps/api/dist/main.js')], {
      cwd: PROJECT_FOLDER,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH,
        HOME,
        ...this.desk.environment,
        LOG_LEVEL: 'silent',
        PORT: String(port),
        MEDIA_PORT: String(mediaPort),
        ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
        ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
      },
    });
    this.apis.push(child);
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
    }, 60_000);
    return { url, pid: child.pid ?? 0 };
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function call<Data>(
  url: string,
  person: TestPerson,
  query: string,
  variables: object,
  patienceMs = CALL_MS,
): Promise<Answer<Data>> {
  try {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie: person.cookie },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const body = (await answer.json()) as { data?: Data; errors?: { extensions?: { code?: string; kind?: string } }[] };
    const error = body.errors?.[0]?.extensions;
    if (!error && body.data) return { ok: body.data };
    // Only an expected refusal says that nothing happened.
    return error?.kind && error.kind !== 'unavailable' && error.kind !== 'internal' && error.code !== 'INTERNAL'
      ? { refused: error.code ?? '' }
      : { unknown: error?.code ?? `status ${answer.status}` };
  } catch (error) {
    return { unknown: String(error) };
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGCONT');
  child.kill('SIGKILL');
  await ended;
}

const skewedClock = (ms: number) => `
const skew = ${ms};
const Real = Date;
globalThis.Date = class Date extends Real {
  constructor(...args) { if (args.length === 0) super(Real.now() + skew); else super(...args); }
  static now() { return Real.now() + skew; }
};
`;
