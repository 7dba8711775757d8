import type { ActingPerson } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk } from './decisions-desk.js';

let database: TestDatabase;
let desk: Desk;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 30 });
});
beforeEach(async () => {
  desk = await new Desk(database.dataSource).open();
});
afterAll(() => database.close());

interface Proposed {
  readonly author: ActingPerson;
  readonly second: ActingPerson;
  readonly subject: string;
  readonly caseId: string;
  readonly evidenceId: string;
  readonly id: string;
  readonly hash: string;
}

/** An account that somebody proposes to terminate, with evidence. */
async function proposed(): Promise<Proposed> {
  const [author, second] = [await desk.person(), await desk.person('senior_moderator')];
  const subject = await desk.subject('account');
  const evidenceId = newId();
  await desk.query(
    `insert into evidence (id, platform_id, subject_id, kind, text, content_hash) values ($1, $2, $3, 'message', 'x', '\\x01')`,
    [evidenceId, desk.platformId, subject],
  );
  const caseId = await desk.flag(subject);
  const claimed = await desk.claim(author, caseId);
  const measures = [{ measure: 'terminate_account', scope: 'global', subjectIds: [subject] }];
  const answer = await desk.decide(author, desk.draft(caseId, { measures, evidenceIds: [evidenceId] }), claimed);
  if (answer.kind !== 'proposal') throw new Error(`not proposed: ${answer.kind}`);
  const [row] = await desk.query<{ hash: string }>(
    `select encode(content_hash, 'hex') as hash from decision_proposal where id = $1`,
    [answer.proposalId],
  );
  return { author, second, subject, caseId, evidenceId, id: answer.proposalId, hash: row?.hash ?? '' };
}

const approve = (made: Proposed, person = made.second, hash = made.hash) =>
  desk.transaction((manager) => desk.proposals.approve(manager, person, made.id, hash));
const stateOf = async (made: Proposed) =>
  (await desk.query<{ state: string }>('select state from decision_proposal where id = $1', [made.id]))[0]?.state;

describe('a decision that needs a second person', () => {
  it('waits, orders nothing, and says why', async () => {
    const made = await proposed();
    expect(await desk.caseState(made.caseId)).toBe('awaiting_approval');
    expect(await desk.ordersOf(made.subject)).toEqual([]);
    expect(await desk.query(`select reasons from decision_proposal where id = $1`, [made.id])).toEqual([
      { reasons: ['irreversible:terminate_account'] },
    ]);
  });

  it('is made by the approval, with both people in it, its grace period starting then', async () => {
    const made = await proposed();
    const answer = await approve(made);
    expect(answer.kind).toBe('decision');
    const people = await desk.query(
      `select p.person_id as person, p.role from decision_participant p join decision d on d.id = p.decision_id where d.case_id = $1 order by role`,
      [made.caseId],
    );
    expect(people).toEqual([
      { person: made.second.id, role: 'approved' },
      { person: made.author.id, role: 'proposed' },
    ]);
    expect(await desk.ordersOf(made.subject)).toEqual(['apply waiting']);
    expect(await desk.caseState(made.caseId)).toBe('decided');
    expect(await stateOf(made)).toBe('approved');
  });

  it.each(['author', 'second'] as const)('can be taken back in grace by its %s', async (who) => {
    const made = await proposed();
    const answer = await approve(made);
    await desk.undo(made[who], answer.kind === 'decision' ? answer.decisionId : '');
    expect(await desk.ordersOf(made.subject)).toEqual(['apply cancelled']);
    expect(await desk.caseState(made.caseId)).toBe('open');
  });

  it('is not approved by its author, nor by who signs something else', async () => {
    const made = await proposed();
    expect(await approve(made, made.author)).toEqual({ kind: 'refused', refusal: 'own_proposal' });
    expect(await approve(made, made.second, 'ab'.repeat(32))).toEqual({ kind: 'refused', refusal: 'other_content' });
    expect(await stateOf(made)).toBe('pending');
  });

  it('is made once when two people approve at the same moment', async () => {
    const made = await proposed();
    const others = await Promise.all(Array.from({ length: 8 }, () => desk.person('supervisor')));
    const answers = await Promise.all(others.map((person) => approve(made, person)));
    expect(answers.filter((answer) => answer.kind === 'decision')).toHaveLength(1);
    expect(await desk.ordersOf(made.subject)).toEqual(['apply waiting']);
  });

  it('goes back to the queue with the words of the second person', async () => {
    const made = await proposed();
    await desk.transaction((manager) => desk.proposals.refuse(manager, made.second, made.id, 'Suspend first.'));
    expect(await desk.caseState(made.caseId)).toBe('open');
    expect(await desk.query(`select state, words from decision_proposal where id = $1`, [made.id])).toEqual([
      { state: 'refused', words: 'Suspend first.' },
    ]);
    expect(await approve(made)).toEqual({ kind: 'refused', refusal: 'not_pending' });
    const claimed = await desk.claim(made.author, made.caseId);
    expect(claimed.round).toBe(1);
  });

  it('is not refused without words, nor by its author', async () => {
    const made = await proposed();
    const refuse = (person: ActingPerson, words: string) =>
      desk.transaction((manager) => desk.proposals.refuse(manager, person, made.id, words));
    await expect(refuse(made.second, '  ')).rejects.toMatchObject({ details: { field: 'words' } });
    await expect(refuse(made.author, 'Never mind.')).rejects.toMatchObject({ code: 'PROPOSAL_OWN' });
  });

  it.each<[string, (made: Proposed) => Promise<unknown>, string]>([
    [
      'the policy gets a new version',
      () =>
        desk.query(
          `insert into policy_version (policy_id, n, title, guidance, severity_minutes, measures)
           select policy_id, n + 1, title, guidance, severity_minutes, measures from policy_version where id = $1`,
          [desk.policyVersionId],
        ),
      'facts_changed',
    ],
    [
      'the evidence says something else',
      (made) => desk.query(`update evidence set content_hash = '\\x02' where id = $1`, [made.evidenceId]),
      'facts_changed',
    ],
    [
      'the evidence is gone',
      (made) => desk.query(`delete from evidence where id = $1`, [made.evidenceId]),
      'facts_changed',
    ],
    [
      'its day is over',
      (made) =>
        desk.query(`update decision_proposal set expires_at = clock_timestamp() - interval '1 second' where id = $1`, [
          made.id,
        ]),
      'expired',
    ],
    [
      'its author leaves',
      (made) => desk.query(`update person set status = 'disabled' where id = $1`, [made.author.id]),
      'author_left',
    ],
  ])('lapses when %s, and its case is open again', async (_what, change, refusal) => {
    const made = await proposed();
    await change(made);
    expect(await approve(made)).toEqual({ kind: 'refused', refusal });
    expect(await stateOf(made)).toBe('lapsed');
    expect(await desk.caseState(made.caseId)).toBe('open');
    expect(await desk.ordersOf(made.subject)).toEqual([]);
  });

  it('is either made on what was signed or not at all when it races a change of the policy', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 16; round += 1) {
      desk.policyVersionId = await desk.policy({});
      const made = await proposed();
      const edit = async () => {
        await new Promise((resolve) => setTimeout(resolve, round * 2));
        await desk.query(
          `insert into policy_version (policy_id, n, title, guidance, severity_minutes, measures)
           select policy_id, n + 1, title, guidance, severity_minutes, '{}' from policy_version where id = $1`,
          [desk.policyVersionId],
        );
      };
      const [answer] = await Promise.all([approve(made), edit()]);
      seen.add(answer.kind);
      const [counts] = await desk.query<{ decisions: number; orders: number; state: string }>(
        `select (select count(*)::int from decision where case_id = $1) as decisions,
           (select count(*)::int from platform_order o join decision d on d.id = o.decision_id where d.case_id = $1) as orders,
           (select state from decision_proposal where case_id = $1) as state`,
        [made.caseId],
      );
      expect(counts).toEqual(
        answer.kind === 'decision'
          ? { decisions: 1, orders: 1, state: 'approved' }
          : { decisions: 0, orders: 0, state: 'lapsed' },
      );
    }
    expect(seen.has('decision')).toBe(true);
  });

  it('lapses by itself after its day, and not before', async () => {
    const made = await proposed();
    const lapse = () =>
      desk.transaction((manager) =>
        desk.proposals.lapse(manager, { kind: 'system', id: null, part: 'proposals' }, made.id),
      );
    await lapse();
    expect(await stateOf(made)).toBe('pending');
    await desk.query(`update decision_proposal set expires_at = clock_timestamp() where id = $1`, [made.id]);
    await lapse();
    expect(await stateOf(made)).toBe('lapsed');
    expect(await desk.caseState(made.caseId)).toBe('open');
  });

  it('is needed under a policy that says so', async () => {
    const person = await desk.person();
    desk.policyVersionId = await desk.policy({ requiresSecond: true });
    const subject = await desk.subject();
    const caseId = await desk.flag(subject);
    const claimed = await desk.claim(person, caseId);
    const answer = await desk.decide(person, desk.draft(caseId, { measures: desk.removing(subject) }), claimed);
    expect(answer.kind).toBe('proposal');
  });

  it('cannot be slipped past the database: an irreversible measure without a second person is refused there too', async () => {
    const made = await desk.remove(await desk.person(), await desk.subject());
    const account = await desk.subject('account');
    await expect(
      desk.transaction(async (manager) => {
        await manager.query(
          `insert into restriction (id, platform_id, subject_id, measure) values ($1::uuid, $2, $1::uuid, 'terminate_account')`,
          [account, desk.platformId],
        );
        await manager.query(`insert into restriction_cover (restriction_id, decision_id) values ($1, $2)`, [
          account,
          made.decisionId,
        ]);
      }),
    ).rejects.toMatchObject({ driverError: { constraint: 'restriction_irreversible_second_person' } });
    await expect(
      desk.query(
        `insert into decision (platform_id, case_id, round, outcome, rationale, requires_second, grace_until)
         select platform_id, id, round, 'no_violation', 'x', true, clock_timestamp() from review_case where id = $1`,
        [made.caseId],
      ),
    ).rejects.toMatchObject({ driverError: { constraint: 'decision_second_person' } });
  });
});
