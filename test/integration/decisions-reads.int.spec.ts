import type { ActingPerson } from '@mizan/foundation/acting.js';
import { PERSON_DISABLED } from '@mizan/identity/identity.events.js';
import { AuthorLeftListener } from '@mizan/decisions/author-left.listener.js';
import { DecisionReadsService } from '@mizan/decisions/decision-reads.service.js';
import { DECISIONS_ENTITIES } from '@mizan/decisions/decisions.module.js';
import { PrecedentsService } from '@mizan/decisions/precedents.service.js';
import pg from 'pg';
import { PRECEDENTS } from '@mizan/decisions/precedents-statement.js';
import { buffersOf, explainGeneric } from '../support/explain.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Desk } from './decisions-desk.js';

let database: TestDatabase;
let desk: Desk;
let person: ActingPerson;
let precedents: PrecedentsService;
let reads: DecisionReadsService;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 10, entities: DECISIONS_ENTITIES });
  desk = await new Desk(database.dataSource, { graceSeconds: 30 }).open();
  person = await desk.person();
  precedents = new PrecedentsService(database.dataSource, desk.access);
  reads = new DecisionReadsService(database.dataSource, desk.access);
});
afterAll(() => database.close());

/** A new case about the subject, under the policy of the desk. */
async function caseOf(subjectId: string): Promise<string> {
  const caseId = await desk.flag(subjectId);
  await desk.query(
    `update review_case set policy_id = (select policy_id from policy_version where id = $2) where id = $1`,
    [caseId, desk.policyVersionId],
  );
  return caseId;
}

const move = (caseId: string, category: string) =>
  desk.query(
    `update review_case set category = $2, queue_id = (select id from queue where code = case when $2 = 'child_safety' then 'child_safety' else 'general' end) where id = $1`,
    [caseId, category],
  );

describe('precedents', () => {
  it('are the same subject first, then linked ones, then cases under the same policy about the same kind', async () => {
    desk.policyVersionId = await desk.policy({});
    const [subject, linked, alike] = [await desk.subject(), await desk.subject(), await desk.subject()];
    await desk.query(
      `insert into link (platform_id, from_subject_id, to_subject_id, kind, source) values ($1, $2, $3, 'backup_of', 'test')`,
      [desk.platformId, linked, subject],
    );
    const onLinked = await desk.remove(person, linked);
    const onAlike = await desk.remove(person, alike);
    const earlier = await desk.remove(person, subject);
    await desk.query(`update review_case set state = 'open', round = 2 where id = $1`, [earlier.caseId]);
    const found = await precedents.find(person, await caseOf(subject));
    expect(found.map(({ decision, why }) => [decision.id, why])).toEqual([
      [earlier.decisionId, 'same_subject'],
      [onLinked.decisionId, 'linked_subject'],
      [onAlike.decisionId, 'same_policy_and_kind'],
    ]);
  });

  it('leave out what was taken back, other kinds, and everything about child safety', async () => {
    desk.policyVersionId = await desk.policy({});
    const undone = await desk.remove(person, await desk.subject());
    await desk.undo(person, undone.decisionId);
    const reserved = await desk.remove(person, await desk.subject());
    await move(reserved.caseId, 'child_safety');
    const account = await desk.subject('account');
    const claimed = await desk.claim(person, await desk.flag(account));
    const measures = [{ measure: 'suspend_account', scope: 'global', subjectIds: [account] }];
    expect((await desk.decide(person, desk.draft(claimed.id, { measures }), claimed)).kind).toBe('decision');
    expect(await precedents.find(person, await caseOf(await desk.subject()))).toEqual([]);
  });

  it('are never shown beside a case about child safety', async () => {
    desk.policyVersionId = await desk.policy({});
    await desk.remove(person, await desk.subject());
    const caseId = await caseOf(await desk.subject());
    expect(await precedents.find(person, caseId)).toHaveLength(1);
    await move(caseId, 'child_safety');
    expect(await precedents.find(person, caseId)).toEqual([]);
  });

  it('read little however often a policy was applied', async () => {
    desk.policyVersionId = await desk.policy({});
    const made = await desk.remove(person, await desk.subject());
    await desk.query(
      `insert into decision (platform_id, case_id, round, outcome, policy_version_id, rationale, requires_second, decided_at, grace_until)
       select platform_id, case_id, round, outcome, policy_version_id, 'x', false, clock_timestamp() - n * interval '1 minute', clock_timestamp()
       from decision, generate_series(1, 20000) n where id = $1`,
      [made.decisionId],
    );
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query('analyze decision, decision_subject, review_case, subject');
    await owner.end();
    const caseId = await caseOf(await desk.subject());
    expect(await precedents.find(person, caseId)).toHaveLength(5);
    const plan = await desk.transaction((manager) =>
      explainGeneric(manager, PRECEDENTS, [`'${caseId}'`, `'{${desk.queueId}}'`, '5', '200']),
    );
    expect(JSON.stringify(plan)).toContain('decision_policy_idx');
    expect(buffersOf(plan)).toBeLessThan(500);
  });
});

describe('reading decisions', () => {
  it('answers what lies in a queue that the person may not see as if it did not exist', async () => {
    const subject = await desk.subject();
    const made = await desk.remove(person, subject);
    expect((await reads.decision(person, made.decisionId)).id).toBe(made.decisionId);
    expect(await reads.restrictions(person, subject)).toHaveLength(1);
    await move(made.caseId, 'child_safety');
    await expect(reads.decision(person, made.decisionId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(reads.decision(await desk.person('auditor'), made.decisionId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await reads.ofSubject(person, subject)).toEqual([]);
    expect(await reads.restrictions(person, subject)).toEqual([]);
  });

  it('finds the decision that took a case along', async () => {
    const [channel, backup] = [await desk.subject(), await desk.subject()];
    const [caseId, other] = [await desk.flag(channel), await desk.flag(backup)];
    const claimed = await desk.claim(person, caseId);
    await desk.decide(
      person,
      desk.draft(caseId, { furtherSubjectIds: [backup], measures: desk.removing(channel, backup) }),
      claimed,
    );
    expect((await reads.ofCase(person, other)).map((decision) => decision.caseId)).toEqual([caseId]);
  });
});

describe('proposals of somebody who left', () => {
  it('lapse, and their cases are open again', async () => {
    desk.policyVersionId = await desk.policy({ requiresSecond: true });
    const author = await desk.person();
    const subject = await desk.subject();
    const claimed = await desk.claim(author, await desk.flag(subject));
    const answer = await desk.decide(author, desk.draft(claimed.id, { measures: desk.removing(subject) }), claimed);
    expect(answer.kind).toBe('proposal');
    const lead = await desk.person('senior_moderator');
    expect((await reads.pendingProposals(lead)).map((proposal) => proposal.caseId)).toEqual([claimed.id]);
    await desk.query(`update person set status = 'disabled' where id = $1`, [author.id]);
    await desk.transaction((manager) =>
      new AuthorLeftListener(desk.proposals).handle(manager, {
        id: '1',
        auditId: '1',
        topic: PERSON_DISABLED,
        payload: { personId: author.id },
        createdAt: new Date(),
      }),
    );
    expect(await reads.pendingProposals(lead)).toEqual([]);
    expect(await desk.caseState(claimed.id)).toBe('open');
  });
});
