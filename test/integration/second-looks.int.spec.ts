import type { ActingPerson } from '@mizan/foundation/acting.js';
import type { Connector } from '@mizan/platforms/connectors.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { SecondLooksDesk } from './second-looks-desk.js';

const willing: Connector = {
  fetchState: async () => ({ outcome: 'found', visible: true, title: null, handle: null, audience: 7, measures: [] }),
  apply: async () => ({ outcome: 'applied', priorState: { visible: true }, platformRef: null }),
  undo: async () => ({ outcome: 'applied', priorState: null, platformRef: null }),
  ask: async () => ({ outcome: 'not_received' }),
  notify: async () => ({ outcome: 'delivered', platformRef: null }),
};

let database: TestDatabase;
let desk: SecondLooksDesk;
let moderator: ActingPerson;
let handler: ActingPerson;
let lead: ActingPerson;
let supervisor: ActingPerson;

beforeEach(async () => {
  database = await createTestDatabase();
  desk = new SecondLooksDesk(database.dataSource, { connector: willing });
  await desk.open();
  moderator = await desk.person('moderator');
  handler = await desk.person('appeal_handler');
  lead = await desk.person('senior_moderator');
  supervisor = await desk.person('supervisor');
});
afterEach(() => database.close());

/** One decision that removes many accounts at once, carried out. */
async function bulk(
  count: number,
  person = moderator,
  carriedOut = true,
): Promise<{ decisionId: string; subjectIds: string[] }> {
  const subjectIds: string[] = [];
  for (let n = 0; n < count; n += 1) subjectIds.push(await desk.subject());
  const [first = '', ...further] = subjectIds;
  const caseId = await desk.flag(first);
  const claimed = await desk.claim(person, caseId);
  const answer = await desk.decide(
    person,
    desk.draft(caseId, { measures: desk.removing(...subjectIds), furtherSubjectIds: further }),
    claimed,
  );
  if (answer.kind !== 'decision') throw new Error(answer.kind);
  if (carriedOut) {
    await desk.letGracePass();
    await desk.work();
  }
  return { decisionId: answer.decisionId, subjectIds };
}

/** Appeals against one decision, on their way to the handlers. */
async function appeals(subjectIds: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const subjectId of subjectIds) ids.push((await desk.appeal(subjectId)).id);
  await desk.live();
  return ids;
}

async function answer(appealId: string, outcome: 'reversed' | 'upheld'): Promise<void> {
  const { caseId } = await desk.appealRow(appealId);
  const claimed = await desk.claim(handler, caseId);
  const resolved = await desk.resolve(handler, {
    appealId,
    leaseToken: claimed.leaseToken,
    version: claimed.version,
    outcome,
    restrictionIds: [],
    reasons: 'قناتك ترصد الدعاية ولا تنشرها.',
    rationale: 'Monitoring.',
    omittedReason: null,
    finding: null,
  });
  if (resolved.kind !== 'resolved') throw new Error(resolved.kind);
}

async function judgeAll(groupId: string, person = lead, judgement = 'wrong'): Promise<void> {
  for (const item of await desk.items(groupId)) if (item.inSample) await desk.judge(person, item, judgement);
}

const openGroups = () =>
  desk.query<{ id: string; scope: string }>(
    `select id, scope_kind as scope from second_look_group where reason = 'mass_error' and state <> 'closed' order by scope_kind`,
  );

describe('the mass-error alarm', () => {
  it('queues everything that was decided so, once, when reversals cannot be chance', async () => {
    const { subjectIds, decisionId } = await bulk(30);
    const ids = await appeals(subjectIds.slice(0, 20));
    for (const [index, id] of ids.entries()) await answer(id, index < 14 ? 'upheld' : 'reversed');
    await desk.listen();
    const groups = await openGroups();
    expect(groups.map((group) => group.scope)).toEqual(['campaign', 'moderator', 'policy']);
    // Whoever is in one open group is in no other: the ten that nobody appealed, whichever scope was looked at first.
    const items = (await Promise.all(groups.map((group) => desk.items(group.id)))).flat();
    expect(items.map((item) => item.subjectId).sort()).toEqual(subjectIds.slice(20).sort());
    expect(items.every((item) => item.decisionId === decisionId && item.caseId === null)).toBe(true);
    for (const group of groups) expect(await desk.group(group.id)).toMatchObject({ decided: 20, reversed: 6 });
    const raised = await desk.query(`select from audit_event where kind = 'second_look.alarm_raised'`);
    expect(raised).toHaveLength(3);
    await desk.listen();
    expect(await openGroups()).toEqual(groups);
  });

  it('is silent below the least number of cases and below the limit', async () => {
    const { subjectIds } = await bulk(23);
    const ids = await appeals(subjectIds.slice(0, 22));
    for (const id of ids.slice(0, 3)) await answer(id, 'reversed');
    for (const id of ids.slice(3)) await answer(id, 'upheld');
    await desk.listen();
    expect(await openGroups()).toEqual([]);
  });

  it('does not count an answer that was taken back', async () => {
    const { subjectIds } = await bulk(21);
    const ids = await appeals(subjectIds.slice(0, 20));
    for (const [index, id] of ids.entries()) await answer(id, index < 5 ? 'reversed' : 'upheld');
    const [last] = await desk.query<{ id: string }>(`select resolution_decision_id as id from appeal where id = $1`, [
      ids[4],
    ]);
    await desk.undo(handler, last?.id ?? '');
    await desk.source.query(
      `update appeal_step set due_at = clock_timestamp() where kind = 'execute_check' and appeal_id = $1`,
      [ids[4]],
    );
    await desk.live();
    await desk.listen();
    expect(await openGroups()).toEqual([]);
  });
});

describe('a group', () => {
  it('is judged by nobody who had a part in the decision, by screen or by SQL', async () => {
    const boss = await desk.person('senior_moderator');
    const { decisionId } = await bulk(3, boss);
    const groupId = await desk.openGroup(lead, { decisionIds: [decisionId], scopeKind: 'moderator', scopeId: boss.id });
    await desk.draw(lead, groupId, 2);
    const drawn = (await desk.items(groupId)).filter((item) => item.inSample);
    expect(drawn).toHaveLength(2);
    const [first] = drawn;
    if (!first) throw new Error('nothing drawn');
    await expect(desk.judge(boss, first, 'right')).rejects.toMatchObject({ code: 'NOT_INDEPENDENT' });
    await expect(
      desk.source.query(`update second_look_item set judgement = 'right', judged_by = $2 where id = $1`, [
        first.id,
        boss.id,
      ]),
    ).rejects.toMatchObject({ driverError: { constraint: 'second_look_independence' } });
    await desk.judge(lead, first, 'unsure');
  });

  it('opens cases for what is drawn, not for all that it holds', async () => {
    const { decisionId } = await bulk(12);
    const groupId = await desk.openGroup(lead, {
      decisionIds: [decisionId],
      scopeKind: 'campaign',
      scopeId: decisionId,
    });
    expect(await desk.query(`select from review_case where kind = 'after_check'`)).toHaveLength(0);
    await desk.draw(lead, groupId, 4);
    expect(await desk.query(`select from review_case where kind = 'after_check'`)).toHaveLength(4);
    await desk.draw(lead, groupId, 6);
    expect((await desk.items(groupId)).filter((item) => item.inSample)).toHaveLength(6);
  });

  it('is not decided before its sample is judged, nor by somebody who read an older version', async () => {
    const { decisionId } = await bulk(3);
    const groupId = await desk.openGroup(lead, {
      decisionIds: [decisionId],
      scopeKind: 'campaign',
      scopeId: decisionId,
    });
    await expect(desk.decideGroup(lead, groupId)).rejects.toMatchObject({ code: 'SAMPLE_NOT_JUDGED' });
    await desk.draw(lead, groupId, 2);
    await expect(desk.decideGroup(lead, groupId)).rejects.toMatchObject({ code: 'SAMPLE_NOT_JUDGED' });
    await judgeAll(groupId);
    await expect(desk.decideGroup(lead, groupId, { version: 1 })).rejects.toMatchObject({ code: 'GROUP_CHANGED' });
  });

  it('leaves what its decider had a part in to somebody else, and says so', async () => {
    const boss = await desk.person('senior_moderator');
    const own = await bulk(1, boss);
    const others = await bulk(2);
    const groupId = await desk.openGroup(boss, {
      decisionIds: [own.decisionId, others.decisionId],
      scopeKind: 'wave',
    });
    await desk.draw(lead, groupId, 3);
    await judgeAll(groupId);
    const run = await desk.decideGroup(boss, groupId);
    await desk.carryOutRun(run);
    const items = await desk.items(groupId);
    expect(items.filter((item) => item.result === 'reversed')).toHaveLength(2);
    expect(items.find((item) => item.decisionId === own.decisionId)).toMatchObject({
      result: null,
      failure: 'not_independent',
    });
    const again = await desk.decideGroup(lead, groupId);
    await desk.carryOutRun(again);
    expect((await desk.items(groupId)).every((item) => item.result === 'reversed')).toBe(true);
  });

  it('can be taken back whole before anything happens, and item by item while each is in its grace period', async () => {
    const { decisionId, subjectIds } = await bulk(3);
    const groupId = await desk.openGroup(lead, {
      decisionIds: [decisionId],
      scopeKind: 'campaign',
      scopeId: decisionId,
    });
    await desk.draw(lead, groupId, 1);
    await judgeAll(groupId);
    const first = await desk.decideGroup(lead, groupId);
    expect(await desk.runs.visit(first)).toBeGreaterThan(0);
    await desk.undoRun(lead, first);
    await desk.runs.visit(first);
    expect(await desk.runState(first)).toBe('undone');
    expect((await desk.items(groupId)).every((item) => item.result === null)).toBe(true);

    const second = await desk.decideGroup(lead, groupId);
    await desk.carryOutRun(second);
    await desk.undoRun(lead, second);
    await desk.runs.visit(second);
    expect((await desk.items(groupId)).every((item) => item.result === null)).toBe(true);
    for (const subjectId of subjectIds)
      expect(await desk.ordersOf(subjectId)).toEqual(['apply applied', 'undo cancelled']);

    const third = await desk.decideGroup(lead, groupId);
    await desk.carryOutRun(third);
    await desk.carryOut();
    await desk.listen();
    await expect(desk.undoRun(supervisor, third)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.group(groupId)).toMatchObject({ state: 'closed' });
    const notices = await desk.query(`select from notice where kind = 'restriction_lifted'`);
    expect(notices).toHaveLength(3);
  });

  it('goes on where it stopped, and answers nothing twice though two workers carry it out', async () => {
    const { decisionId, subjectIds } = await bulk(40);
    const groupId = await desk.openGroup(lead, {
      decisionIds: [decisionId],
      scopeKind: 'campaign',
      scopeId: decisionId,
    });
    await desk.draw(lead, groupId, 2);
    await judgeAll(groupId);
    const run = await desk.decideGroup(lead, groupId);
    await desk.source.query(`update second_look_run set due_at = clock_timestamp() where id = $1`, [run]);
    await Promise.all([desk.runs.visit(run), desk.runs.visit(run)]);
    await desk.carryOutRun(run);
    expect(await desk.runState(run)).toBe('done');
    const made = await desk.query(`select from decision where corrects_decision_id = $1`, [decisionId]);
    expect(made).toHaveLength(40);
    for (const subjectId of subjectIds)
      expect(await desk.ordersOf(subjectId)).toEqual(['apply applied', 'undo waiting']);
  });

  it('of more than a hundred restrictions waits for a second person, and so does what has not left yet', async () => {
    const { decisionId } = await bulk(101, moderator, false);
    const leaving = () =>
      desk.query(
        `select from platform_order where decision_id = $1 and next_attempt_at < clock_timestamp() + interval '1 hour'`,
        [decisionId],
      );
    const groupId = await desk.openGroup(lead, {
      decisionIds: [decisionId],
      scopeKind: 'campaign',
      scopeId: decisionId,
    });
    await desk.draw(lead, groupId, 2);
    await judgeAll(groupId);
    const refused = await desk.decideGroup(lead, groupId);
    expect(await desk.runState(refused)).toBe('proposed');
    expect(await leaving()).toHaveLength(0);
    await expect(desk.sign(lead, refused)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await desk.sign(supervisor, refused, false);
    await desk.runs.visit(refused);
    expect(await desk.runState(refused)).toBe('refused');
    expect(await leaving()).toHaveLength(101);
    const run = await desk.decideGroup(lead, groupId);
    await desk.sign(supervisor, run);
    await desk.carryOutRun(run);
    const [{ count } = { count: 0 }] = await desk.query<{ count: number }>(
      `select count(*)::int from second_look_item i join decision_participant p on p.decision_id = i.result_decision_id
       where i.group_id = $1 and i.result = 'reversed' and p.role = 'approved' and p.person_id = $2`,
      [groupId, supervisor.id],
    );
    expect(count).toBe(101);
  }, 60_000);
});
