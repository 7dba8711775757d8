import type { ActingPerson } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import type { ClaimedCase } from '@mizan/cases/claims.service.js';
import type { Connector } from '@mizan/platforms/connectors.service.js';
import { APPEAL_TRANSITIONS } from '@mizan/appeals/appeal-transition-rules.js';
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

async function removed(person = moderator): Promise<{ subjectId: string; decisionId: string; caseId: string }> {
  const subjectId = await desk.subject();
  const made = await desk.remove(person, subjectId);
  await desk.letGracePass();
  await desk.work();
  return { subjectId, ...made };
}

async function appealed() {
  const made = await removed();
  const receipt = await desk.appeal(made.subjectId);
  await desk.live();
  const row = await desk.appealRow(receipt.id);
  const claimed = await desk.claim(handler, row.caseId);
  return { ...made, receipt, claimed, appealCaseId: row.caseId };
}

const answer = (appealId: string, claimed: ClaimedCase, change: Partial<Resolution> = {}): Resolution => ({
  appealId,
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

describe('the life of an appeal', () => {
  it('goes from receipt over a second look to what was lifted, told and closed', async () => {
    const { subjectId, receipt, claimed } = await appealed();
    expect(await desk.appealRow(receipt.id)).toMatchObject({ state: 'in_review', basis: 'visibility' });
    const done = await desk.resolve(handler, answer(receipt.id, claimed));
    expect(done.kind).toBe('resolved');
    expect(await desk.ordersOf(subjectId)).toEqual(['apply applied', 'undo waiting']);
    await desk.carryOut();
    expect(await desk.ordersOf(subjectId)).toEqual(['apply applied', 'undo applied']);
    expect(await desk.appealRow(receipt.id)).toMatchObject({ state: 'closed', outcome: 'reversed' });
    expect(await desk.noticeKinds(receipt.id)).toEqual(['appeal_received', 'appeal_reversed']);
    expect(
      await desk.query(`select from restriction where subject_id = $1 and lifted_at is null`, [subjectId]),
    ).toHaveLength(0);
  });

  it('upheld lifts nothing', async () => {
    const { subjectId, receipt, claimed } = await appealed();
    await desk.resolve(handler, answer(receipt.id, claimed, { outcome: 'upheld' }));
    await desk.carryOut();
    expect(await desk.ordersOf(subjectId)).toEqual(['apply applied']);
    expect(await desk.appealRow(receipt.id)).toMatchObject({ state: 'closed', outcome: 'upheld' });
  });

  it('is open again when its answer is taken back, and tells the person nothing', async () => {
    const { subjectId, receipt, claimed } = await appealed();
    const done = await desk.resolve(handler, answer(receipt.id, claimed));
    if (done.kind !== 'resolved') throw new Error(done.kind);
    await desk.undo(handler, done.decisionId);
    await desk.carryOut();
    expect(await desk.appealRow(receipt.id)).toMatchObject({ state: 'in_review', outcome: null });
    expect(await desk.ordersOf(subjectId)).toEqual(['apply applied', 'undo cancelled']);
    expect(await desk.noticeKinds(receipt.id)).toEqual(['appeal_received']);
  });

  it('is answered once, however often and by whomever at the same time', async () => {
    const { receipt, claimed, subjectId } = await appealed();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => desk.resolve(handler, answer(receipt.id, claimed))),
    );
    const kinds = results.map((each) => (each.status === 'fulfilled' ? each.value.kind : 'failed'));
    expect(kinds.filter((kind) => kind === 'resolved')).toHaveLength(1);
    await desk.carryOut();
    expect(await desk.ordersOf(subjectId)).toEqual(['apply applied', 'undo applied']);
  });

  it('takes every step once though many workers take them', async () => {
    const made = await removed();
    const receipt = await desk.appeal(made.subjectId);
    const due = await desk.query<{ id: string }>(
      `select id from appeal_step where appeal_id = $1 and due_at <= clock_timestamp()`,
      [receipt.id],
    );
    await Promise.all([...due, ...due, ...due].map((step) => desk.life.take(step.id)));
    expect(await desk.noticeKinds(receipt.id)).toEqual(['appeal_received']);
    const cases = await desk.query(`select from review_case where appeal_id = $1`, [receipt.id]);
    expect(cases).toHaveLength(1);
  });

  it('is one appeal when it is sent again, and says so to somebody who files it a second time', async () => {
    const made = await removed();
    const first = await desk.appeal(made.subjectId, { externalId: 'x-1' });
    expect(await desk.appeal(made.subjectId, { externalId: 'x-1' })).toEqual({ ...first, repeated: true });
    await expect(desk.appeal(made.subjectId)).rejects.toMatchObject({ code: 'APPEAL_OPEN_ALREADY' });
  });

  it('is refused when the time to appeal is over, by the day on which the person was informed', async () => {
    const made = await removed();
    await desk.source.query(
      `insert into notice (kind, about_kind, about_id, recipient_kind, recipient_id, platform_id, channel, language, template_version, state, sent_at, informed_at, key_id)
       values ('statement_of_reasons', 'decision', $1, 'subject', $2, $3, 'connector', 'ar', 0, 'sent', clock_timestamp(), clock_timestamp() - interval '200 days', new_id())`,
      [made.decisionId, made.subjectId, desk.platformId],
    );
    await expect(desk.appeal(made.subjectId)).rejects.toMatchObject({ code: 'APPEAL_WINDOW_CLOSED' });
  });

  it('keeps what the person wrote unreadable in the database', async () => {
    const made = await removed();
    const receipt = await desk.appeal(made.subjectId);
    const [row] = await desk.query<{ text: string }>(`select appeal::text as text from appeal where id = $1`, [
      receipt.id,
    ]);
    expect(row?.text).not.toContain('researcher@example.org');
    expect(row?.text).not.toContain(receipt.secret);
  });

  it('keeps the same table of steps in the database as in the rules', async () => {
    const found = await desk.query<{ from: string; to: string }>(
      `select from_state as "from", to_state as "to" from appeal_transition`,
    );
    const rules = Object.entries(APPEAL_TRANSITIONS).flatMap(([from, list]) => list.map((to) => `${from} ${to}`));
    expect(found.map((row) => `${row.from} ${row.to}`).sort()).toEqual(rules.sort());
  });
});

describe('a question to the person', () => {
  it('sets the case aside, and brings it back to who asked when the answer comes', async () => {
    const { receipt, claimed, appealCaseId } = await appealed();
    await desk.transaction((manager) =>
      desk.questions.ask(manager, handler, receipt.id, { leaseToken: claimed.leaseToken }, 'من يموّل مشروعك؟'),
    );
    expect(await desk.caseState(appealCaseId)).toBe('on_hold');
    expect(await desk.appealRow(receipt.id)).toMatchObject({ waitingForAnswer: true });
    await desk.transaction((manager) => desk.questions.answer(manager, receipt.id, 'جامعة لندن.'));
    expect(await desk.caseState(appealCaseId)).toBe('open');
    const [row] = await desk.query<{ assigned: string }>(
      `select assigned_to as assigned from review_case where id = $1`,
      [appealCaseId],
    );
    expect(row?.assigned).toBe(handler.id);
    expect(await desk.noticeKinds(receipt.id)).toEqual(['appeal_received', 'appeal_question']);
  });

  it('is reminded of once, and after its time the case goes on without an answer', async () => {
    const { receipt, claimed, appealCaseId } = await appealed();
    await desk.transaction((manager) =>
      desk.questions.ask(manager, handler, receipt.id, { leaseToken: claimed.leaseToken }, 'من يموّل مشروعك؟'),
    );
    await desk.letHoursPass(7 * 24 * 0.7 + 1);
    await desk.live();
    expect(await desk.noticeKinds(receipt.id)).toEqual(
      expect.arrayContaining(['appeal_received', 'appeal_question', 'appeal_reminder']),
    );
    await desk.letHoursPass(7 * 24);
    await desk.live();
    expect(await desk.caseState(appealCaseId)).toBe('open');
    expect(await desk.appealRow(receipt.id)).toMatchObject({ waitingForAnswer: false });
  });
});

describe('whoever had a part in the decision', () => {
  it('is not given its appeal, cannot take it, decide it or propose for it: by service, nor by SQL', async () => {
    const made = await removed();
    const receipt = await desk.appeal(made.subjectId);
    await desk.live();
    const { caseId } = await desk.appealRow(receipt.id);
    await database.dataSource.query(
      `insert into person_role (person_id, role) values ($1, 'appeal_handler') on conflict do nothing`,
      [moderator.id],
    );
    const forged = newId();
    const both: ActingPerson = { ...moderator, roles: ['moderator', 'appeal_handler'] };
    await expect(desk.claim(both, caseId)).rejects.toMatchObject({ code: 'NOT_INDEPENDENT' });
    for (const sql of [
      `update review_case set state = 'claimed', claimed_by = $1, lease_expires_at = now() + interval '1 hour', lease_token = lease_token + 1 where id = $2`,
      `insert into decision_proposal (case_id, case_version, input, content_hash, reasons, proposed_by, expires_at) values ($2, 1, '{}', '', '{}', $1, now())`,
    ])
      await expect(database.dataSource.query(sql, [moderator.id, caseId])).rejects.toMatchObject({
        driverError: { constraint: 'case_independence' },
      });
    // A decision that was written past every service falls at whoever is said to have made it.
    await expect(
      desk.transaction(async (manager) => {
        await manager.query(
          `insert into decision (id, platform_id, case_id, round, outcome, rationale, requires_second, grace_until)
           values ($1, $2, $3, 1, 'no_violation', 'forged', false, clock_timestamp())`,
          [forged, desk.platformId, caseId],
        );
        await manager.query(
          `insert into decision_participant (decision_id, person_id, role) values ($1, $2, 'decided')`,
          [forged, moderator.id],
        );
      }),
    ).rejects.toMatchObject({ driverError: { constraint: 'case_independence' } });
    const claimed = await desk.claim(handler, caseId);
    await expect(desk.resolve(both, answer(receipt.id, claimed))).resolves.toMatchObject({ kind: 'lease_lost' });
  });

  it('never sends an appeal into a queue that was set apart for one person and one case', async () => {
    const made = await removed();
    await database.dataSource.query(
      `insert into queue (code, name, kind, position) values ('apart-test', '{"en": "Apart"}', 'appeals', -1)`,
    );
    await database.dataSource.query(`insert into queue_head (queue_id) select id from queue where code = 'apart-test'`);
    try {
      const receipt = await desk.appeal(made.subjectId);
      await desk.live();
      const { caseId } = await desk.appealRow(receipt.id);
      const [queue] = await desk.query<{ code: string }>(
        `select q.code from review_case c join queue q on q.id = c.queue_id where c.id = $1`,
        [caseId],
      );
      expect(queue?.code).toBe('appeals');
    } finally {
      await database.dataSource.query(`update queue set active = false where code = 'apart-test'`);
    }
  });

  it('leaves nobody: that is said at receipt, and no setting relaxes it', async () => {
    const lonely = await desk.person('moderator', 'appeal_handler');
    await database.dataSource.query(`update person set status = 'disabled' where id = $1`, [handler.id]);
    await database.dataSource.query(`delete from person_role where person_id = $1 and role = 'appeal_handler'`, [
      moderator.id,
    ]);
    try {
      const made = await removed(lonely);
      const receipt = await desk.appeal(made.subjectId);
      await desk.live();
      expect(await desk.appealRow(receipt.id)).toMatchObject({ state: 'in_review', needsOutsideHandler: true });
    } finally {
      await database.dataSource.query(`update person set status = 'active' where id = $1`, [handler.id]);
    }
  });
});
