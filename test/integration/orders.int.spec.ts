import type { ActingPerson } from '@mizan/foundation/acting.js';
import { DECISIONS_ENTITIES } from '@mizan/decisions/decisions.module.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk } from './decisions-desk.js';
import { startOrdersSandbox, type OrdersSandbox } from './orders-sandbox.js';

let database: TestDatabase;
let sandbox: OrdersSandbox;
let desk: Desk;
let person: ActingPerson;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 40, entities: [...PLATFORMS_ENTITIES, ...DECISIONS_ENTITIES] });
  sandbox = await startOrdersSandbox(database.dataSource);
  desk = await new Desk(database.dataSource, { connectors: sandbox.connectors, graceSeconds: 0 }).open();
  desk.platformId = sandbox.platformId;
  person = await desk.person();
});
afterEach(() => sandbox.misbehave());
afterAll(async () => {
  await sandbox.close();
  await database.close();
});

interface Ordered {
  readonly subjectId: string;
  readonly nativeId: string;
  readonly decisionId: string;
  readonly caseId: string;
  readonly orderId: string;
}

/** A channel that was decided to be removed; its order is due at once. */
async function ordered(): Promise<Ordered> {
  const { subjectId, nativeId } = await sandbox.channel();
  const { decisionId, caseId } = await desk.remove(person, subjectId);
  return { subjectId, nativeId, decisionId, caseId, orderId: await lastOrder(subjectId) };
}

async function lastOrder(subjectId: string): Promise<string> {
  const [found] = await desk.query<{ id: string }>(
    `select o.id from platform_order o join restriction r on r.id = o.restriction_id where r.subject_id = $1
     order by o.created_at desc limit 1`,
    [subjectId],
  );
  return found?.id ?? '';
}

interface OrderRow {
  readonly state: string;
  readonly attempts: number;
  readonly outcome_code: string | null;
  readonly prior_state: { seen?: { audience?: number | null; visible?: boolean }; kept?: unknown } | null;
  readonly platform_ref: string | null;
  readonly wait_ms: number;
}

async function row(orderId: string): Promise<OrderRow | undefined> {
  const [found] = await desk.query<OrderRow>(
    `select state, attempts, outcome_code, prior_state, platform_ref,
       (extract(epoch from next_attempt_at - clock_timestamp()) * 1000)::float8 as wait_ms from platform_order where id = $1`,
    [orderId],
  );
  return found;
}

const dueNow = (orderId: string) =>
  desk.query(`update platform_order set next_attempt_at = clock_timestamp() where id = $1`, [orderId]);

/** Reverses a removal; the undo order is due at once. */
async function reverse(made: Ordered): Promise<string> {
  await desk.query(
    `update review_case set state = case when state = 'decided' then 'open' else state end, round = round + 1 where id = $1`,
    [made.caseId],
  );
  await desk.transaction((manager) =>
    desk.reversals.reverse(manager, person, {
      caseId: made.caseId,
      decisionIds: [made.decisionId],
      restrictionIds: null,
      rationale: 'Wrong channel.',
      language: 'en',
      approvedBy: null,
      findings: [],
    }),
  );
  return lastOrder(made.subjectId);
}

describe('sending an order', () => {
  it('darkens the channel once, keeping what was there before, and brings it back with that', async () => {
    const made = await ordered();
    expect(await desk.sending.attempt(made.orderId)).toBeNull();
    const applied = await row(made.orderId);
    expect(applied).toMatchObject({ state: 'applied', attempts: 1, prior_state: { seen: { visible: true } } });
    expect(applied?.platform_ref).not.toBeNull();
    expect(await sandbox.isVisible(made.nativeId)).toBe(false);
    const undoId = await reverse(made);
    await desk.sending.attempt(undoId);
    expect(await sandbox.isVisible(made.nativeId)).toBe(true);
    expect(await desk.ordersOf(made.subjectId)).toEqual(['apply applied', 'undo applied']);
  });

  it('waits for its time', async () => {
    const later = new Desk(database.dataSource, { connectors: sandbox.connectors, graceSeconds: 30 });
    Object.assign(later, { platformId: desk.platformId, policyVersionId: desk.policyVersionId, queueId: desk.queueId });
    const { subjectId, nativeId } = await sandbox.channel();
    await later.remove(person, subjectId);
    const wait = await later.sending.attempt(await lastOrder(subjectId));
    expect(wait).toBeGreaterThan(25_000);
    expect(await sandbox.effects(nativeId)).toEqual([]);
  });

  it('has one effect however many workers take it up at once', async () => {
    const made = await ordered();
    const waits = await Promise.all(Array.from({ length: 20 }, () => desk.sending.attempt(made.orderId)));
    expect(waits.filter((wait) => wait === null).length).toBeGreaterThanOrEqual(1);
    expect(await sandbox.effects(made.nativeId)).toMatchObject([{ effects: 1, requests: 1 }]);
  });

  it('takes a missing target as final', async () => {
    const subjectId = await desk.subject();
    await desk.remove(person, subjectId);
    const orderId = await lastOrder(subjectId);
    expect(await desk.sending.attempt(orderId)).toBeNull();
    expect(await row(orderId)).toMatchObject({ state: 'gone', attempts: 1 });
  });

  it('takes a refusal as final and says its code', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'refuse' });
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'failed', outcome_code: 'refused_by_platform' });
  });

  it('comes back when the platform says so, without losing an attempt', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'rate_limit', times: 3, retry_after_seconds: 7 });
    for (let time = 0; time < 3; time += 1) {
      const wait = await desk.sending.attempt(made.orderId);
      expect(wait).toBeGreaterThan(5_000);
      expect(await row(made.orderId)).toMatchObject({ state: 'deferred', attempts: 0 });
      await dueNow(made.orderId);
    }
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'applied', attempts: 1 });
  });

  it.each(['lost_after_effect', 'garbage', 'too_large'])(
    'asks before sending again when the answer was %s, and does not act twice',
    async (kind) => {
      const made = await ordered();
      await sandbox.misbehave({ kind, times: 1 });
      expect(await desk.sending.attempt(made.orderId)).toBeGreaterThan(5_000);
      expect(await row(made.orderId)).toMatchObject({ state: 'unknown', attempts: 1 });
      await dueNow(made.orderId);
      expect(await desk.sending.attempt(made.orderId)).toBeNull();
      expect(await row(made.orderId)).toMatchObject({ state: 'applied', attempts: 2 });
      expect(await sandbox.effects(made.nativeId)).toMatchObject([{ effects: 1, requests: 1 }]);
    },
  );

  it('sends again what the platform never saw', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'server_error', times: 1 });
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'unknown', outcome_code: 'server_error' });
    await dueNow(made.orderId);
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'applied' });
  });

  it('asks about an order whose worker died after the platform had acted', async () => {
    const made = await ordered();
    await (
      await sandbox.connectors.forPlatform(sandbox.platformId)
    ).apply({
      orderId: made.orderId,
      measure: 'remove_channel',
      scope: 'global',
      subject: { kind: 'channel', nativeId: made.nativeId, handle: null },
      priorState: null,
    });
    await desk.query(
      `update platform_order set state = 'sending', attempts = 1, version = version + 1, next_attempt_at = clock_timestamp() where id = $1`,
      [made.orderId],
    );
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'applied', attempts: 2 });
    expect(await sandbox.effects(made.nativeId)).toMatchObject([{ effects: 1, requests: 1 }]);
  });

  it('is stuck after eight attempts, is counted, and is sent again by a person', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'server_error' });
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect((await row(made.orderId))?.attempts).toBe(attempt - 1);
      await desk.sending.attempt(made.orderId);
      if (attempt < 8) await dueNow(made.orderId);
    }
    expect(await row(made.orderId)).toMatchObject({ state: 'stuck', attempts: 8 });
    expect(await desk.sending.attempt(made.orderId)).toBeNull();
    expect((await desk.orders.counts()).stuck).toBe(1);
    await sandbox.misbehave();
    const supervisor = await desk.person('supervisor');
    await desk.transaction((manager) => desk.orders.retry(manager, supervisor, made.orderId));
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'applied', attempts: 1 });
    await expect(
      desk.transaction((manager) => desk.orders.retry(manager, supervisor, made.orderId)),
    ).rejects.toMatchObject({ code: 'ORDER_STATE' });
  });

  it('leaves nothing for a platform that is paused', async () => {
    const made = await ordered();
    await desk.query(`update platform set paused = true where id = $1`, [sandbox.platformId]);
    expect(await desk.sending.attempt(made.orderId)).toBeGreaterThan(1_000);
    expect(await row(made.orderId)).toMatchObject({ state: 'waiting', attempts: 0 });
    await desk.query(`update platform set paused = false where id = $1`, [sandbox.platformId]);
    await dueNow(made.orderId);
    await desk.sending.attempt(made.orderId);
    expect(await row(made.orderId)).toMatchObject({ state: 'applied' });
  });

  it('never goes faster than the platform allows, whoever sends', async () => {
    await desk.query(`update platform set orders_per_second = 20 where id = $1`, [sandbox.platformId]);
    const made = await Promise.all(Array.from({ length: 24 }, () => ordered()));
    const began = performance.now();
    await Promise.all(
      made.map(async ({ orderId }) => {
        for (let wait = await desk.sending.attempt(orderId); wait !== null; wait = await desk.sending.attempt(orderId))
          await new Promise((resolve) => setTimeout(resolve, Math.max(1, wait ?? 0)));
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    await desk.query(`update platform set orders_per_second = 10000 where id = $1`, [sandbox.platformId]);
    expect(seconds).toBeGreaterThanOrEqual(23 / 20 - 0.01);
    for (const { nativeId } of made) expect(await sandbox.effects(nativeId)).toMatchObject([{ effects: 1 }]);
  });
});

describe('an undo order', () => {
  it('does not overtake its apply', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'server_error', times: 1 });
    await desk.sending.attempt(made.orderId);
    const undoId = await reverse(made);
    expect(await desk.sending.attempt(undoId)).toBeGreaterThan(0);
    expect(await sandbox.effects(made.nativeId)).toEqual([]);
    await dueNow(made.orderId);
    await desk.sending.attempt(made.orderId);
    await dueNow(undoId);
    await desk.sending.attempt(undoId);
    expect((await sandbox.effects(made.nativeId)).map((entry) => entry.direction)).toEqual(['apply', 'undo']);
    expect(await sandbox.isVisible(made.nativeId)).toBe(true);
  });

  it('is not sent when the platform had refused what it would undo', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'server_error', times: 1 });
    await desk.sending.attempt(made.orderId);
    const undoId = await reverse(made);
    await sandbox.misbehave({ kind: 'refuse' });
    await dueNow(made.orderId);
    await desk.sending.attempt(made.orderId);
    await sandbox.misbehave();
    await dueNow(undoId);
    expect(await desk.sending.attempt(undoId)).toBeNull();
    expect(await desk.ordersOf(made.subjectId)).toEqual(['apply failed', 'undo cancelled']);
    expect(await sandbox.effects(made.nativeId)).toEqual([]);
  });

  it('passes an apply that is stuck, which is then no longer sent again', async () => {
    const made = await ordered();
    await sandbox.misbehave({ kind: 'server_error' });
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await desk.sending.attempt(made.orderId);
      if (attempt < 8) await dueNow(made.orderId);
    }
    await sandbox.misbehave();
    const undoId = await reverse(made);
    await desk.sending.attempt(undoId);
    expect(await sandbox.isVisible(made.nativeId)).toBe(true);
    const supervisor = await desk.person('supervisor');
    await expect(
      desk.transaction((manager) => desk.orders.retry(manager, supervisor, made.orderId)),
    ).rejects.toMatchObject({ code: 'ORDER_SUPERSEDED' });
  });
});

describe('the list of orders', () => {
  it('is paged newest first, by state, and keeps to queues whose cases the person may see', async () => {
    const page = await desk.orders.list(person, { state: 'applied', platformId: sandbox.platformId }, 2);
    expect(page.nodes.map((order) => order.state)).toEqual(['applied', 'applied']);
    const next = await desk.orders.list(person, { state: 'applied', platformId: null }, 2, page.pageInfo.endCursor);
    expect(next.nodes.some((order) => page.nodes.some((seen) => seen.id === order.id))).toBe(false);
    const handler = await desk.person('appeal_handler');
    expect((await desk.orders.list(handler, { state: null, platformId: null })).nodes).toEqual([]);
  });
});
