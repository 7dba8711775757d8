import type { ClaimedCase } from '@mizan/cases/claims.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { systemActor } from '@mizan/foundation/acting.js';
import type { Connector } from '@mizan/platforms/connectors.service.js';
import type { Resolution } from '@mizan/appeals/resolving.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { AppealsDesk } from './appeals-desk.js';

/** A platform that does what it is told at once. */
const willing: Connector = {
  fetchState: async () => ({ outcome: 'found', visible: true, title: null, handle: null, audience: 7, measures: [] }),
  apply: async () => ({ outcome: 'applied', priorState: { visible: true }, platformRef: null }),
  undo: async () => ({ outcome: 'applied', priorState: null, platformRef: null }),
  ask: async () => ({ outcome: 'not_received' }),
  notify: async () => ({ outcome: 'delivered', platformRef: null }),
};

let database: TestDatabase;
let desk: AppealsDesk;
let moderator: ActingPerson;
let handler: ActingPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = new AppealsDesk(database.dataSource, { connector: willing });
  await desk.open();
  moderator = await desk.person('moderator');
  handler = await desk.person('appeal_handler');
});
afterAll(() => database.close());

/** A channel removed together with others, as one decision. */
async function removedTogether(...further: string[]): Promise<{ channel: string; decisionId: string }> {
  const channel = await desk.subject();
  const caseId = await desk.flag(channel);
  const claimed = await desk.claim(moderator, caseId);
  const made = await desk.decide(
    moderator,
    desk.draft(caseId, { measures: desk.removing(channel, ...further), furtherSubjectIds: further }),
    claimed,
  );
  if (made.kind !== 'decision') throw new Error(made.kind);
  await desk.letGracePass();
  await desk.work();
  return { channel, decisionId: made.decisionId };
}

async function link(from: string, kind: string, to: string): Promise<void> {
  await desk.query(
    `insert into link (platform_id, from_subject_id, to_subject_id, kind, source) values ($1, $2, $3, $4, 'test')`,
    [desk.platformId, from, to, kind],
  );
}

async function second(subjectId: string, decisionId: string): Promise<{ id: string; claimed: ClaimedCase }> {
  const receipt = await desk.appeal(subjectId, { decisionId });
  await desk.live();
  const claimed = await desk.claim(handler, (await desk.appealRow(receipt.id)).caseId);
  return { id: receipt.id, claimed };
}

const reversed = (
  { id, claimed }: { id: string; claimed: ClaimedCase },
  change: Partial<Resolution> = {},
): Resolution => ({
  appealId: id,
  leaseToken: claimed.leaseToken,
  version: claimed.version,
  outcome: 'reversed',
  restrictionIds: [],
  reasons: 'قناتك ترصد الدعاية ولا تنشرها.',
  rationale: 'Monitoring project, verified.',
  omittedReason: null,
  finding: null,
  ...change,
});

const standing = async (subjectId: string) =>
  (await desk.query('select from restriction where subject_id = $1 and lifted_at is null', [subjectId])).length;

const residual = (subjectId: string, decisionId: string) =>
  desk.transaction((manager) => desk.cascade.residual(manager, { subjectId, decisionId }));

describe('a reversal', () => {
  it('reaches alternates and members that fell with the person, leaves the rest, and is proven by its query', async () => {
    const [person, backup, member, other] = [
      await desk.subject(),
      await desk.subject(),
      await desk.subject(),
      await desk.subject(),
    ];
    const { channel, decisionId } = await removedTogether(person, backup, member, other);
    await link(backup, 'backup_of', person);
    await link(member, 'member_of', person);
    await link(person, 'member_of', channel);
    expect(await residual(person, decisionId)).toHaveLength(3);
    const look = await second(person, decisionId);
    expect((await desk.resolve(handler, reversed(look))).kind).toBe('resolved');
    await desk.carryOut();
    expect(await residual(person, decisionId)).toEqual([]);
    for (const freed of [person, backup, member]) {
      expect(await standing(freed)).toBe(0);
      expect(await desk.ordersOf(freed)).toEqual(['apply applied', 'undo applied']);
    }
    for (const kept of [channel, other]) {
      expect(await standing(kept)).toBe(1);
      expect(await desk.ordersOf(kept)).toEqual(['apply applied']);
    }
    const effects = await desk.transaction((manager) => desk.cascade.effects(manager, look.id));
    expect(effects.map((each) => `${each.kind} ${each.state}`).sort()).toEqual([
      'measure_lifted lifted',
      'order_made applied',
      'order_made applied',
      'order_made applied',
      'successor_freed lifted',
      'successor_freed lifted',
    ]);
  });

  it('leaves what another decision also covers (sole-reason rule), and says so', async () => {
    const [person, backup] = [await desk.subject(), await desk.subject()];
    const own = await desk.remove(moderator, backup);
    await desk.letGracePass();
    await desk.work();
    const { decisionId } = await removedTogether(person, backup);
    await link(backup, 'backup_of', person);
    const look = await second(person, decisionId);
    await desk.resolve(handler, reversed(look));
    await desk.carryOut();
    expect(await standing(backup)).toBe(1);
    expect(await desk.ordersOf(backup)).toEqual(['apply applied']);
    expect(
      await desk.query('select from restriction_cover where decision_id = $1 and ended_at is null', [own.decisionId]),
    ).toHaveLength(1);
    expect(await residual(person, decisionId)).toEqual([]);
    const effects = await desk.transaction((manager) => desk.cascade.effects(manager, look.id));
    expect(effects.find((each) => each.kind === 'successor_freed')?.state).toBe('covered_by_another');
  });

  it('comes back whole when the answer is taken back', async () => {
    const [person, backup] = [await desk.subject(), await desk.subject()];
    const { decisionId } = await removedTogether(person, backup);
    await link(backup, 'mirrors', person);
    const look = await second(person, decisionId);
    const done = await desk.resolve(handler, reversed(look));
    if (done.kind !== 'resolved') throw new Error(done.kind);
    expect(await standing(backup)).toBe(0);
    await desk.undo(handler, done.decisionId);
    await desk.carryOut();
    expect(await standing(backup)).toBe(1);
    expect(await standing(person)).toBe(1);
    expect(await residual(person, decisionId)).toHaveLength(2);
  });

  it('that is partial lifts only what was chosen', async () => {
    const [person, backup] = [await desk.subject(), await desk.subject()];
    const { decisionId } = await removedTogether(person, backup);
    await link(backup, 'backup_of', person);
    const look = await second(person, decisionId);
    await expect(
      desk.resolve(handler, reversed(look, { outcome: 'partially_reversed', restrictionIds: [] })),
    ).rejects.toMatchObject({ code: 'RESTRICTIONS_MISSING' });
    await desk.resolve(handler, reversed(look, { outcome: 'upheld' }));
    await desk.carryOut();
    expect(await standing(backup)).toBe(1);
  });

  it('tells open cases of what fell with it, and proposes decisions of the same mistake', async () => {
    const person = await desk.subject();
    const alike = await desk.remove(moderator, await desk.subject());
    const { decisionId } = await removedTogether(person);
    const open = await desk.flag(person);
    const look = await second(person, decisionId);
    await desk.resolve(handler, reversed(look));
    await desk.carryOut();
    const effects = await desk.transaction((manager) => desk.cascade.effects(manager, look.id));
    expect(effects.filter((each) => each.kind === 'case_told').map((each) => each.targetId)).toEqual([open]);
    expect(effects.filter((each) => each.kind === 'sibling_proposed').map((each) => each.targetId)).toContain(
      alike.decisionId,
    );
    const [note] = await desk.query<{ authorId: string }>(
      'select author_id as "authorId" from case_note where case_id = $1',
      [open],
    );
    expect(note?.authorId).toBe(handler.id);
  });
});

describe('an appeal of nobody knows whom', () => {
  const secondCode = async (appealId: string) => {
    const about = { kind: 'appeal_challenge', id: appealId };
    const [notice] = await desk.transaction((manager) => desk.notices.read(manager, about));
    return /[0-9A-Z]{4}-[0-9A-Z]{4}(?=[^0-9A-Z-])/.exec((notice?.body ?? '').replaceAll(/A-[0-9A-Z-]{9}/g, ''))?.[0];
  };

  it('sends a code to the account, and its answer to the account alone until the code is typed', async () => {
    const { channel, decisionId } = await removedTogether();
    const receipt = await desk.appeal(channel, { decisionId, verifiedBy: 'none', language: 'en' });
    await desk.live();
    const claimed = await desk.claim(handler, (await desk.appealRow(receipt.id)).caseId);
    await desk.resolve(handler, reversed({ id: receipt.id, claimed }));
    await desk.carryOut();
    expect(await desk.noticeKinds(receipt.id)).toEqual(['appeal_received']);
    const told = await desk.query<{ kind: string }>(
      `select kind from notice where recipient_kind = 'subject' and recipient_id = $1 and kind like 'appeal_%' order by queued_at`,
      [channel],
    );
    expect(told.map((row) => row.kind)).toEqual(['appeal_question', 'appeal_reversed']);
    const code = await secondCode(receipt.id);
    expect(code).toBeDefined();
    const answer = (typed: string) =>
      desk.transaction((manager) => desk.verification.answerChallenge(manager, receipt.id, typed));
    expect(await answer('0000-0000')).toBe(false);
    expect(await answer(` ${(code ?? '').toLowerCase()} `)).toBe(true);
    expect(await answer(code ?? '')).toBe(false);
    await desk.live();
    expect(await desk.noticeKinds(receipt.id)).toEqual(['appeal_received', 'appeal_reversed']);
  });

  it('takes ten wrong codes and then none', async () => {
    const { channel, decisionId } = await removedTogether();
    const receipt = await desk.appeal(channel, { decisionId, verifiedBy: 'none', language: 'en' });
    await desk.live();
    const code = await secondCode(receipt.id);
    const answer = (typed: string) =>
      desk.transaction((manager) => desk.verification.answerChallenge(manager, receipt.id, typed));
    for (let time = 0; time < 10; time += 1) expect(await answer(`0000-000${time}`)).toBe(false);
    expect(await answer(code ?? '')).toBe(false);
  });
});

describe('where nobody of the desk may answer', () => {
  it('one person from elsewhere is let in to this one case, and to nothing else', async () => {
    const supervisor = await desk.person('supervisor');
    const lonely = await desk.person('moderator', 'appeal_handler');
    const outsider = await desk.person('senior_moderator');
    const idle = await desk.person('moderator');
    await desk.query(`update person set status = 'disabled' where id = $1`, [handler.id]);
    try {
      const channel = await desk.subject();
      const made = await desk.remove(lonely, channel);
      await desk.letGracePass();
      await desk.work();
      // The specialists' queue, where seniors have no access of their own.
      const receipt = await desk.appeal(channel, { decisionId: made.decisionId, claimedStatus: 'journalist' });
      await desk.live();
      const invite = (personId: string) =>
        desk.transaction((manager) => desk.invitations.invite(manager, supervisor, receipt.id, personId));
      await expect(invite(lonely.id)).rejects.toMatchObject({ details: { why: 'barred' } });
      await expect(invite(idle.id)).rejects.toMatchObject({ details: { why: 'no_right' } });
      await expect(invite(handler.id)).rejects.toMatchObject({ details: { why: 'inactive' } });
      const { caseId } = await desk.appealRow(receipt.id);
      const before = await desk.access.workableQueueIds(outsider);
      await invite(outsider.id);
      expect(await desk.appealRow(receipt.id)).toMatchObject({ needsOutsideHandler: false });
      expect(await desk.access.workableQueueIds(outsider)).toHaveLength(before.length + 1);
      const claimed = await desk.claim(outsider, caseId);
      const done = await desk.resolve(outsider, reversed({ id: receipt.id, claimed }, { outcome: 'upheld' }));
      expect(done.kind).toBe('resolved');
    } finally {
      await desk.query(`update person set status = 'active' where id = $1`, [handler.id]);
    }
  });
});

describe('a dispute out of court', () => {
  it('is recorded after the answer, has ninety days, at most 180, and ends with its outcome', async () => {
    const supervisor = await desk.person('supervisor');
    const { channel, decisionId } = await removedTogether();
    const look = await second(channel, decisionId);
    const sent = { body: 'User Rights GmbH', reference: 'UR-7', sentAt: new Date(), dueAt: null };
    const record = (change: { readonly dueAt?: Date } = {}) =>
      desk.transaction((manager) => desk.disputes.record(manager, supervisor, look.id, { ...sent, ...change }));
    await expect(record()).rejects.toMatchObject({ code: 'APPEAL_NOT_CLOSED' });
    await desk.resolve(handler, reversed(look, { outcome: 'upheld' }));
    await desk.carryOut();
    await expect(record({ dueAt: new Date(Date.now() + 181 * 86_400_000) })).rejects.toMatchObject({
      details: { field: 'dueAt' },
    });
    const id = await record();
    const [row] = await desk.query<{ days: number }>(
      `select extract(epoch from due_at - sent_at)::int / 86400 as days from appeal_dispute where id = $1`,
      [id],
    );
    expect(row?.days).toBe(90);
    expect(await desk.appealRow(look.id)).toMatchObject({ state: 'out_of_court' });
    await expect(record()).rejects.toMatchObject({ code: 'DISPUTE_OPEN' });
    await desk.transaction((manager) =>
      desk.disputes.conclude(manager, supervisor, id, {
        outcome: 'reversed',
        outcomeAt: new Date(),
        implemented: true,
      }),
    );
    expect(await desk.appealRow(look.id)).toMatchObject({ state: 'closed' });
    await expect(
      desk.transaction((manager) => desk.disputes.record(manager, handler, look.id, sent)),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('nothing that a machine decides alone: the life of appeals never answers one', async () => {
  const [found] = await desk.query<{ n: number }>(
    `select count(*)::int as n from appeal a where a.resolution_decision_id is not null and not exists (
       select from decision_participant p where p.decision_id = a.resolution_decision_id and p.role = 'decided')`,
  );
  expect(found?.n).toBe(0);
  expect(systemActor('appeal-life').kind).toBe('system');
});
