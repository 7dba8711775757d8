import { newId } from '@mizan/foundation/ids.js';
import type { TestPerson } from '@mizan/identity/identity.builders.js';
import { eventually } from '../support/eventually.js';
import { Listening, startDeskApi, type DeskApi } from './desk-api.js';

const QUEUE = `subscription Queue($queueId: ID!) { queueChanged(queueId: $queueId) { caseId what case { id state } } }`;
const CASE = `subscription Case($caseId: ID!) { caseChanged(caseId: $caseId) { caseId what by { id } } }`;
const ORDERS = `subscription { ordersChanged { id state } }`;
const CLAIM = `mutation($key: ID!, $caseId: ID!) { claimCase(key: $key, caseId: $caseId) { leaseToken case { version } } }`;
const RELEASE = `mutation($key: ID!, $caseId: ID!, $leaseToken: ID!) { releaseCase(key: $key, caseId: $caseId, leaseToken: $leaseToken) { id } }`;
const DECIDE = `mutation($key: ID!, $input: DecideInput!) { decide(key: $key, input: $input) { result { __typename } } }`;
const RENEW = `mutation($tokens: [LeaseInput!]!) { renewClaims(tokens: $tokens) { caseId ok } }`;

/** Longest that a step may take to the screen of a colleague, and that a revoked session may go on hearing. */
const SEEN_WITHIN_MS = 1_000;
const GONE_WITHIN_MS = 5_000;

describe('live changes over the socket', () => {
  let api: DeskApi;
  let watcher: TestPerson;
  let colleague: TestPerson;
  beforeAll(async () => {
    api = await startDeskApi();
    watcher = await api.person();
    colleague = await api.person();
  });
  afterAll(() => api?.close());

  const newCase = async () => api.desk.flag(await api.desk.subject());
  const claim = async (person: TestPerson, caseId: string) => {
    const answer = await api.ask(person, CLAIM, { key: newId(), caseId });
    expect(answer.errors).toBeUndefined();
    return answer.data.claimCase as { leaseToken: string; case: { version: number } };
  };
  /** A right to a queue holds in every process a second after it was given. */
  const claimSoon = async (person: TestPerson, caseId: string) => {
    let lease: Awaited<ReturnType<typeof claim>> | undefined;
    await eventually(async () => {
      lease = await claim(person, caseId);
    });
    return lease ?? { leaseToken: '', case: { version: 0 } };
  };
  const hidden = async () => {
    const queueId = newId();
    await api.desk.query(
      `insert into queue (id, code, name, kind, position) values ($1::uuid, $1::text, '{"en": "Hidden"}', 'general', 50)`,
      [queueId],
    );
    await api.desk.query('insert into queue_head (queue_id) values ($1)', [queueId]);
    await api.desk.query('insert into queue_count (queue_id) values ($1)', [queueId]);
    return queueId;
  };

  it('a colleague’s step in a queue is there within a second, with what the watcher may read of the case', async () => {
    const listening = new Listening(api.socket(watcher), QUEUE, { queueId: api.desk.queueId });
    await listening.heard(newCase);
    const caseId = await newCase();
    await eventually(() =>
      expect(listening.events.at(-1)?.data.queueChanged).toMatchObject({ caseId, what: 'opened' }),
    );
    await claim(colleague, caseId);
    const claimedAt = performance.now();
    await eventually(() =>
      expect(listening.events.at(-1)?.data.queueChanged).toEqual({
        caseId,
        what: 'claimed',
        case: { id: caseId, state: 'claimed' },
      }),
    );
    expect((listening.events.at(-1)?.at ?? Infinity) - claimedAt).toBeLessThan(SEEN_WITHIN_MS);
    listening.stop();
  });

  it('who works on a case hears at once that a colleague’s decision took it along, by whom, and has no lease any more', async () => {
    const [subject, further] = [await api.desk.subject(), await api.desk.subject()];
    const [own, taken] = [await api.desk.flag(subject), await api.desk.flag(further)];
    const lease = await claim(watcher, taken);
    const listening = new Listening(api.socket(watcher), CASE, { caseId: taken });
    await listening.heard(() =>
      api.ask(watcher, `mutation($key: ID!, $id: ID!) { addCaseNote(key: $key, caseId: $id, text: "n") { id } }`, {
        key: newId(),
        id: taken,
      }),
    );
    const mine = await claim(colleague, own);
    const decided = await api.ask(colleague, DECIDE, {
      key: newId(),
      input: {
        caseId: own,
        leaseToken: mine.leaseToken,
        version: mine.case.version,
        outcome: 'violation',
        policyVersionId: api.desk.policyVersionId,
        furtherSubjectIds: [further],
        measures: [{ measure: 'remove_channel', subjectIds: [subject, further] }],
        rationale: 'It calls for violence.',
      },
    });
    expect(decided.data?.decide.result.__typename ?? decided.errors).toBe('Decision');
    const decidedAt = performance.now();
    await eventually(() =>
      expect(listening.events.at(-1)?.data.caseChanged).toEqual({
        caseId: taken,
        what: 'decided',
        by: { id: colleague.acting.id },
      }),
    );
    expect((listening.events.at(-1)?.at ?? Infinity) - decidedAt).toBeLessThan(SEEN_WITHIN_MS);
    const renewed = await api.ask(watcher, RENEW, { tokens: [{ caseId: taken, leaseToken: lease.leaseToken }] });
    expect(renewed.errors).toBeUndefined();
    expect(renewed.data.renewClaims).toEqual([{ caseId: taken, ok: false }]);
    listening.stop();
  });

  it('a queue without access is refused as one that does not exist, and nothing of it comes with another', async () => {
    const queueId = await hidden();
    const refused = new Listening(api.socket(watcher), QUEUE, { queueId });
    const missing = new Listening(api.socket(watcher), QUEUE, { queueId: newId() });
    const codes = ({ error }: Listening) => [error].flat().map((each) => each?.extensions?.code);
    await eventually(() => expect([codes(refused), codes(missing)]).toEqual([['NOT_FOUND'], ['NOT_FOUND']]));

    const listening = new Listening(api.socket(watcher), QUEUE, { queueId: api.desk.queueId });
    const one = new Listening(api.socket(watcher), CASE, { caseId: await newCase() });
    await listening.heard(newCase);
    const secret = await newCase();
    await eventually(() => expect(listening.events.at(-1)?.data.queueChanged.caseId).toBe(secret));
    await api.desk.query('update review_case set queue_id = $2 where id = $1', [secret, queueId]);
    await api.desk.query('insert into queue_access (queue_id, person_id) values ($1, $2)', [
      queueId,
      colleague.acting.id,
    ]);
    const heard = listening.events.length;
    const lease = await claimSoon(colleague, secret);
    await api.ask(colleague, RELEASE, { key: newId(), caseId: secret, leaseToken: lease.leaseToken });
    // A later change that may be seen arrives, so what came before it would have.
    const later = await newCase();
    await eventually(() => expect(listening.events.at(-1)?.data.queueChanged.caseId).toBe(later));
    expect(listening.events.slice(heard).map(({ data }) => data.queueChanged.caseId)).toEqual([later]);
    expect(one.events.filter(({ data }) => data.caseChanged.caseId === secret)).toEqual([]);
  });

  it('orders are told only to who may see their case', async () => {
    const queueId = await hidden();
    const senior = await api.person('senior_moderator');
    const listening = new Listening(api.socket(senior), ORDERS);
    const person = await api.desk.person();
    const decided = async () => (await api.desk.remove(person, await api.desk.subject())).decisionId;
    await listening.heard(decided);
    const orderOf = async (decisionId: string) =>
      (await api.desk.query<{ id: string }>('select id from platform_order where decision_id = $1', [decisionId]))[0]
        ?.id;
    // The case goes where the watcher cannot follow before its order is made.
    const subject = await api.desk.subject();
    const caseId = await api.desk.flag(subject);
    const claimed = await api.desk.claim(person, caseId);
    await api.desk.query('update review_case set queue_id = $2 where id = $1', [caseId, queueId]);
    await api.desk.query('insert into queue_access (queue_id, person_id) values ($1, $2)', [queueId, person.id]);
    api.desk.access.forget();
    const answer = await api.desk.decide(
      person,
      api.desk.draft(caseId, { measures: api.desk.removing(subject) }),
      claimed,
    );
    const secret = answer.kind === 'decision' ? await orderOf(answer.decisionId) : undefined;
    expect(secret).toBeDefined();
    const seen = await orderOf(await decided());
    await eventually(() => expect(listening.events.map(({ data }) => data.ordersChanged.id)).toContain(seen));
    expect(listening.events.map(({ data }) => data.ordersChanged.id)).not.toContain(secret);
  });

  it.each([
    ['the session is revoked', 'update session set revoked_at = clock_timestamp() where id = $1', 'sessionId'],
    ['the person is disabled', `update person set status = 'disabled' where id = $1`, 'id'],
    ['the role is taken', 'delete from person_role where person_id = $1', 'id'],
  ] as const)('ends at most five seconds after %s, and carries nothing in between', async (_what, sql, which) => {
    const leaving = await api.person();
    const listening = new Listening(api.socket(leaving), QUEUE, { queueId: api.desk.queueId });
    await listening.heard(newCase);
    const heard = listening.events.length;
    await api.desk.query(sql, [leaving.acting[which]]);
    const takenAt = performance.now();
    await newCase();
    await eventually(() => expect(listening.endedAt).not.toBeNull(), 2 * GONE_WITHIN_MS);
    expect((listening.endedAt ?? Infinity) - takenAt).toBeLessThan(GONE_WITHIN_MS);
    expect(listening.events.slice(heard)).toEqual([]);
  });
});
