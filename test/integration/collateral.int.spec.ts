import { COLLATERAL_TRANSITIONS } from '@mizan/collateral/collateral-transition-rules.js';
import { COLLATERAL_ENTITIES } from '@mizan/collateral/collateral.module.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import type { Connector } from '@mizan/platforms/connectors.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { CollateralDesk } from './collateral-desk.js';

/** Native ids of the members that the platform names before it takes followers out. */
const members: string[] = [];
/** A platform that does what it is told at once, unless it is told to fail. */
let refusing = false;
const platform: Connector = {
  fetchState: async () => ({ outcome: 'found', visible: true, title: null, handle: null, audience: 7, measures: [] }),
  apply: async () => ({ outcome: 'applied', priorState: { members: [...members] }, platformRef: null }),
  undo: async () =>
    refusing
      ? { outcome: 'failed', code: 'no', details: null }
      : { outcome: 'applied', priorState: null, platformRef: null },
  ask: async () => ({ outcome: 'not_received' }),
  notify: async () => ({ outcome: 'delivered', platformRef: null }),
};

let database: TestDatabase;
let desk: CollateralDesk;
let moderator: ActingPerson;
let senior: ActingPerson;
let handler: ActingPerson;

beforeAll(async () => {
  database = await createTestDatabase({ entities: COLLATERAL_ENTITIES });
  desk = new CollateralDesk(database.dataSource, { connector: platform });
  await desk.open();
  moderator = await desk.person('moderator');
  senior = await desk.person('senior_moderator');
  handler = await desk.person('appeal_handler');
});
afterAll(() => database.close());
afterEach(() => {
  refusing = false;
  members.length = 0;
});

/** A channel with a follower who is a researcher: both are restricted, and so is the follower's spare account. */
async function sweptUp() {
  const [channel, person, spare] = [await desk.subject(), await desk.subject('account'), await desk.subject('account')];
  await desk.link(spare, person, 'backup_of');
  const made = await desk.impose(moderator, channel, [
    ['remove_channel', channel],
    ['suspend_account', person],
    ['bar_reregistration', person],
    ['suspend_account', spare],
  ]);
  await desk.pass();
  return { channel, person, spare, ...made };
}

async function found(subjectId: string): Promise<void> {
  await desk.transaction((manager) =>
    desk.judging.open(manager, handler, subjectId, { class: 'researcher', basis: 'academic_research', note: 'ORCID.' }),
  );
}

describe('a collateral case', () => {
  it('takes in the database the steps that the rules know, and no other', async () => {
    const stored = await desk.query<{ step: string }>(
      `select from_state || ' ' || to_state as step from collateral_transition order by 1`,
    );
    const known = Object.entries(COLLATERAL_TRANSITIONS).flatMap(([from, list]) => list.map((to) => `${from} ${to}`));
    expect(stored.map((row) => row.step)).toEqual(known.sort());
  });

  it('opens when a decision that found somebody can no longer be taken back, once', async () => {
    const [channel, witness] = [await desk.subject(), await desk.subject('account')];
    await desk.impose(
      moderator,
      channel,
      [['remove_channel', channel]],
      [{ subjectId: witness, class: 'journalist', basis: 'journalistic' }],
    );
    await desk.hear();
    await expect(desk.caseOf(witness)).rejects.toThrow('no such');
    await desk.pass();
    expect(await desk.caseOf(witness)).toMatchObject({
      state: 'suspected',
      foundBy: 'decision_finding',
      class: 'journalist',
      stillBarred: false,
    });
    await found(witness);
    const all = await desk.query('select id from collateral_case where subject_id = $1', [witness]);
    expect(all).toHaveLength(1);
  });

  it('gives back account, bar and alternate, leaves the channel, and ends the harm with the last undo', async () => {
    const { channel, person, spare } = await sweptUp();
    await found(person);
    const opened = await desk.caseOf(person);
    expect(opened).toMatchObject({ state: 'suspected', stillBarred: true, harmUntil: null });
    expect(opened.harmFrom).toBeInstanceOf(Date);
    await desk.judge(senior, person);
    expect((await desk.plan(opened.id)).map(({ kind, subjectId, chosen }) => [kind, subjectId, chosen])).toEqual([
      ['alternate', spare, true],
      ['bar', person, true],
      ['measure', person, true],
    ]);
    await desk.remedy(senior, person);
    expect(await desk.caseOf(person)).toMatchObject({ state: 'remedying', harmUntil: null, stillBarred: true });
    await desk.pass();
    const whole = await desk.caseOf(person);
    expect(whole).toMatchObject({ state: 'remedied', stillBarred: false });
    const [last] = await desk.query<{ at: Date }>(
      `select max(o.finished_at) as at from platform_order o join restriction r on r.id = o.restriction_id
       where o.direction = 'undo' and r.subject_id = any($1)`,
      [[person, spare]],
    );
    expect(whole.harmUntil).toEqual(last?.at);
    expect(await desk.ordersOf(channel)).toEqual(['apply applied']);
    const notices = await desk.query<{ kind: string }>('select kind from notice where recipient_id = $1', [person]);
    expect(notices.map((row) => row.kind)).toContain('restriction_lifted');
  });

  it('leaves an alternate in force that another decision holds for reasons of its own', async () => {
    const { person, spare } = await sweptUp();
    const other = await desk.person('moderator');
    // Decided before the person was touched, so it is no consequence of that.
    const own = await desk.impose(other, spare, [['suspend_account', spare]]);
    await desk.source.query(
      `update restriction_cover set created_at = created_at - interval '1 hour' where decision_id = $1`,
      [own.decisionId],
    );
    await desk.pass();
    await found(person);
    await desk.judge(senior, person);
    const { id } = await desk.caseOf(person);
    const plan = await desk.plan(id);
    expect(plan.find((item) => item.kind === 'alternate')).toMatchObject({ chosen: false });
    await desk.remedy(
      senior,
      person,
      plan.map((item) => item.id),
    );
    await desk.pass();
    expect(await desk.ordersOf(spare)).toEqual(['apply applied']);
    expect(await desk.ordersOf(person)).toEqual(expect.arrayContaining(['undo applied']));
    expect(await desk.caseOf(person)).toMatchObject({ state: 'remedied' });
  });

  it('is judged and remedied by nobody who had a part in the decision, not even by SQL', async () => {
    const [channel, person] = [await desk.subject(), await desk.subject('account')];
    const own = await desk.person('senior_moderator');
    await desk.impose(own, channel, [
      ['remove_channel', channel],
      ['suspend_account', person],
    ]);
    await desk.pass();
    await found(person);
    await expect(desk.judge(own, person)).rejects.toMatchObject({ code: 'NOT_INDEPENDENT' });
    const { id } = await desk.caseOf(person);
    await expect(
      desk.source.query('update collateral_case set judged_by = $2 where id = $1', [id, own.id]),
    ).rejects.toMatchObject({ driverError: { constraint: 'collateral_independence' } });
    await desk.judge(senior, person);
    await expect(desk.remedy(own, person)).rejects.toMatchObject({ code: 'NOT_INDEPENDENT' });
    await expect(desk.judge(moderator, person)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await desk.remedy(senior, person);
    expect(await desk.caseOf(person)).toMatchObject({ state: 'remedying' });
  });

  it('is confirmed again when its remedy is taken back in the grace period', async () => {
    const { person } = await sweptUp();
    await found(person);
    await desk.judge(senior, person);
    await desk.remedy(senior, person);
    const [made] = await desk.query<{ id: string }>(
      'select distinct i.decision_id as id from remedy_item i join collateral_case c on c.id = i.collateral_case_id where c.subject_id = $1',
      [person],
    );
    await desk.transaction((manager) =>
      desk.undos.undo(manager, { ...senior, roles: ['senior_moderator', 'appeal_handler'] }, made?.id ?? ''),
    );
    await desk.hear();
    expect(await desk.caseOf(person)).toMatchObject({ state: 'confirmed', stillBarred: true, harmUntil: null });
  });

  it('goes on hurting while the platform refuses to undo', async () => {
    const { person } = await sweptUp();
    await found(person);
    await desk.judge(senior, person);
    refusing = true;
    await desk.remedy(senior, person);
    await desk.pass();
    expect(await desk.caseOf(person)).toMatchObject({ state: 'remedying', harmUntil: null, stillBarred: true });
  });

  it('found by an appeal is confirmed by it, and its clock counts what the appeal gave back', async () => {
    const person = await desk.subject('channel');
    await desk.impose(moderator, person, [['remove_channel', person]]);
    await desk.pass();
    const receipt = await desk.appeal(person);
    await desk.live();
    const { caseId } = await desk.appealRow(receipt.id);
    const claimed = await desk.claim(handler, caseId);
    const answered = await desk.resolve(handler, {
      appealId: receipt.id,
      leaseToken: claimed.leaseToken,
      version: claimed.version,
      outcome: 'reversed',
      restrictionIds: [],
      reasons: 'قناتك ترصد الدعاية.',
      rationale: 'Monitoring project.',
      omittedReason: null,
      finding: { subjectId: person, class: 'researcher', basis: 'academic_research', note: 'ORCID.' },
    });
    expect(answered.kind).toBe('resolved');
    await desk.carryOut();
    await desk.hear();
    const row = await desk.caseOf(person);
    expect(row).toMatchObject({ state: 'remedied', foundBy: 'appeal', judgedBy: handler.id, stillBarred: false });
    expect(row.harmFrom).toBeInstanceOf(Date);
    expect(row.harmUntil).toBeInstanceOf(Date);
  });

  it('is shown by its person to the register, once, and leaves no audit row beside the subject', async () => {
    const { person } = await sweptUp();
    await found(person);
    const { id } = await desk.caseOf(person);
    const propose = () => desk.transaction((manager) => desk.registering.propose(manager, handler, id));
    await expect(propose()).rejects.toMatchObject({ code: 'COLLATERAL_STATE' });
    await desk.judge(senior, person);
    await propose();
    await propose();
    const standing = await desk.transaction((manager) => desk.registry.protection.standing(manager, [person]));
    expect(standing.get(person)).toBe('may_be');
    const entries = await desk.query(
      `select distinct p.id from protected_person p join protected_identifier i on i.protected_person_id = p.id
       where p.found_by = 'collateral' and i.subject_id = $1`,
      [person],
    );
    expect(entries).toHaveLength(1);
    const told = await desk.query(`select kind from audit_event where subject_id = $1 and kind like 'protection.%'`, [
      person,
    ]);
    expect(told).toEqual([]);
  });
});

describe('an after-check', () => {
  const run = async (decisionId: string) => {
    const id = await desk.transaction((manager) =>
      desk.afterChecks.start(manager, senior, {
        decisionIds: [decisionId],
        policyId: null,
        platformId: null,
        from: null,
        to: null,
      }),
    );
    return id;
  };

  it('suspects by public signals whoever a decision restricted, and members who fell with the channel', async () => {
    const [channel, reporter, member, bystander] = [
      await desk.subject(),
      await desk.subject('account'),
      await desk.subject('account'),
      await desk.subject('account'),
    ];
    await desk.source.query(
      `update subject set description = 'Investigative journalist at a daily newspaper' where id = any($1)`,
      [[reporter, member]],
    );
    await desk.source.query(
      `insert into subject_key (platform_id, kind, value_normalised, value_as_seen, subject_id) values ($1, 'native_id', $2::text, $2::text, $2::uuid)`,
      [desk.platformId, member],
    );
    members.push(member);
    const { decisionId } = await desk.impose(moderator, channel, [
      ['remove_followers', channel],
      ['suspend_account', reporter],
      ['suspend_account', bystander],
    ]);
    await desk.pass();
    const id = await run(decisionId);
    expect(await desk.afterChecks.advance(id)).toBe(false);
    const [told] = await desk.query('select state, total, done, found from after_check_run where id = $1', [id]);
    expect(told).toEqual({ state: 'done', total: 4, done: 4, found: 2 });
    expect(await desk.caseOf(reporter)).toMatchObject({
      state: 'suspected',
      foundBy: 'after_check',
      class: 'journalist',
    });
    expect(await desk.caseOf(member)).toMatchObject({ state: 'suspected', foundBy: 'after_check' });
    await expect(desk.caseOf(bystander)).rejects.toThrow('no such');
    expect(await desk.afterChecks.advance(id)).toBe(false);
  });

  it('tells nobody without the right whom only the register knows', async () => {
    const [channel, person] = [await desk.subject(), await desk.subject('account')];
    await desk.transaction((manager) =>
      desk.registry.protection.proposeEntry(manager, senior, {
        subjectId: person,
        class: 'journalist',
        basis: null,
        foundBy: 'appeal',
      }),
    );
    const { decisionId } = await desk.impose(moderator, channel, [['remove_channel', channel]]);
    await desk.pass();
    // Restricted before the entry could have stopped it.
    await desk.source.query(
      `with r as (insert into restriction (platform_id, subject_id, measure) values ($1, $2, 'label') returning id)
       insert into after_check_run (selection, started_by, total) select '{}', $3, 1 from r`,
      [desk.platformId, person, senior.id],
    );
    const [made] = await desk.query<{ id: string }>('select id from after_check_run order by number desc limit 1');
    await desk.source.query('insert into after_check_item (run_id, subject_id) values ($1, $2)', [made?.id, person]);
    expect(decisionId).not.toBe('');
    const before = { moderator: await desk.reads.totals(moderator), handler: await desk.reads.totals(handler) };
    await desk.afterChecks.advance(made?.id ?? '');
    expect(await desk.query('select found from after_check_run where id = $1', [made?.id])).toEqual([{ found: 0 }]);
    const hidden = await desk.caseOf(person);
    expect(hidden).toMatchObject({ discreet: true, state: 'suspected' });
    for (const [name, who] of [
      ['moderator', moderator],
      ['handler', handler],
    ] as const) {
      const told = await desk.reads.totals(who);
      expect(told.suspected).toBe(before[name].suspected);
      await expect(desk.reads.one(who, hidden.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const page = await desk.reads.list(who, {}, 100, null);
      expect(page.nodes.map((node) => node.id)).not.toContain(hidden.id);
    }
    await expect(desk.judge(handler, person)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.reads.one(senior, hidden.id)).toMatchObject({ id: hidden.id });
    expect(
      await desk.query(`select kind from audit_event where subject_id = $1 and kind like 'collateral.%'`, [person]),
    ).toEqual([]);
    await desk.judge(senior, person);
    expect(await desk.reads.one(moderator, hidden.id)).toMatchObject({ state: 'confirmed' });
  });

  it('stops when told, keeps what it found, and cannot be stopped twice', async () => {
    const channel = await desk.subject();
    const { decisionId } = await desk.impose(moderator, channel, [['remove_channel', channel]]);
    await desk.pass();
    const id = await run(decisionId);
    await desk.transaction((manager) => desk.afterChecks.stop(manager, senior, id));
    expect(await desk.afterChecks.advance(id)).toBe(false);
    expect(await desk.query('select state, done from after_check_run where id = $1', [id])).toEqual([
      { state: 'stopped', done: 0 },
    ]);
    await expect(desk.transaction((manager) => desk.afterChecks.stop(manager, senior, id))).rejects.toMatchObject({
      code: 'AFTER_CHECK_ENDED',
    });
  });

  it('has to be told what to look at', async () => {
    const nothing = { decisionIds: null, policyId: null, platformId: null, from: null, to: null };
    await expect(desk.transaction((manager) => desk.afterChecks.start(manager, senior, nothing))).rejects.toMatchObject(
      {
        code: 'INVALID_INPUT',
        details: { field: 'decisionIds' },
      },
    );
  });
});

describe('registering again', () => {
  const phone = (value: string) => ({ kind: 'phone', value }) as const;

  /** A researcher whose account was given back, and a look-alike who stays barred with the same telephone. */
  async function passed() {
    const number = `+49 170 ${String(Math.floor(Math.random() * 1e9))}`;
    const { person } = await sweptUp();
    const double = await desk.subject('account');
    await desk.impose(moderator, double, [['bar_reregistration', double]]);
    await desk.know(person, phone(number));
    await desk.know(double, phone(number));
    await found(person);
    await desk.judge(senior, person);
    await desk.remedy(senior, person);
    await desk.pass();
    const { id } = await desk.caseOf(person);
    const token = await desk.transaction((manager) => desk.passes.give(manager, senior, id));
    return { person, double, number, id, token };
  }
  // A bar counts once the grace period of its decision is over, and that cannot be changed afterwards: these have none.
  beforeAll(() => {
    const { platformId, policyVersionId, queueId } = desk;
    const hasty = new CollateralDesk(database.dataSource, { connector: platform, graceSeconds: 0 });
    desk = Object.assign(hasty, { platformId, policyVersionId, queueId });
  });

  it('is allowed to strangers, refused to a look-alike, and opened once by the pass', async () => {
    const { number, token } = await passed();
    const keys = [phone(number)];
    expect(await desk.registers({ keys: [phone('+1 555 0100')], pass: null })).toBe('allowed');
    expect(await desk.registers({ keys, pass: null })).toBe('barred');
    expect(await desk.registers({ keys, pass: 'AAAA-AAAA-AAAA-AAAA-AAAA' })).toBe('barred');
    expect(await desk.registers({ keys, pass: token.toLowerCase() })).toBe('allowed_by_pass');
    expect(await desk.registers({ keys, pass: token })).toBe('barred');
  });

  it('by one pass lets one of many in, however they race', async () => {
    const { number, token } = await passed();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => desk.registers({ keys: [phone(number)], pass: token })),
    );
    expect(answers.filter((answer) => answer === 'allowed_by_pass')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'barred')).toHaveLength(11);
  });

  it('does not open to somebody else with the pass, nor on another platform, nor after it was revoked or ran out', async () => {
    const { number, token, id } = await passed();
    const [thief, elsewhere] = [await desk.subject('account'), '00000000-0000-7000-8000-000000000000'];
    await desk.impose(moderator, thief, [['bar_reregistration', thief]]);
    await desk.know(thief, phone('+44 20 7946 0000'));
    expect(await desk.registers({ keys: [phone('+44 20 7946 0000')], pass: token })).toBe('barred');
    expect(await desk.registers({ keys: [phone(number)], pass: token }, elsewhere)).toBe('allowed');
    await desk.source.query(
      `update registration_pass set expires_at = clock_timestamp() where collateral_case_id = $1`,
      [id],
    );
    expect(await desk.registers({ keys: [phone(number)], pass: token })).toBe('barred');
    const again = await desk.transaction((manager) => desk.passes.give(manager, senior, id));
    await desk.transaction((manager) => desk.passes.revoke(manager, senior, id));
    expect(await desk.registers({ keys: [phone(number)], pass: again })).toBe('barred');
  });

  it('is told to the person by a notice, and kept nowhere in words', async () => {
    const { person, token } = await passed();
    const notices = await desk.query(`select kind from notice where recipient_id = $1 and kind = 'registration_pass'`, [
      person,
    ]);
    expect(notices).toHaveLength(1);
    const [kept] = await desk.query<{ found: boolean }>(
      `select exists (select from registration_pass where encode(token_hash, 'escape') like '%' || $1 || '%')
         or exists (select from audit_event where details::text like '%' || $1 || '%')
         or exists (select from outbox where payload::text like '%' || $1 || '%') as found`,
      [token.slice(0, 9)],
    );
    expect(kept?.found).toBe(false);
  });

  it('keeps keys as hashes only', async () => {
    const { number } = await passed();
    const [kept] = await desk.query<{ found: boolean }>(
      `select exists (select from identity_key where encode(hmac, 'escape') like '%' || $1 || '%') as found`,
      [number.replace(/\D/g, '').slice(3)],
    );
    expect(kept?.found).toBe(false);
  });
});
