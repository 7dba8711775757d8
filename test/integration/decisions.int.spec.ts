import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { AppError } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { ORDER_TRANSITIONS } from '@mizan/decisions/order-transition-rules.js';
import { Desk } from './decisions-desk.js';

let database: TestDatabase;
let desk: Desk;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 60 });
  desk = await new Desk(database.dataSource).open();
});
afterAll(() => database.close());

describe('deciding', () => {
  it('writes decision, restriction, cover, order, audit and outbox together, and nothing leaves before the grace period ends', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(person, subject);
    const [made] = await desk.query<Record<string, unknown>>(
      `select d.outcome, d.grace_until - d.decided_at between interval '29 seconds' and interval '30 seconds' as half_a_minute,
         o.state, o.not_before = d.grace_until as waits, p.role,
         (select count(*)::int from audit_event a where a.target_id = d.id and a.kind = 'decision.made' and a.actor_id = $2) as audited,
         (select count(*)::int from outbox x where x.topic = 'decision.made' and x.payload ->> 'decisionId' = d.id::text) as published,
         (select count(*)::int from audit_event a where a.target_id = o.id and a.kind = 'order.made') as order_audited
       from decision d join decision_participant p on p.decision_id = d.id
       join restriction_cover c on c.decision_id = d.id join platform_order o on o.restriction_id = c.restriction_id where d.id = $1`,
      [decisionId, person.id],
    );
    expect(made).toEqual({
      outcome: 'violation',
      half_a_minute: true,
      state: 'waiting',
      waits: true,
      role: 'decided',
      audited: 1,
      published: 1,
      order_audited: 1,
    });
    expect(await desk.caseState(caseId)).toBe('decided');
  });

  it('never changes a decision, not even as the owner of the tables', async () => {
    const { decisionId } = await desk.remove(await desk.person(), await desk.subject());
    await expect(desk.query(`update decision set rationale = 'x' where id = $1`, [decisionId])).rejects.toThrow();
  });

  it('refuses a draft that breaks a rule, names the field, and keeps the lease', async () => {
    const person = await desk.person();
    const subject = await desk.subject('account');
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    await expect(
      desk.decide(person, desk.draft(caseId, { measures: desk.removing(subject) }), claimed),
    ).rejects.toMatchObject({
      code: 'MEASURE_WRONG_KIND',
      details: { field: 'input.measures.0.subjectIds.0' },
    });
    expect(await desk.caseState(caseId)).toBe('claimed');
    expect(await desk.ordersOf(subject)).toEqual([]);
  });

  it('refuses evidence about somebody else', async () => {
    const person = await desk.person();
    const [subject, stranger] = [await desk.subject(), await desk.subject()];
    const evidenceId = newId();
    await desk.query(
      `insert into evidence (id, platform_id, subject_id, kind, text, content_hash) values ($1, $2, $3, 'message', 'x', '\\x00')`,
      [evidenceId, desk.platformId, stranger],
    );
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    const draft = desk.draft(caseId, { measures: desk.removing(subject), evidenceIds: [evidenceId] });
    await expect(desk.decide(person, draft, claimed)).rejects.toMatchObject({ code: 'EVIDENCE_UNKNOWN' });
  });

  it('says who has the case when the lease was lost, and writes nothing', async () => {
    const [slow, quick] = [await desk.person(), await desk.person()];
    const subject = await desk.subject();
    const caseId = await desk.flag(subject);
    const lost = await desk.claim(slow, caseId);
    await desk.query(
      `update review_case set lease_expires_at = clock_timestamp() - interval '1 second' where id = $1`,
      [caseId],
    );
    await desk.claim(quick, caseId);
    const answer = await desk.decide(slow, desk.draft(caseId, { measures: desk.removing(subject) }), lost);
    expect(answer).toEqual({ kind: 'lease_lost', caseId, takenBy: quick.id });
    expect(await desk.ordersOf(subject)).toEqual([]);
  });

  it('accepts a lease that ran out while nobody took the case again, and says so in the record', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    await desk.query(
      `update review_case set lease_expires_at = clock_timestamp() - interval '1 second' where id = $1`,
      [caseId],
    );
    const answer = await desk.decide(person, desk.draft(caseId, { measures: desk.removing(subject) }), claimed);
    expect(answer.kind).toBe('decision');
    const [audit] = await desk.query<{ late: boolean }>(
      `select (details ->> 'late')::boolean as late from audit_event where kind = 'decision.made' and case_id = $1`,
      [caseId],
    );
    expect(audit).toEqual({ late: true });
  });

  it('says which decision stands when somebody was first', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    const draft = desk.draft(caseId, { measures: desk.removing(subject) });
    const first = await desk.decide(person, draft, claimed);
    expect(await desk.decide(person, draft, claimed)).toEqual({
      kind: 'already_decided',
      caseId,
      decisionId: first.kind === 'decision' ? first.decisionId : null,
    });
  });

  it('decides a case exactly once when fifty people come with one lease at once', async () => {
    const person = await desk.person();
    const subject = await desk.subject();
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    const draft = desk.draft(caseId, { measures: desk.removing(subject) });
    const answers = await Promise.all(Array.from({ length: 50 }, () => desk.decide(person, draft, claimed)));
    expect(answers.filter((answer) => answer.kind === 'decision')).toHaveLength(1);
    expect(answers.filter((answer) => answer.kind === 'already_decided')).toHaveLength(49);
    expect(await desk.ordersOf(subject)).toEqual(['apply waiting']);
  });

  it('keeps who was found to be collateral and restricts nobody', async () => {
    const person = await desk.person();
    const subject = await desk.subject('account');
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    const finding = { subjectId: subject, class: 'journalist', basis: 'journalistic', note: 'Byline.' } as const;
    const answer = await desk.decide(
      person,
      desk.draft(caseId, { outcome: 'collateral', policyVersionId: null, findings: [finding] }),
      claimed,
    );
    expect(answer.kind).toBe('decision');
    expect(
      await desk.query(`select class, basis, note from collateral_finding where subject_id = $1`, [subject]),
    ).toEqual([{ class: 'journalist', basis: 'journalistic', note: 'Byline.' }]);
    expect(await desk.ordersOf(subject)).toEqual([]);
  });

  it('has the same order steps in the database as in the rules', async () => {
    const steps = await desk.query<{ step: string }>(
      `select from_state || ' ' || to_state as step from order_transition order by 1`,
    );
    const rules = Object.entries(ORDER_TRANSITIONS).flatMap(([from, list]) => list.map((to) => `${from} ${to}`));
    expect(steps.map((row) => row.step)).toEqual(rules.sort());
  });

  it('has an order whose step the rules forbid refused by the database', async () => {
    const subject = await desk.subject();
    await desk.remove(await desk.person(), subject);
    await expect(
      desk.query(
        `update platform_order set state = 'applied' where restriction_id in (select id from restriction where subject_id = $1)`,
        [subject],
      ),
    ).rejects.toMatchObject({ driverError: { constraint: 'order_transition' } });
  });
});

describe('deciding for further subjects', () => {
  it('closes their open cases with it, and ends the lease of a colleague with a notice that names it', async () => {
    const [person, colleague] = [await desk.person(), await desk.person()];
    const [channel, backup] = [await desk.subject(), await desk.subject()];
    const [caseId, other] = [await desk.flag(channel), await desk.flag(backup)];
    const [claimed, theirs] = [await desk.claim(person, caseId), await desk.claim(colleague, other)];
    const draft = desk.draft(caseId, { furtherSubjectIds: [backup], measures: desk.removing(channel, backup) });
    const answer = await desk.decide(person, draft, claimed);
    const decisionId = answer.kind === 'decision' ? answer.decisionId : '';
    expect(await desk.caseState(other)).toBe('decided');
    expect(await desk.ordersOf(backup)).toEqual(['apply waiting']);
    const notices = await desk.query<{ payload: unknown }>(
      `select payload from outbox where topic = 'decision.leaseEnded' and payload ->> 'caseId' = $1`,
      [other],
    );
    expect(notices).toEqual([{ payload: { decisionId, caseId: other, personId: colleague.id } }]);
    expect(await desk.decide(colleague, desk.draft(other, { measures: desk.removing(backup) }), theirs)).toEqual({
      kind: 'already_decided',
      caseId: other,
      decisionId,
    });
  });

  it('leaves cases alone that lie in a queue which the person may not work', async () => {
    const person = await desk.person();
    const [channel, reserved] = [await desk.subject(), await desk.subject()];
    const [caseId, hidden] = [await desk.flag(channel), await desk.flag(reserved)];
    await desk.query(
      `update review_case set queue_id = (select id from queue where code = 'escalation') where id = $1`,
      [hidden],
    );
    const claimed = await desk.claim(person, caseId);
    const draft = desk.draft(caseId, { furtherSubjectIds: [reserved], measures: desk.removing(channel, reserved) });
    expect((await desk.decide(person, draft, claimed)).kind).toBe('decision');
    expect(await desk.caseState(hidden)).toBe('open');
  });

  it('knows no subject that is reserved for others', async () => {
    const person = await desk.person();
    const [channel, reserved] = [await desk.subject(), await desk.subject()];
    const [caseId, hidden] = [await desk.flag(channel), await desk.flag(reserved)];
    await desk.query(
      `update review_case set queue_id = (select id from queue where code = 'child_safety'), category = 'child_safety' where id = $1`,
      [hidden],
    );
    const claimed = await desk.claim(person, caseId);
    const naming = (subjectId: string) =>
      desk
        .decide(person, desk.draft(caseId, { furtherSubjectIds: [subjectId] }), claimed)
        .catch((error: AppError) => ({ code: error.code, details: error.details }));
    expect(await naming(reserved)).toEqual(await naming(newId()));
    expect(await naming(reserved)).toMatchObject({ code: 'SUBJECT_UNKNOWN' });
  });

  it.each(['child_safety', 'threat_to_life'])(
    'a case of %s is closed by no statement without its report',
    async (category) => {
      const caseId = await desk.flag(await desk.subject());
      await desk.query('update review_case set category = $2 where id = $1', [caseId, category]);
      const insert = (report: object | null) =>
        desk.query(
          `insert into decision (platform_id, case_id, round, outcome, rationale, requires_second, grace_until, details)
         values ($1, $2, 1, 'no_violation', 'words', false, now(), $3::jsonb)`,
          [desk.platformId, caseId, JSON.stringify(report ? { report } : {})],
        );
      await expect(insert(null)).rejects.toThrow('without its report');
      await expect(insert({ authority: 'Hotline', reportedAt: '2026-11-23T10:00:00Z' })).rejects.toThrow('report');
      await expect(insert({ reference: '17', reportedAt: '2026-11-23T10:00:00Z' })).rejects.toThrow('report');
      await expect(insert({ authority: 'Hotline', reference: '17' })).rejects.toThrow('report');
      const nobody = { authority: 'none', reference: 'the person was safe', reportedAt: '2026-11-23T10:00:00Z' };
      if (category === 'child_safety') await expect(insert(nobody)).rejects.toThrow('report');
      else await insert(nobody);
      await insert({ authority: 'Hotline', reference: '17', reportedAt: '2026-11-23T10:00:00Z' });
    },
  );

  it('does not deadlock or decide twice when many decide over overlapping subjects at once', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => desk.person()));
    const subjects = await Promise.all(people.map(() => desk.subject()));
    const cases = await Promise.all(subjects.map((subject) => desk.flag(subject)));
    const claims = await Promise.all(people.map((person, index) => desk.claim(person, cases[index] ?? '')));
    const answers = await Promise.all(
      people.map((person, index) => {
        const own = subjects[index] ?? '';
        const further = subjects.filter((subject) => subject !== own).reverse();
        const draft = desk.draft(cases[index] ?? '', {
          furtherSubjectIds: further,
          measures: desk.removing(own, ...further),
        });
        const claimed = claims[index];
        if (!claimed) throw new Error('not claimed');
        return desk.decide(person, draft, claimed);
      }),
    );
    expect(answers.filter((answer) => answer.kind === 'decision')).toHaveLength(1);
    expect(answers.filter((answer) => answer.kind === 'already_decided')).toHaveLength(11);
    for (const subject of subjects) expect(await desk.ordersOf(subject)).toEqual(['apply waiting']);
    expect(await Promise.all(cases.map((caseId) => desk.caseState(caseId)))).toEqual(cases.map(() => 'decided'));
  });
});
