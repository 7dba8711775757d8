import 'reflect-metadata';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '@mizan/foundation/config.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { currentRequestId } from '@mizan/foundation/request-context.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { startCaseDesk, type CaseDesk } from '../support/case-desk.js';
import { fillQueues } from '../support/open-cases.js';
import { inTurns, load, type BenchResult } from './bench-result.js';
import { poster, startApi, startBare, type BenchServer } from './bench-server.js';

const OPEN = 50_000;
const CLIENTS = 8;
const TURN_MS = 3_000;
const PAIRS = 3;

const CLAIM = `mutation BenchClaim($key: ID!, $queueId: ID!) {
  claimNext(key: $key, queueId: $queueId) { __typename ... on Claim { leaseToken leaseExpiresAt case { id version } } }
}`;
const DECIDE = `mutation BenchDecide($key: ID!, $input: DecideInput!, $queueId: ID!) {
  decide(key: $key, input: $input, thenClaim: $queueId) {
    result { __typename ... on Decision { id } }
    next { __typename ... on Claim { leaseToken leaseExpiresAt case { id version } } }
  }
}`;

/** What the two operations answer. */
interface Answered {
  readonly claimNext?: {
    readonly leaseToken: string;
    readonly case: { readonly id: string; readonly version: number };
  };
  readonly decide?: { readonly result: { readonly __typename: string } };
}

/** P4: a claim through the API's HTTP and GraphQL against Node's http and pg, and the statements that one request sends. */
export async function run(): Promise<BenchResult[]> {
  const desk = await startCaseDesk({ poolSize: 4 });
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-bench-'));
  const servers: BenchServer[] = [];
  const client = poster(CLIENTS);
  try {
    await migrateJobQueues(desk.database.url);
    const queueId = await desk.makeQueue();
    await fillQueues(desk.source, desk.platformId, [queueId], OPEN);
    await desk.analyse();
    await desk.keeper.recomputeHeads();
    const people: TestPerson[] = [];
    for (let n = 0; n < CLIENTS; n += 1) people.push(await createPerson(desk.source));

    const operations = path.join(folder, 'operations.json');
    writeFileSync(operations, JSON.stringify({ [hashOf(CLAIM)]: CLAIM }));
    const api = await startApi(desk.database.url, { OPERATIONS_FILE: operations, DATA_FOLDER: folder });
    servers.push(api);
    const bare = await startBare('claim', { DATABASE_URL: desk.database.url });
    servers.push(bare);
    const recorded = await startBare('claim-recorded', { DATABASE_URL: desk.database.url });
    servers.push(recorded);

    const by = (n: number): TestPerson => people[n % people.length] ?? nobody();
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(CLAIM) } };
    const ours = async (n: number): Promise<void> => {
      const body = { extensions, operationName: 'BenchClaim', variables: { key: randomUUID(), queueId } };
      const said = await client.post(`${api.url}/graphql`, body, { cookie: by(n).cookie, 'x-mizan-csrf': '1' });
      if (!said.includes('leaseToken')) throw new Error(said);
    };
    const against =
      (server: BenchServer) =>
      async (n: number): Promise<void> => {
        const said = await client.post(server.url, { queueId, personId: by(n).acting.id, key: randomUUID() });
        if (!said.includes('leaseToken')) throw new Error(said);
      };
    const turn = (work: (n: number) => Promise<void>) => () =>
      load(CLIENTS, TURN_MS, work).then(({ perSecond }) => perSecond);
    await load(CLIENTS, 1_000, ours);
    await load(CLIENTS, 500, against(bare));
    await load(CLIENTS, 500, against(recorded));
    const pairs = await inTurns(PAIRS, turn(against(bare)), turn(ours));
    const alike = await inTurns(PAIRS, turn(against(recorded)), turn(ours));
    const counted = await statements(desk, folder, queueId);
    const stated = (id: string, what: string, sent: readonly string[]): BenchResult => ({
      id,
      what: `${what}: ${sent.map(short).join('; ')}`,
      ours: sent.length,
      baseline: 2,
      ratio: sent.length / 2,
      goal: '≤ 2 statements',
      met: sent.length <= 2,
      unit: 'statements',
    });
    return [
      {
        id: 'P4',
        what: `claim through HTTP and GraphQL at ${CLIENTS} clients, with session, idempotency and record, against Node's http and pg with the claim alone`,
        ...pairs,
        goal: '≥ 0.6',
        met: pairs.ratio >= 0.6,
        unit: 'per second',
      },
      {
        id: 'P4-recorded',
        what: `the same, against Node's http and pg that look up a session and write the same rows`,
        ...alike,
        goal: 'reported',
        met: true,
        unit: 'per second',
      },
      stated(
        'P4-statements',
        'what one claim sends to PostgreSQL, BEGIN and COMMIT counted; the hint, of which one stands for all commits of 5 ms, belongs to no request',
        counted.claim,
      ),
      stated('P4-decide', 'what one decision with the next claim in the same mutation sends', counted.decide),
    ];
  } finally {
    client.close();
    for (const server of servers) await server.close();
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The statements that belong to one request, seen at the driver. What schedules send meanwhile belongs to none. */
async function statements(
  desk: CaseDesk,
  folder: string,
  queueId: string,
): Promise<{ claim: string[]; decide: string[] }> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: desk.database.url,
    QUEUE_BACKEND: 'postgres',
    ENCRYPTION_KEY: '11'.repeat(32),
    IDENTITY_KEY: '22'.repeat(32),
    LOG_LEVEL: 'silent',
    GRAPHQL_OPEN: 'true',
    DATA_FOLDER: folder,
  });
  const app = await createApi(config, createLogger('silent', 'bench'));
  const sent: string[] = [];
  const target = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown };
  const original = target.query;
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const person = await createPerson(desk.source);
    const ask = async (query: string, variables: object): Promise<{ data: Answered; sent: string[] }> => {
      // The hint of the request before, which nobody waits for, is not of this one.
      await new Promise((resolve) => setTimeout(resolve, 500));
      sent.length = 0;
      const answer = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { cookie: person.cookie, 'x-mizan-csrf': '1', 'content-type': 'application/json' },
        payload: JSON.stringify({ query, variables }),
      });
      const said = JSON.parse(answer.body);
      if (said.errors) throw new Error(answer.body);
      return { data: said.data, sent: [...sent] };
    };
    target.query = function (this: pg.Client, ...values: unknown[]) {
      if (currentRequestId() !== null) sent.push(textOf(values[0]));
      return original.apply(this, values);
    };
    // The first requests also fill what a process keeps for a while.
    await ask(CLAIM, { key: randomUUID(), queueId });
    const claim = await ask(CLAIM, { key: randomUUID(), queueId });
    if (!claim.data.claimNext) throw new Error('Nothing was claimed.');
    const { leaseToken, case: held } = claim.data.claimNext;
    const input = {
      caseId: held.id,
      leaseToken,
      version: held.version,
      outcome: 'no_violation',
      measures: [],
      rationale: 'Measured.',
    };
    const decide = await ask(DECIDE, { key: randomUUID(), input, queueId });
    if (decide.data.decide?.result.__typename !== 'Decision') throw new Error(JSON.stringify(decide.data));
    return { claim: claim.sent, decide: decide.sent };
  } finally {
    target.query = original;
    await app.close();
  }
}

function textOf(first: unknown): string {
  if (typeof first === 'string') return first;
  return typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : '';
}

function short(statement: string): string {
  const name = /^\s*with\b[\s\S]*?\b(insert into|update|delete from|from)\s+([a-z_]+)/i.exec(statement);
  if (name) return `with … ${name[1]} ${name[2]}`;
  return statement.replace(/\s+/g, ' ').trim().slice(0, 32);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function nobody(): never {
  throw new Error('Nobody is there to claim.');
}
