import { createLogger } from '@mizan/foundation/logger.js';
import { newId } from '@mizan/foundation/ids.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testConfig } from './identity-app.js';

const PUBLISHED = `policy { id current { n measures requiresSecond title(language: "ar-SY") } versions { n } } proposal { id contentHash state }`;

describe('policies and cases through the API', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let first: TestPerson;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await createApi(testConfig(database.url), createLogger('silent', 'test'));
    await app.init();
    first = await createPerson(database.dataSource, { roles: ['administrator'] });
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  async function ask(person: TestPerson, query: string, variables: object = {}) {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie: person.cookie },
      payload: JSON.stringify({ query, variables }),
    });
    return JSON.parse(answer.body);
  }
  const version = (more: object = {}) => ({
    titles: { en: 'Propaganda', ar: 'دعاية' },
    guidances: { en: 'What it is and what it is not.' },
    severityMinutes: 240,
    measures: ['label'],
    requiresSecond: false,
    ...more,
  });
  const publish = (person: TestPerson, policyId: string, basedOn: number, content: object) =>
    ask(
      person,
      `mutation($key: ID!, $policyId: ID!, $basedOn: Int!, $version: PolicyVersionInput!) {
         publishPolicyVersion(key: $key, policyId: $policyId, basedOn: $basedOn, version: $version) { ${PUBLISHED} } }`,
      { key: newId(), policyId, basedOn, version: content },
    );
  const create = (person: TestPerson, code: string, content: object) =>
    ask(
      person,
      `mutation($key: ID!, $code: String!, $version: PolicyVersionInput!) {
         createPolicy(key: $key, code: $code, category: terrorism, ground: "law", version: $version) { ${PUBLISHED} } }`,
      { key: newId(), code, version: content },
    );

  it('the only administrator publishes alone; a wrong text is named by field and language', async () => {
    const made = await create(first, 'propaganda', version());
    expect(made.data.createPolicy).toMatchObject({
      policy: { current: { n: 1, measures: ['label'], title: 'دعاية' } },
      proposal: null,
    });
    const bad = await create(first, 'other', version({ guidances: { en: 'x', ar: '' } }));
    expect(bad.errors[0].extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'version.guidances.ar' });
    const twice = await create(first, 'propaganda', version());
    expect(twice.errors[0].extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'code' });
  });

  it('with two administrators a wider version waits for the other one, who signs exactly what was proposed', async () => {
    const second = await createPerson(database.dataSource, { roles: ['administrator'] });
    const policyId = (await create(first, 'recruiting', version({ measures: [] }))).data.createPolicy.policy.id;
    const asked = await publish(first, policyId, 1, version({ measures: ['label', 'remove_channel'] }));
    const { policy, proposal } = asked.data.publishPolicyVersion;
    expect(policy.current).toMatchObject({ n: 1, measures: [] });
    expect(proposal.state).toBe('pending');

    const decide = (person: TestPerson, contentHash: string) =>
      ask(
        person,
        `mutation($key: ID!, $id: ID!, $hash: String!) { decideChange(key: $key, id: $id, approve: true, contentHash: $hash) { state } }`,
        { key: newId(), id: proposal.id, hash: contentHash },
      );
    expect((await decide(first, proposal.contentHash)).errors[0].extensions.code).toBe('SELF_APPROVAL');
    expect((await decide(second, '00')).errors[0].extensions.code).toBe('CHANGE_CONTENT_DIFFERS');
    expect((await decide(second, proposal.contentHash)).data.decideChange.state).toBe('approved');

    const now = await ask(first, '{ policies { id current { n measures } } }');
    expect(now.data.policies.find((one: { id: string }) => one.id === policyId).current).toEqual({
      n: 2,
      measures: ['label', 'remove_channel'],
    });
  });

  it('a narrower version needs nobody else, and one based on an old version is refused', async () => {
    const policyId = (await create(first, 'threats', version({ measures: [] }))).data.createPolicy.policy.id;
    expect((await publish(first, policyId, 1, version({ measures: [], requiresSecond: true }))).data).toMatchObject({
      publishPolicyVersion: { policy: { current: { n: 2, requiresSecond: true } }, proposal: null },
    });
    expect((await publish(first, policyId, 1, version({ measures: [] }))).errors[0].extensions).toMatchObject({
      code: 'STALE_VERSION',
      version: 2,
    });
  });

  it('versions are never changed, not even by the desk itself', async () => {
    await expect(database.dataSource.query('update policy_version set severity_minutes = 0')).rejects.toThrow();
    await expect(database.dataSource.query('delete from policy_version')).rejects.toThrow();
  });

  it('a person claims, works and gives back a case through the API, and sees its whole face', async () => {
    const source = database.dataSource;
    const moderator = await createPerson(source, { roles: ['moderator'] });
    const [{ id: platformId }] = await source.query(
      `insert into platform (code, kind, name, connector) values ('t', 'telegram', 'T', 'webhook') returning id`,
    );
    const [{ id: subjectId }] = await source.query(
      `insert into subject (platform_id, kind, title, description) values ($1, 'channel', 'Desk', 'Journalist') returning id`,
      [platformId],
    );
    const [{ id: queueId }] = await source.query(`select id from queue where code = 'general'`);
    await source.query(
      `with c as (insert into review_case (platform_id, subject_id, queue_id, rank, due_at, reasons)
         values ($1, $2, $3, 1, clock_timestamp(), '[{"code":"wave","minutes":60,"facts":{"value":12}}]') returning id, due_at)
       insert into case_round (case_id, n, opened_at, due_at, reason) select id, 1, clock_timestamp(), due_at, 'flagged' from c`,
      [platformId, subjectId, queueId],
    );
    const key = newId();
    const claim = () =>
      ask(
        moderator,
        `mutation($key: ID!, $queueId: ID!) { claimNext(key: $key, queueId: $queueId) { __typename ... on Claim {
           leaseToken late prefetched case { id number state breached headStartMinutes reasons { code minutes facts }
             subject { id cases { id } } platform { code } queue { name(language: "ar") mayWork access { role } counts { open } }
             claimedBy { id } rounds { n reason } notes { text } presence { person { id } } availableMeasures { code }
             relatedSubjects { id } careSignals { code words } audit { nodes { kind } } version } } } }`,
        { key, queueId },
      );
    const claimed = await claim();
    expect(claimed.errors).toBeUndefined();
    expect(claimed.data.claimNext).toMatchObject({
      __typename: 'Claim',
      late: false,
      case: {
        state: 'claimed',
        breached: true,
        headStartMinutes: 60,
        queue: { name: 'عام', mayWork: true },
        claimedBy: { id: moderator.acting.id },
        rounds: [{ n: 1, reason: 'flagged' }],
        careSignals: [{ code: 'declared_profession', words: 'journalist' }],
        audit: { nodes: [{ kind: 'case.claimed' }] },
      },
    });
    expect((await claim()).data.claimNext.leaseToken).toBe(claimed.data.claimNext.leaseToken);
    const { case: one, leaseToken } = claimed.data.claimNext;
    const renewed = await ask(
      moderator,
      `mutation($t: [LeaseInput!]!, $o: ID) { renewClaims(tokens: $t, opened: $o) { ok takenBy { id } } }`,
      { t: [{ caseId: one.id, leaseToken }], o: one.id },
    );
    expect(renewed.data.renewClaims).toEqual([{ ok: true, takenBy: null }]);
    const back = await ask(
      moderator,
      `mutation($key: ID!, $id: ID!, $t: String!) { releaseCase(key: $key, caseId: $id, leaseToken: $t) { state presence { person { id } } } }`,
      { key: newId(), id: one.id, t: leaseToken },
    );
    expect(back.data.releaseCase).toMatchObject({ state: 'open', presence: [{ person: { id: moderator.acting.id } }] });
    const exposed = await ask(
      moderator,
      'mutation { recordExposure(category: terrorism, seconds: 180) { exposureMinutesToday exposureLimitMinutes } }',
    );
    expect(exposed.data.recordExposure).toEqual({ exposureMinutesToday: 3, exposureLimitMinutes: 120 });
  });
});
