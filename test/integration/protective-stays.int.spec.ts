import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { CaseMovesService } from '@mizan/cases/case-moves.service.js';
import { CaseNotesService } from '@mizan/cases/case-notes.service.js';
import { ReservedCasesService } from '@mizan/cases/reserved-cases.service.js';
import type { Connector } from '@mizan/platforms/connectors.service.js';
import { rows } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { holds, ROLES } from '@mizan/foundation/permissions.js';
import { MediaQuestionsService } from '@mizan/notices/media-questions.service.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { WordingsService } from '@mizan/notices/wordings.service.js';
import type { DecideAnswer } from '@mizan/decisions/decisions.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { declareProtected, verifyMedia } from '../support/protect.js';
import { Desk, testConfig } from './decisions-desk.js';

/** A platform that does what it is told. */
const taking: Connector = {
  fetchState: async () => ({ outcome: 'failed', code: 'hidden' }),
  apply: async () => ({ outcome: 'applied', platformRef: 'p', priorState: null }),
  undo: async () => ({ outcome: 'applied', platformRef: 'p', priorState: null }),
  ask: async () => ({ outcome: 'not_received' }),
} as unknown as Connector;

let database: TestDatabase;
let desk: Desk;
let moderator: ActingPerson;
let lead: ActingPerson;
let second: ActingPerson;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 20 });
});
beforeEach(async () => {
  desk = await new Desk(database.dataSource, { connector: taking }).open();
  [moderator, lead, second] = [
    await desk.person('moderator'),
    await desk.person('senior_moderator'),
    await desk.person('senior_moderator'),
  ];
});
afterAll(() => database.close());

const protect = (subjectId: string) => declareProtected(database.dataSource, subjectId);

/** Claims the case and asks for removal of its subject and these others. */
async function removing(person: ActingPerson, caseId: string, own: string, ...others: string[]): Promise<DecideAnswer> {
  const claimed = await desk.claim(person, caseId);
  return desk.decide(
    person,
    desk.draft(caseId, { measures: desk.removing(own, ...others), furtherSubjectIds: others }),
    claimed,
  );
}

function stayOf(answer: DecideAnswer): Extract<DecideAnswer, { kind: 'stay' }> {
  if (answer.kind !== 'stay') throw new Error(`not stayed: ${answer.kind}`);
  return answer;
}

async function approve(person: ActingPerson, answer: DecideAnswer) {
  if (answer.kind !== 'proposal') throw new Error(`not proposed: ${answer.kind}`);
  const [row] = await desk.query<{ hash: string }>(
    `select encode(content_hash, 'hex') as hash from decision_proposal where id = $1`,
    [answer.proposalId],
  );
  return desk.transaction((manager) => desk.proposals.approve(manager, person, answer.proposalId, row?.hash ?? ''));
}

/** A protected subject whose removal a moderator asked for. */
async function stayed() {
  const subject = await desk.subject();
  await protect(subject);
  const caseId = await desk.flag(subject);
  return { subject, caseId, stay: stayOf(await removing(moderator, caseId, subject)) };
}

describe('a measure on somebody who is or may be protected', () => {
  it('is not imposed by who has not the right: its case waits, and a stay is due in its hours', async () => {
    const { subject, caseId, stay } = await stayed();
    expect(await desk.ordersOf(subject)).toEqual([]);
    expect(await desk.caseState(caseId)).toBe('awaiting_approval');
    expect(stay.reference).toMatch(/^S-\d+$/);
    const [own] = await desk.query<{ kind: string; queue: string; hours: number }>(
      `select c.kind, q.code as queue, round(extract(epoch from c.due_at - c.opened_at) / 3600)::int as hours
       from review_case c join queue q on q.id = c.queue_id where c.id = $1`,
      [stay.caseId],
    );
    expect(own).toEqual({ kind: 'stay', queue: 'protective-stays', hours: 24 });
  });

  it('waits for two people with the right, whose decision takes the waiting case along', async () => {
    const { subject, caseId, stay } = await stayed();
    const answer = await removing(lead, stay.caseId, subject);
    expect(answer.kind).toBe('proposal');
    expect(await desk.query(`select reasons from decision_proposal where case_id = $1`, [stay.caseId])).toEqual([
      { reasons: ['stay'] },
    ]);
    expect(await desk.ordersOf(subject)).toEqual([]);
    expect((await approve(second, answer)).kind).toBe('decision');
    expect(await desk.ordersOf(subject)).toEqual(['apply waiting']);
    expect([await desk.caseState(stay.caseId), await desk.caseState(caseId)]).toEqual(['decided', 'decided']);
    expect(await desk.query(`select state from decision_proposal where case_id = $1`, [caseId])).toEqual([
      { state: 'answered' },
    ]);
    await desk.letGracePass();
    await desk.work();
    expect([await desk.caseState(stay.caseId), await desk.caseState(caseId)]).toEqual(['closed', 'closed']);
  });

  it('is let be by one person with the right, and the waiting case closes with that', async () => {
    const { subject, caseId, stay } = await stayed();
    const claimed = await desk.claim(lead, stay.caseId);
    const answer = await desk.decide(
      lead,
      desk.draft(stay.caseId, { outcome: 'no_violation', policyVersionId: null }),
      claimed,
    );
    expect(answer.kind).toBe('decision');
    expect(await desk.ordersOf(subject)).toEqual([]);
    expect(await desk.caseState(caseId)).toBe('decided');
    if (answer.kind === 'decision') await desk.undo(lead, answer.decisionId);
    expect([await desk.caseState(stay.caseId), await desk.caseState(caseId)]).toEqual(['open', 'open']);
    expect(
      await desk.query(`select id from protective_stay where case_id = $1 and ended_at is null`, [stay.caseId]),
    ).toHaveLength(1);
  });

  it('cannot be approved by somebody who may approve but not decide about the protected, nor by its author', async () => {
    const { subject, stay } = await stayed();
    const answer = await removing(lead, stay.caseId, subject);
    expect(await approve(lead, answer)).toEqual({ kind: 'refused', refusal: 'own_proposal' });
    await expect(approve({ ...second, roles: ['moderator'] }, answer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.ordersOf(subject)).toEqual([]);
  });

  it('lapses when the subject turned out to be protected after somebody proposed it', async () => {
    const subject = await desk.subject('account');
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(moderator, caseId);
    const measures = [{ measure: 'terminate_account', scope: 'global', subjectIds: [subject] }];
    const answer = await desk.decide(moderator, desk.draft(caseId, { measures }), claimed);
    await protect(subject);
    expect(await approve(second, answer)).toEqual({ kind: 'refused', refusal: 'facts_changed' });
    expect(await desk.ordersOf(subject)).toEqual([]);
    expect(await desk.caseState(caseId)).toBe('open');
  });

  it('is never gated when it is lifted', async () => {
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(moderator, subject);
    await protect(subject);
    await desk.transaction((manager) =>
      desk.reversals.reverse(manager, moderator, {
        caseId,
        decisionIds: [decisionId],
        restrictionIds: null,
        rationale: 'It was a newsroom.',
        language: 'en',
        approvedBy: null,
        findings: [],
      }),
    );
    expect(
      await desk.query(`select id from restriction where subject_id = $1 and lifted_at is null`, [subject]),
    ).toEqual([]);
  });

  it('two drafts at once on one person are behind one stay', async () => {
    const { subject, stay } = await stayed();
    const other = await desk.subject();
    const otherCase = await desk.flag(other);
    await removing(moderator, otherCase, other, subject);
    expect(await desk.query(`select distinct case_id from protective_stay where subject_id = $1`, [subject])).toEqual([
      { case_id: stay.caseId },
    ]);
  });
});

describe('further subjects who are or may be protected', () => {
  it.each(['moderator', 'senior_moderator'] as const)('are left out, the rest goes ahead (%s)', async (role) => {
    const person = await desk.person(role);
    const [own, plain, shielded] = [await desk.subject(), await desk.subject(), await desk.subject()];
    await protect(shielded);
    const [caseId, theirs] = [await desk.flag(own), await desk.flag(shielded)];
    const answer = await removing(person, caseId, own, plain, shielded);
    if (answer.kind !== 'decision') throw new Error(answer.kind);
    expect(await desk.ordersOf(own)).toEqual(['apply waiting']);
    expect(await desk.ordersOf(plain)).toEqual(['apply waiting']);
    expect(await desk.ordersOf(shielded)).toEqual([]);
    expect(await desk.caseState(theirs)).toBe('open');
    const stays = await desk.query<{ decision_id: string; input: any }>(
      `select s.decision_id, p.input from protective_stay s join decision_proposal p on p.id = s.proposal_id where s.subject_id = $1`,
      [shielded],
    );
    expect(stays).toMatchObject([
      { decision_id: answer.decisionId, input: { furtherSubjectIds: [], measures: desk.removing(shielded) } },
    ]);
    expect(
      await desk.query(`select subject_id from decision_subject where decision_id = $1 and subject_id = $2`, [
        answer.decisionId,
        shielded,
      ]),
    ).toEqual([]);
  });

  it('are left out of a proposal, and of the decision that it becomes', async () => {
    const [own, shielded] = [await desk.subject('account'), await desk.subject('account')];
    await protect(shielded);
    const caseId = await desk.flag(own);
    const claimed = await desk.claim(moderator, caseId);
    const measures = [{ measure: 'terminate_account', scope: 'global', subjectIds: [own, shielded] }];
    const answer = await desk.decide(
      moderator,
      desk.draft(caseId, { measures, furtherSubjectIds: [shielded] }),
      claimed,
    );
    const made = await approve(second, answer);
    if (made.kind !== 'decision') throw new Error(made.refusal);
    expect(await desk.ordersOf(shielded)).toEqual([]);
    expect(await desk.query(`select decision_id from protective_stay where subject_id = $1`, [shielded])).toEqual([
      { decision_id: made.decisionId },
    ]);
  });
});

describe('an order about to leave', () => {
  it('is stopped when its subject turned out to be protected, and a stay opens with what it would have done', async () => {
    const subject = await desk.subject();
    await desk.remove(moderator, subject);
    await protect(subject);
    await desk.letGracePass();
    await desk.work();
    expect(await desk.ordersOf(subject)).toEqual(['apply cancelled']);
    const [stay] = await desk.query<{ case_id: string; input: any }>(
      `select s.case_id, p.input from protective_stay s join decision_proposal p on p.id = s.proposal_id where s.subject_id = $1`,
      [subject],
    );
    expect(stay?.input).toMatchObject({ measures: desk.removing(subject), caseId: stay?.case_id });
    expect(
      await desk.query(`select id from restriction where subject_id = $1 and lifted_at is null`, [subject]),
    ).toEqual([]);
  });

  it('leaves when two people with the right decided it', async () => {
    const subject = await desk.subject();
    await protect(subject);
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(lead, caseId);
    const answer = await desk.decide(lead, desk.draft(caseId, { measures: desk.removing(subject) }), claimed);
    await approve(second, answer);
    await desk.letGracePass();
    await desk.work();
    expect(await desk.ordersOf(subject)).toEqual(['apply applied']);
  });
});

describe('a stay that nobody decides', () => {
  it('is said aloud once, and lets nothing through', async () => {
    const { subject, caseId, stay } = await stayed();
    await desk.query(`update protective_stay set due_at = clock_timestamp() where case_id = $1`, [stay.caseId]);
    const [row] = await desk.query<{ id: string }>(`select id from protective_stay where case_id = $1`, [stay.caseId]);
    for (let turn = 0; turn < 2; turn += 1)
      await desk.transaction((manager) => desk.stays.alarm(manager, systemActor('test'), row?.id ?? ''));
    expect(
      await desk.query(
        `select payload ->> 'what' as what from outbox where topic = 'stay.changed' and payload ->> 'stayId' = $1 order by id`,
        [row?.id],
      ),
    ).toEqual([{ what: 'opened' }, { what: 'overdue' }]);
    expect(await desk.ordersOf(subject)).toEqual([]);
    expect(await desk.caseState(caseId)).toBe('awaiting_approval');
  });
});

describe('declared media', () => {
  const terms = async () => {
    const id = await desk.policy({ category: 'general' });
    await database.dataSource.query(
      `update policy set ground = 'terms' where id = (select policy_id from policy_version where id = $1)`,
      [id],
    );
    return id;
  };

  it('are heard before a measure that rests on terms, also by who has the right', async () => {
    desk.policyVersionId = await terms();
    const subject = await desk.subject();
    await verifyMedia(database.dataSource, subject, [lead.id, second.id]);
    const caseId = await desk.flag(subject);
    const stay = stayOf(await removing(lead, caseId, subject));
    const early = stayOf(await removing(lead, stay.caseId, subject));
    expect(early.caseId).toBe(stay.caseId);
    expect(new Date(early.dueAt).getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
    await desk.transaction((manager) => desk.media.record(manager, second, stay.caseId, 'We reported on it.'));
    expect((await removing(lead, stay.caseId, subject)).kind).toBe('proposal');
    const [reply] = await desk.transaction((manager) => desk.media.ofCase(manager, stay.caseId));
    expect(await desk.transaction((manager) => desk.media.textOf(manager, reply?.id ?? ''))).toBe('We reported on it.');
    await expect(
      desk.transaction((manager) => desk.media.record(manager, second, stay.caseId, 'Again.')),
    ).rejects.toMatchObject({ code: 'MEDIA_REPLY_GIVEN' });
  });

  it('are told once what is meant and why, in their language, until when they may reply', async () => {
    desk.policyVersionId = await terms();
    const subject = await desk.subject();
    await desk.query(`update subject set language = 'fr' where id = $1`, [subject]);
    await verifyMedia(database.dataSource, subject, [lead.id, second.id]);
    const stay = stayOf(await removing(moderator, await desk.flag(subject), subject));
    const [event] = await desk.query<{ id: string }>(
      `select payload ->> 'mediaReplyId' as id from outbox where topic = 'mediaReply.asked' and payload ->> 'caseId' = $1`,
      [stay.caseId],
    );
    const config = testConfig();
    const audit = new AuditService();
    const notices = new NoticesService(
      new WordingsService(database.dataSource, audit),
      new PersonalText(config),
      audit,
      config,
    );
    const questions = new MediaQuestionsService(notices);
    for (let turn = 0; turn < 2; turn += 1)
      await desk.transaction((manager) => questions.tell(manager, event?.id ?? ''));
    const told = await desk.transaction((manager) =>
      notices.read(manager, { kind: 'media_reply', id: event?.id ?? '' }),
    );
    expect(told).toMatchObject([{ kind: 'media_reply_asked', language: 'fr' }]);
    expect(told[0]?.body).toContain('It calls for violence.');
    await desk.transaction((manager) => desk.media.record(manager, second, stay.caseId, 'We reported on it.'));
  });

  it('have less time in a crisis whose reason is kept, and are not waited for longer', async () => {
    desk.policyVersionId = await terms();
    const subject = await desk.subject();
    await verifyMedia(database.dataSource, subject, [lead.id, second.id]);
    const caseId = await desk.flag(subject);
    const stay = stayOf(await removing(moderator, caseId, subject));
    await expect(
      desk.transaction((manager) => desk.media.shorten(manager, lead, stay.caseId, 2, ' ')),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'reason' } });
    await desk.transaction((manager) => desk.media.shorten(manager, lead, stay.caseId, 2, 'An attack is under way.'));
    await desk.query(
      `update media_reply set asked_at = clock_timestamp() - interval '3 hours', due_at = clock_timestamp() - interval '1 hour'
       where case_id = $1`,
      [stay.caseId],
    );
    expect((await removing(lead, stay.caseId, subject)).kind).toBe('proposal');
  });

  it('are not waited for where the law is the ground', async () => {
    const subject = await desk.subject();
    await verifyMedia(database.dataSource, subject, [lead.id, second.id]);
    const caseId = await desk.flag(subject);
    expect((await removing(lead, caseId, subject)).kind).toBe('proposal');
  });
});

describe('the database behind the gate', () => {
  it('knows the same roles as the list of permissions', async () => {
    const [row] = await desk.query<{ roles: string[] }>('select protection_deciders() as roles');
    expect([...(row?.roles ?? [])].sort()).toEqual(ROLES.filter((role) => holds([role], 'protection.decide')).sort());
  });

  it.each([
    ['one person', ['senior_moderator'], false],
    ['two without the right', ['moderator', 'appeal_handler'], false],
    ['one with, one without', ['senior_moderator', 'moderator'], false],
    ['two with the right', ['senior_moderator', 'supervisor'], true],
  ] as const)('covers a protected subject by %s: %s', async (_what, roles, allowed) => {
    const subject = await desk.subject();
    const { decisionId } = await desk.remove(moderator, await desk.subject());
    const [found] = await rows<{ case_id: string }>(
      database.dataSource.manager,
      'select case_id from decision where id = $1',
      [decisionId],
    );
    await protect(subject);
    const forged = newId();
    const write = database.dataSource.transaction(async (manager) => {
      await manager.query(
        `insert into decision (id, platform_id, case_id, round, outcome, policy_version_id, rationale, requires_second, grace_until)
         values ($1, $2, $3, 1, 'violation', $4, 'x', $5, clock_timestamp())`,
        [forged, desk.platformId, found?.case_id, desk.policyVersionId, roles.length > 1],
      );
      const people = await Promise.all(roles.map((role) => desk.person(role)));
      for (const [index, person] of people.entries())
        await manager.query(`insert into decision_participant (decision_id, person_id, role) values ($1, $2, $3)`, [
          forged,
          person.id,
          index === 0 ? 'decided' : 'approved',
        ]);
      const restriction = newId();
      await manager.query(
        `insert into restriction (id, platform_id, subject_id, measure) values ($1, $2, $3, 'remove_channel')`,
        [restriction, desk.platformId, subject],
      );
      await manager.query(`insert into restriction_cover (restriction_id, decision_id) values ($1, $2)`, [
        restriction,
        forged,
      ]);
    });
    if (allowed) await write;
    else await expect(write).rejects.toMatchObject({ constraint: 'restriction_protected_two_people' });
  });
});

describe('who had a part in what a case looks at again', () => {
  it('is told so when claiming it by name, and cannot be given it', async () => {
    const subject = await desk.subject();
    const { decisionId } = await desk.remove(lead, subject);
    const caseId = await desk.flag(await desk.subject());
    await desk.query(`update review_case set kind = 'after_check' where id = $1`, [caseId]);
    const claimed = await desk.claim(moderator, caseId);
    await desk.query(`insert into case_independence (case_id, decision_id) values ($1, $2)`, [caseId, decisionId]);
    const answer = await desk.decide(
      moderator,
      desk.draft(caseId, { outcome: 'no_violation', policyVersionId: null }),
      claimed,
    );
    if (answer.kind === 'decision') await desk.undo(moderator, answer.decisionId);
    await desk.query(`update review_case set assigned_to = null where id = $1`, [caseId]);
    await expect(desk.claim(lead, caseId)).rejects.toMatchObject({ code: 'NOT_INDEPENDENT', kind: 'forbidden' });
    const moves = new CaseMovesService(
      desk.audit,
      desk.access,
      new CaseNotesService(database.dataSource, desk.access, desk.audit),
      new ReservedCasesService(desk.audit),
    );
    const given = await desk.transaction((manager) => moves.assign(manager, second, [caseId], lead.id));
    expect(given).toMatchObject({ changed: [], refused: [{ caseId, code: 'NOT_INDEPENDENT' }] });
  });

  it('cannot approve it either', async () => {
    const { decisionId } = await desk.remove(lead, await desk.subject());
    const subject = await desk.subject('account');
    const caseId = await desk.flag(subject);
    await desk.query(`insert into case_independence (case_id, decision_id) values ($1, $2)`, [caseId, decisionId]);
    const claimed = await desk.claim(moderator, caseId);
    const measures = [{ measure: 'terminate_account', scope: 'global', subjectIds: [subject] }];
    const answer = await desk.decide(moderator, desk.draft(caseId, { measures }), claimed);
    await expect(approve(lead, answer)).rejects.toMatchObject({ code: 'NOT_INDEPENDENT' });
    expect((await approve(second, answer)).kind).toBe('decision');
  });
});

describe('strikes', () => {
  const weighing = async (weight: number) => {
    const [policyId, versionId] = [newId(), newId()];
    await desk.query(`insert into policy (id, code, ground) values ($1::uuid, $1::text, 'law')`, [policyId]);
    await desk.query(
      `insert into policy_version (id, policy_id, n, title, guidance, severity_minutes, measures, strike_weight, strike_days)
       values ($1, $2, 1, '{}', '{}', 60, '{remove_channel}', $3, 90)`,
      [versionId, policyId, weight],
    );
    desk.policyVersionId = versionId;
  };
  const weights = (subject: string) =>
    desk.query<{ weight: number; revoked: boolean }>(
      `select weight, revoked_by_decision_id is not null as revoked from strike where subject_id = $1`,
      [subject],
    );

  it('are given once when a violation stands, revoked by its reversal, and weigh again when that is undone', async () => {
    await weighing(3);
    const subject = await desk.subject();
    const { decisionId, caseId } = await desk.remove(moderator, subject);
    expect(await weights(subject)).toEqual([]);
    await desk.query(`update decision_settlement set due_at = clock_timestamp() where decision_id = $1`, [decisionId]);
    await desk.settlements.settle(decisionId);
    await desk.settlements.settle(decisionId);
    expect(await weights(subject)).toEqual([{ weight: 3, revoked: false }]);
    expect(
      await desk.query(
        `select payload ->> 'atLeast' as at from outbox where topic = 'strike.thresholdReached' and payload ->> 'subjectId' = $1`,
        [subject],
      ),
    ).toEqual([{ at: '3' }]);
    await desk.query(`update review_case set state = 'open', closed_at = null, closed_reason = null where id = $1`, [
      caseId,
    ]);
    const { decisionId: reversal } = await desk.transaction((manager) =>
      desk.reversals.reverse(manager, lead, {
        caseId,
        decisionIds: [decisionId],
        restrictionIds: null,
        rationale: 'It was satire.',
        language: 'en',
        approvedBy: null,
        findings: [],
      }),
    );
    expect(await weights(subject)).toEqual([{ weight: 3, revoked: true }]);
    await desk.undo(lead, reversal);
    expect(await weights(subject)).toEqual([{ weight: 3, revoked: false }]);
  });

  it('are not given for what was taken back', async () => {
    await weighing(1);
    const subject = await desk.subject();
    const { decisionId } = await desk.remove(moderator, subject);
    await desk.undo(moderator, decisionId);
    await desk.letGracePass();
    await desk.settlements.settle(decisionId);
    expect(await weights(subject)).toEqual([]);
  });
});
