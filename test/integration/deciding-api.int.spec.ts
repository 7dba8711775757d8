import { newId } from '@mizan/foundation/ids.js';
import type { TestPerson } from '@mizan/identity/identity.builders.js';
import { eventually } from '../support/eventually.js';
import { startDeskApi, type DeskApi } from './desk-api.js';

const CLAIM = `mutation($key: ID!, $caseId: ID!) { claimCase(key: $key, caseId: $caseId) { leaseToken case { version } } }`;
const DECIDE = `mutation($key: ID!, $input: DecideInput!, $thenClaim: ID) { decide(key: $key, input: $input, thenClaim: $thenClaim) {
  result { __typename ... on Decision { id } ... on ProposalMade { proposal { id contentHash mayApprove proposedBy { id } } } }
  next { __typename ... on Claim { leaseToken case { id state } } ... on QueueEmpty { reason } } } }`;
const APPROVE = `mutation($key: ID!, $id: ID!, $contentHash: String!) { approveProposal(key: $key, id: $id, contentHash: $contentHash) { id } }`;
const REFUSE = `mutation($key: ID!, $id: ID!, $words: String!) { refuseProposal(key: $key, id: $id, words: $words) { id state words } }`;
const PROPOSALS = `{ proposals { id mayApprove state reasons measures { measure } } }`;
const STATE = `query($id: ID!) { case(id: $id) { state } }`;

describe('deciding through the API', () => {
  let api: DeskApi;
  let author: TestPerson;
  let second: TestPerson;
  beforeAll(async () => {
    api = await startDeskApi();
    author = await api.person();
    second = await api.person('senior_moderator');
  });
  afterAll(() => api?.close());

  const codeOf = (answer: any): string | undefined => answer.errors?.[0]?.extensions.code;
  const stateOf = async (caseId: string) => (await api.ask(second, STATE, { id: caseId })).data.case.state;
  const inputFor = async (caseId: string, more: object, person = author) => {
    let claimed: any;
    // A right to a queue holds in every process a second after it was given.
    await eventually(async () => {
      claimed = await api.ask(person, CLAIM, { key: newId(), caseId });
      expect(claimed.errors).toBeUndefined();
    });
    const { leaseToken, case: read } = claimed.data.claimCase;
    return { caseId, leaseToken, version: read.version, rationale: 'It calls for violence.', ...more };
  };
  /** Somebody proposes what cannot be undone. */
  const propose = async () => {
    const subjectId = await api.desk.subject('account');
    const caseId = await api.desk.flag(subjectId);
    const input = await inputFor(caseId, {
      outcome: 'violation',
      policyVersionId: api.desk.policyVersionId,
      measures: [{ measure: 'terminate_account', subjectIds: [subjectId] }],
    });
    const answer = await api.ask(author, DECIDE, { key: newId(), input });
    expect(answer.errors).toBeUndefined();
    const { proposal } = answer.data.decide.result;
    return { subjectId, caseId, id: proposal.id as string, contentHash: proposal.contentHash as string, proposal };
  };

  it('a measure that cannot be undone waits; only somebody else is asked to approve it', async () => {
    const made = await propose();
    expect(made.proposal).toMatchObject({ mayApprove: false, proposedBy: { id: author.acting.id } });
    expect(await stateOf(made.caseId)).toBe('awaiting_approval');
    const shown = (await api.ask(second, PROPOSALS)).data.proposals.find((one: { id: string }) => one.id === made.id);
    expect(shown).toEqual({
      id: made.id,
      mayApprove: true,
      state: 'pending',
      reasons: ['irreversible:terminate_account'],
      measures: [{ measure: 'terminate_account' }],
    });
    expect(await api.desk.ordersOf(made.subjectId)).toEqual([]);
  });

  it('another person approves exactly what was proposed: the decision is made once, whatever is sent again', async () => {
    const made = await propose();
    const key = newId();
    const approve = () => api.ask(second, APPROVE, { key, id: made.id, contentHash: made.contentHash });
    const [first, again] = await Promise.all([approve(), approve()]);
    expect(first.errors).toBeUndefined();
    expect(again.data).toEqual(first.data);
    expect(await stateOf(made.caseId)).toBe('decided');
    expect(await api.desk.ordersOf(made.subjectId)).toEqual(['apply waiting']);
    const people = await api.desk.query(
      `select person_id as person, role from decision_participant where decision_id = $1 order by role`,
      [first.data.approveProposal.id],
    );
    expect(people).toEqual([
      { person: second.acting.id, role: 'approved' },
      { person: author.acting.id, role: 'proposed' },
    ]);
  });

  it('is not approved by its author, nor by who may not approve, nor with another content, nor twice', async () => {
    const made = await propose();
    const approve = (person: TestPerson, contentHash = made.contentHash) =>
      api.ask(person, APPROVE, { key: newId(), id: made.id, contentHash });
    const asSenior = await api.person('senior_moderator');
    await api.desk.query('update decision_proposal set proposed_by = $2 where id = $1', [made.id, asSenior.acting.id]);
    for (const answer of [await approve(asSenior), await approve(author), await approve(second, '00'.repeat(32))]) {
      expect(answer.data?.approveProposal ?? null).toBeNull();
      expect(codeOf(answer)).toMatch(/^(FORBIDDEN|PROPOSAL_OWN|PROPOSAL_CONTENT)$/);
    }
    expect(await stateOf(made.caseId)).toBe('awaiting_approval');
    expect((await approve(second)).errors).toBeUndefined();
    expect(codeOf(await approve(second))).toBeDefined();
    expect(await api.desk.query('select from decision where case_id = $1', [made.caseId])).toHaveLength(1);
  });

  it('a refusal gives the case back with the second person’s words, and nothing is ordered', async () => {
    const made = await propose();
    const empty = await api.ask(second, REFUSE, { key: newId(), id: made.id, words: ' ' });
    expect(empty.errors[0].extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'words' });
    const refused = await api.ask(second, REFUSE, { key: newId(), id: made.id, words: 'The quote is from a report.' });
    expect(refused.data.refuseProposal).toEqual({
      id: made.id,
      state: 'refused',
      words: 'The quote is from a report.',
    });
    expect(await stateOf(made.caseId)).toBe('open');
    expect(await api.desk.ordersOf(made.subjectId)).toEqual([]);
    expect(
      codeOf(await api.ask(second, APPROVE, { key: newId(), id: made.id, contentHash: made.contentHash })),
    ).toBeDefined();
  });

  it('a decision brings the next case of the queue along, once, also when it is sent again', async () => {
    const person = await api.person();
    const queueId = newId();
    await api.desk.query(
      `insert into queue (id, code, name, kind, position) values ($1::uuid, $1::text, '{"en": "Next"}', 'general', 60)`,
      [queueId],
    );
    for (const table of ['queue_head', 'queue_count'])
      await api.desk.query(`insert into ${table} (queue_id) values ($1)`, [queueId]);
    await api.desk.query('insert into queue_access (queue_id, person_id) values ($1, $2)', [queueId, person.acting.id]);
    const [one, next] = [await api.desk.flag(await api.desk.subject()), await api.desk.flag(await api.desk.subject())];
    await api.desk.query('update review_case set queue_id = $2 where id = any($1::uuid[])', [[one, next], queueId]);
    await api.desk.query(
      `update queue_head set head = (select min(rank) from review_case where queue_id = $1) where queue_id = $1`,
      [queueId],
    );
    const input = await inputFor(one, { outcome: 'no_violation' }, person);
    const key = newId();
    const first = await api.ask(person, DECIDE, { key, input, thenClaim: queueId });
    expect(first.data.decide).toMatchObject({
      result: { __typename: 'Decision' },
      next: { __typename: 'Claim', case: { id: next, state: 'claimed' } },
    });
    expect((await api.ask(person, DECIDE, { key, input, thenClaim: queueId })).data).toEqual(first.data);
    const [last] = [await inputFor(next, { outcome: 'no_violation' }, person)];
    const empty = await api.ask(person, DECIDE, { key: newId(), input: last, thenClaim: queueId });
    expect(empty.data.decide.next).toEqual({ __typename: 'QueueEmpty', reason: 'empty' });
  });
});
