import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '@mizan/foundation/config.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { createKey, createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { ENTITIES } from '../../apps/worker/src/entities.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { describeWithRedis } from '../support/redis.js';
import { startOrdersSandbox, type OrdersSandbox } from './orders-sandbox.js';

const GRACE_SECONDS = 3;

/** One desk: its API, its worker, and the pretend platforms, each reached over HTTP alone. */
class RunningDesk {
  private constructor(
    readonly database: TestDatabase,
    readonly sandbox: OrdersSandbox,
    private readonly api: NestFastifyApplication,
    private readonly worker: INestApplicationContext,
    private readonly url: string,
    private readonly folder: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>>): Promise<RunningDesk> {
    const database = await createTestDatabase({ entities: ENTITIES, poolSize: 5 });
    if (environment['QUEUE_BACKEND'] === 'postgres') await migrateJobQueues(database.url);
    const sandbox = await startOrdersSandbox(database.dataSource);
    const folder = mkdtempSync(path.join(tmpdir(), 'mizan-story-'));
    const config = readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '10',
      ENCRYPTION_KEY: '00'.repeat(32),
      IDENTITY_KEY: '00'.repeat(32),
      LOG_LEVEL: 'silent',
      GRAPHQL_OPEN: 'true',
      ALLOW_LOOPBACK_WEBHOOKS: 'true',
      DATA_FOLDER: folder,
      GRACE_SECONDS: String(GRACE_SECONDS),
      ...environment,
    });
    const logger = createLogger(config.LOG_LEVEL, 'story');
    const api = await createApi(config, logger);
    await api.listen(0, '127.0.0.1');
    const worker = await NestFactory.createApplicationContext(WorkerModule.forProcess(config, logger), {
      logger: false,
      abortOnError: false,
    });
    return new RunningDesk(database, sandbox, api, worker, await api.getUrl(), folder);
  }

  async graphql<Data>(person: TestPerson, query: string, variables: object = {}): Promise<Data> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie: person.cookie },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async flag(authorization: string, externalId: string, nativeId: string): Promise<void> {
    const answer = await fetch(`${this.url}/v1/flags`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        external_id: externalId,
        subject: { native_id: nativeId, kind: 'channel' },
        reason: 'calls for violence',
      }),
    });
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  async stop(): Promise<void> {
    await this.worker.close();
    await this.api.close();
    await this.sandbox.close();
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const DECIDE = `mutation Decide($key: ID!, $input: DecideInput!) { decide(key: $key, input: $input) {
  result { __typename ... on Decision { id number undoable graceUntil orders { id state direction } case { state round } } ... on LeaseLost { takenBy { name } } }
} }`;
const UNDO = `mutation Undo($key: ID!, $id: ID!) { undoDecision(key: $key, decisionId: $id) { id undoneAt undoneBy { id } undoable orders { state } case { state round } } }`;
const CLAIM = `mutation Claim($key: ID!, $queue: ID!) { claimNext(key: $key, queueId: $queue) {
  __typename ... on Claim { leaseToken case { id number version subject { id nativeId } availableMeasures { code } precedents { why } decisions { id } } } ... on QueueEmpty { reason } } }`;
const CLAIM_CASE = `mutation ClaimCase($key: ID!, $id: ID!) { claimCase(key: $key, caseId: $id) { leaseToken case { id version } } }`;
const REOPEN = `mutation Reopen($key: ID!, $id: ID!, $version: Int!) { reopenCase(key: $key, caseId: $id, version: $version, reason: "It was a newsroom.") { id state version } }`;
const STORY = `query Story($id: ID!) { case(id: $id) { state version round decisions { id outcome undoneAt corrects { id } restrictions { measure liftedAt orders { direction state } covers { endedAt } } } } }`;

interface Claimed {
  claimNext: {
    leaseToken: string;
    case: {
      id: string;
      version: number;
      subject: { id: string; nativeId: string };
      availableMeasures: { code: string }[];
    };
  };
}
interface Decided {
  decide: {
    result: { __typename: string; id: string; undoable: boolean; orders: { state: string }[]; case: { state: string } };
  };
}

function story(environment: () => Readonly<Record<string, string>>): void {
  let desk: RunningDesk;
  let moderator: TestPerson;
  let senior: TestPerson;
  let authorization: string;
  let queueId: string;
  let policyVersionId: string;

  beforeAll(async () => {
    desk = await RunningDesk.start(environment());
    const { dataSource } = desk.database;
    moderator = await createPerson(dataSource);
    senior = await createPerson(dataSource, { roles: ['senior_moderator'] });
    const [source] = await dataSource.query(
      `insert into source (platform_id, code, name, kind) values ($1, 'story', 'Story', 'trusted_flagger') returning id`,
      [desk.sandbox.platformId],
    );
    ({ authorization } = await createKey(dataSource, { sourceId: source.id, platformId: desk.sandbox.platformId }));
    [{ id: queueId }] = await dataSource.query(`select id from queue where code = 'general'`);
    [{ id: policyVersionId }] = await dataSource.query(
      `with p as (insert into policy (code, category, ground) values ('story', 'terrorism', 'law') returning id)
       insert into policy_version (policy_id, n, title, guidance, severity_minutes, measures)
       select id, 1, '{"en": "Calls for violence"}', '{"en": ""}', 60, '{remove_channel}' from p returning id`,
    );
  });
  afterAll(() => desk?.stop());

  it('goes from a flag to a dark channel, with an undo on the way, and back to light when the decision is corrected', async () => {
    const nativeId = desk.sandbox.nextChannel();
    await desk.flag(authorization, 'story-1', nativeId);

    const { claimNext } = await desk.graphql<Claimed>(moderator, CLAIM, { key: randomUUID(), queue: queueId });
    expect(claimNext.case.subject.nativeId).toBe(nativeId);
    expect(claimNext.case.availableMeasures.map((measure) => measure.code)).toContain('remove_channel');
    const input = {
      caseId: claimNext.case.id,
      leaseToken: claimNext.leaseToken,
      version: claimNext.case.version,
      outcome: 'violation',
      policyVersionId,
      measures: [{ measure: 'remove_channel' }],
      rationale: 'It calls for violence.',
    };

    const key = randomUUID();
    const first = (await desk.graphql<Decided>(moderator, DECIDE, { key, input })).decide.result;
    expect(first).toMatchObject({
      __typename: 'Decision',
      undoable: true,
      orders: [{ state: 'waiting' }],
      case: { state: 'decided' },
    });
    const again = (await desk.graphql<Decided>(moderator, DECIDE, { key, input })).decide.result;
    expect(again.id).toBe(first.id);

    const undone = await desk.graphql<{ undoDecision: unknown }>(moderator, UNDO, { key: randomUUID(), id: first.id });
    expect(undone.undoDecision).toMatchObject({
      undoable: false,
      orders: [{ state: 'cancelled' }],
      case: { state: 'open', round: 2 },
    });

    const second = await desk.graphql<Claimed>(moderator, CLAIM, { key: randomUUID(), queue: queueId });
    expect(second.claimNext.case.id).toBe(claimNext.case.id);
    const decided = await desk.graphql<Decided>(moderator, DECIDE, {
      key: randomUUID(),
      input: { ...input, leaseToken: second.claimNext.leaseToken, version: second.claimNext.case.version },
    });
    expect(await desk.sandbox.isVisible(nativeId)).toBe(true);
    await eventually(async () => expect(await desk.sandbox.isVisible(nativeId)).toBe(false), 30_000);
    expect(await desk.sandbox.effects(nativeId)).toMatchObject([{ direction: 'apply', effects: 1 }]);

    const read = async () =>
      (
        await desk.graphql<{ case: { state: string; version: number; decisions: { id: string }[] } }>(senior, STORY, {
          id: claimNext.case.id,
        })
      ).case;
    await eventually(async () => expect((await read()).state).toBe('closed'), 30_000);
    const { version } = await read();
    const reopened = await desk.graphql<{ reopenCase: { state: string } }>(senior, REOPEN, {
      key: randomUUID(),
      id: claimNext.case.id,
      version,
    });
    expect(reopened.reopenCase.state).toBe('open');
    const { claimCase } = await desk.graphql<{ claimCase: { leaseToken: string; case: { version: number } } }>(
      senior,
      CLAIM_CASE,
      {
        key: randomUUID(),
        id: claimNext.case.id,
      },
    );
    await desk.graphql(senior, DECIDE, {
      key: randomUUID(),
      input: {
        caseId: claimNext.case.id,
        leaseToken: claimCase.leaseToken,
        version: claimCase.case.version,
        outcome: 'collateral',
        rationale: 'It is a newsroom that reports on the violence.',
        findings: [{ subjectId: second.claimNext.case.subject.id, class: 'newsroom', basis: 'journalistic' }],
        corrects: decided.decide.result.id,
      },
    });
    await eventually(async () => expect(await desk.sandbox.isVisible(nativeId)).toBe(true), 30_000);
    expect((await desk.sandbox.effects(nativeId)).map((entry) => [entry.direction, entry.effects])).toEqual([
      ['apply', 1],
      ['undo', 1],
    ]);
    const [correction, corrected, takenBack] = (await read()).decisions;
    expect(correction).toMatchObject({
      outcome: 'collateral',
      corrects: { id: decided.decide.result.id },
      restrictions: [],
    });
    expect(corrected).toMatchObject({
      undoneAt: null,
      restrictions: [
        {
          orders: [
            { direction: 'apply', state: 'applied' },
            { direction: 'undo', state: 'applied' },
          ],
        },
      ],
    });
    expect(takenBack).toMatchObject({ id: first.id });
  });

  it('leaves an audit row for every step of the story', async () => {
    const kinds = await desk.database.dataSource.query(
      `select distinct kind from audit_event where case_id is not null order by kind`,
    );
    const seen = kinds.map((row: { kind: string }) => row.kind);
    for (const kind of [
      'case.opened',
      'case.claimed',
      'decision.made',
      'restriction.imposed',
      'order.made',
      'order.cancelled',
      'decision.undone',
      'order.sent',
      'order.applied',
      'decision.settled',
      'restriction.lifted',
    ])
      expect(seen).toContain(kind);
  });
}

describe('from a flag to enforcement and back, jobs on PostgreSQL', () => {
  story(() => ({ QUEUE_BACKEND: 'postgres' }));
});

describeWithRedis('from a flag to enforcement and back, jobs on Redis', (redis) => {
  // One level deeper, so that the desk stops before its Redis does.
  describe('and a worker', () => story(() => ({ QUEUE_BACKEND: 'redis', REDIS_URL: redis().url })));
});
