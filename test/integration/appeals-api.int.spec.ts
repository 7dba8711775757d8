import { randomUUID } from 'node:crypto';
import { createKey, type TestPerson } from '@mizan/identity/identity.builders.js';
import { startDeskApi, Listening, type DeskApi } from './desk-api.js';
import { AppealsDesk } from './appeals-desk.js';
import { testConfig } from './identity-app.js';

let api: DeskApi;
let desk: AppealsDesk;
let moderator: TestPerson;
let handler: TestPerson;
let supervisor: TestPerson;
let authorization: string;
let url: string;
let sourceId: string;

beforeAll(async () => {
  api = await startDeskApi();
  desk = await new AppealsDesk(api.database.dataSource, {}, testConfig(api.database.url)).open();
  [moderator, handler, supervisor] = [
    await api.person('moderator'),
    await api.person('appeal_handler'),
    await api.person('supervisor'),
  ];
  const { port } = api.app.getHttpServer().address() as { port: number };
  url = `http://127.0.0.1:${port}`;
  const [source] = await desk.query<{ id: string }>(
    `insert into source (code, name, kind, platform_id) values ('own', 'Own', 'user_report', $1) returning id`,
    [desk.platformId],
  );
  sourceId = source?.id ?? '';
  authorization = (
    await createKey(api.database.dataSource, { sourceId, platformId: desk.platformId, scopes: ['appeals', 'flags'] })
  ).authorization;
});
afterAll(() => api.close());

const post = async (body: unknown, type = 'application/json') => {
  const answer = await fetch(`${url}/v1/appeals`, {
    method: 'POST',
    headers: { authorization, 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
};

/** A native id of a channel that was removed, with its subject and decision. */
async function removed(person = moderator): Promise<{ subjectId: string; decisionId: string }> {
  const subjectId = await desk.subject();
  const { decisionId } = await desk.remove(person.acting, subjectId);
  await desk.letGracePass();
  await desk.query('update decision_settlement set settled_at = clock_timestamp() where settled_at is null');
  return { subjectId, decisionId };
}

const line = (subjectId: string, change: object = {}) => ({
  external_id: randomUUID(),
  subject: { native_id: subjectId, kind: 'channel' },
  reasons: 'I am a researcher.',
  language: 'en',
  ...change,
});

async function known(subjectId: string): Promise<void> {
  await desk.query(
    `insert into subject_key (platform_id, kind, value_normalised, value_as_seen, subject_id)
     values ($1, 'native_id', $2::text, $2::text, $2::uuid) on conflict do nothing`,
    [desk.platformId, subjectId],
  );
}

async function filed(change: object = {}) {
  const made = await removed();
  await known(made.subjectId);
  const { status, text } = await post(line(made.subjectId, change));
  if (status !== 202) throw new Error(text);
  const answer = JSON.parse(text);
  await desk.live();
  const [row] = await desk.query<{ id: string; caseId: string }>(
    'select id, case_id as "caseId" from appeal where number = $1',
    [answer.number],
  );
  if (!row) throw new Error('no appeal');
  return { ...made, ...row, number: String(answer.number), secret: String(answer.secret) };
}

describe('appeals that a platform sends', () => {
  it('are answered with what the person keeps, the same again and again', async () => {
    const { subjectId } = await removed();
    await known(subjectId);
    const sent = line(subjectId, { contact: { email: 'r@example.org' }, claimed_status: 'journalist' });
    const first = await post(sent);
    expect(first.status).toBe(202);
    const answer = JSON.parse(first.text);
    expect(answer).toMatchObject({ status: 'accepted', repeated: false });
    expect(answer.number).toMatch(/^A-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const again = await Promise.all(Array.from({ length: 4 }, () => post(sent)));
    for (const each of again) expect(JSON.parse(each.text)).toEqual({ ...answer, repeated: true });
    const [row] = await desk.query('select verified_by, claimed_status from appeal where number = $1', [answer.number]);
    expect(row).toEqual({ verified_by: 'platform', claimed_status: 'journalist' });
  });

  it('are refused line by line, naming the field, and the others are kept', async () => {
    const { subjectId } = await removed();
    await known(subjectId);
    const good = line(subjectId);
    const lines = [
      good,
      line(subjectId, { reasons: '' }),
      line(subjectId, { contact: { email: 'nobody' } }),
      line(subjectId, { subject: undefined }),
      line(subjectId, { subject: undefined, reference: '7K4M-9QPT-2XHD-8W3F' }),
      line(subjectId, { subject: undefined, flag_external_id: 'never sent' }),
      line(subjectId, { decision_id: randomUUID() }),
      line(subjectId, { platform: 'elsewhere' }),
      line(subjectId, { evidence: [{ name: 'x.exe', data: Buffer.from('MZ\0\u0001').toString('base64') }] }),
      line(subjectId, { surprise: 1 }),
    ];
    const { status, text } = await post(lines.map((each) => JSON.stringify(each)).join('\n'), 'application/x-ndjson');
    expect(status).toBe(200);
    const answers = text
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(answers.map((each) => each.error?.field ?? each.status)).toEqual([
      'accepted',
      'reasons',
      'contact.email',
      'subject',
      'reference',
      'flag_external_id',
      'decision_id',
      'platform',
      'evidence.0.data',
      'surprise',
    ]);
  });

  it('bring files of the kinds that are kept, by content', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const made = await filed({ evidence: [{ name: '../../card.html', data: png.toString('base64') }] });
    const { data } = await api.ask(
      handler,
      `query Files($id: ID!) { appeal(id: $id) { files { name mediaType byteSize link } } }`,
      {
        id: made.id,
      },
    );
    expect(data.appeal.files).toMatchObject([{ name: 'card.html', mediaType: 'image/png', byteSize: png.length }]);
  });

  it('may be those of a reporter whose flag was refused, by their own id of the flag', async () => {
    const subjectId = await desk.subject();
    await known(subjectId);
    const flagged = await fetch(`${url}/v1/flags`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        external_id: 'flag-1',
        subject: { native_id: subjectId, kind: 'channel' },
        reason: 'bad',
      }),
    });
    const { case_id: caseId } = (await flagged.json()) as { case_id: string };
    const claimed = await desk.claim(moderator.acting, caseId);
    await desk.decide(
      moderator.acting,
      desk.draft(caseId, { outcome: 'no_violation', policyVersionId: null }),
      claimed,
    );
    const { text } = await post(line(subjectId, { subject: undefined, flag_external_id: 'flag-1' }));
    const { number } = JSON.parse(text);
    const [row] = await desk.query('select appellant, basis, subject_id from appeal where number = $1', [number]);
    expect(row).toEqual({ appellant: 'reporter', basis: 'notice_refused', subject_id: subjectId });
  });

  it('are told where they stand, and other platforms are told nothing', async () => {
    const made = await filed();
    const ask = (header: string, number = made.number) =>
      fetch(`${url}/v1/appeals/${number}`, { headers: { authorization: header } });
    expect(await (await ask(authorization)).json()).toMatchObject({
      number: made.number,
      state: 'in_review',
      outcome: null,
    });
    const [platform] = await desk.query<{ id: string }>(
      `insert into platform (code, kind, name, connector) values ('other', 'telegram', 'Other', 'webhook') returning id`,
    );
    const other = await createKey(api.database.dataSource, { platformId: platform?.id, scopes: ['appeals'] } as never);
    expect((await ask(other.authorization)).status).toBe(404);
    expect((await ask(authorization, 'A-0000-0000')).status).toBe(404);
    const flagsOnly = await createKey(api.database.dataSource, {
      sourceId,
      platformId: desk.platformId,
      scopes: ['flags'],
    });
    expect((await ask(flagsOnly.authorization)).status).toBe(403);
  });

  it('are in the document by which platforms integrate', async () => {
    const document = (await (await fetch(`${url}/v1/openapi.json`)).json()) as any;
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/appeals', '/v1/appeals/{number}', '/v1/flags']),
    );
    expect(document.components.schemas.Appeal.required).toEqual(
      expect.arrayContaining(['external_id', 'reasons', 'language']),
    );
  });
});

const APPEAL = `query One($id: ID!) { appeal(id: $id) {
  id number state outcome omittedReason basis appellant claimedStatus registerClass verification language waitingForAnswer
  subject { id } decision { id number } flag { id } platform { id } case { id state appeal { id } }
  reasons contact restrictions { asked result restriction { id measure } } files { id } messages { text fromPerson author { id } }
  steps { kind dueAt doneAt droppedAt } dispute { body dueAt outcome } informedAt submittedAt dueAt breached
  excludedPeople { id } eligibleHandlerCount needsOutsideHandler mayWork
  then { decision { id } policyVersion { id } policyChangedSince evidence { id } subjectTitle subjectHandle audience }
  changes { code at detail } history { id } precedents { id } siblings { id }
  residual { id measure } residualQuery resolution { id } cascade { kind targetId label state } notices { id kind } newRestriction version
} }`;
const CLAIM = `mutation Claim($key: ID!, $id: ID!) { claimCase(key: $key, caseId: $id) { leaseToken case { version } } }`;
const RESOLVE = `mutation Resolve($key: ID!, $input: ResolveAppealInput!) { resolveAppeal(key: $key, input: $input) {
  result { __typename ... on Appeal { id state outcome residual { id } } ... on LeaseLost { case { id } takenBy { id } }
    ... on AlreadyDecided { decision { id } } } next { __typename } } }`;

async function claim(person: TestPerson, caseId: string) {
  const { data } = await api.ask(person, CLAIM, { key: randomUUID(), id: caseId });
  return { leaseToken: data.claimCase.leaseToken, version: data.claimCase.case.version };
}

describe('appeals on the screens', () => {
  it('show then beside now, and the contact whole only to who works the case', async () => {
    const made = await filed({ contact: { name: 'Nour', email: 'researcher@example.org' } });
    const decidedUnder = desk.policyVersionId;
    const [newer] = await desk.query<{ id: string }>(
      `insert into policy_version (policy_id, n, title, guidance, severity_minutes, measures)
       select policy_id, 2, '{}', '{}', 60, measures from policy_version where id = $1 returning id`,
      [decidedUnder],
    );
    desk.policyVersionId = newer?.id ?? '';
    const { data, errors } = await api.ask(handler, APPEAL, { id: made.id });
    expect(errors).toBeUndefined();
    expect(data.appeal).toMatchObject({
      number: made.number,
      state: 'in_review',
      basis: 'visibility',
      reasons: 'I am a researcher.',
      contact: 'N••• · r•••@e•••.org',
      subject: { id: made.subjectId },
      decision: { id: made.decisionId },
      case: { id: made.caseId, appeal: { id: made.id } },
      excludedPeople: [{ id: moderator.acting.id }],
      mayWork: true,
      needsOutsideHandler: false,
      registerClass: false,
      then: {
        decision: { id: made.decisionId },
        policyVersion: { id: decidedUnder },
        policyChangedSince: true,
      },
    });
    expect(data.appeal.changes.map((each: any) => each.code)).toContain('policy_published');
    expect(data.appeal.residual).toHaveLength(1);
    const shown = await desk.query<{ id: string }>(data.appeal.residualQuery);
    expect(shown.map((row) => row.id)).toEqual(data.appeal.residual.map((one: any) => one.id));
    await claim(handler, made.caseId);
    const whole = await api.ask(handler, `query C($id: ID!) { appeal(id: $id) { contact } }`, { id: made.id });
    expect(whole.data.appeal.contact).toBe('Nour · researcher@example.org');
  });

  it('are for nobody who may not read appeals, and for nobody who does not see their queue', async () => {
    const made = await filed();
    const refused = await api.ask(moderator, `query C($id: ID!) { appeal(id: $id) { id } }`, { id: made.id });
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
    const [queue] = await desk.query<{ id: string }>(`select queue_id as id from review_case where id = $1`, [
      made.caseId,
    ]);
    await desk.query(
      `update review_case set queue_id = (select id from queue where code = 'protective-stays') where id = $1`,
      [made.caseId],
    );
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const hidden = await api.ask(handler, `query C($id: ID!) { appeal(id: $id) { id } appeals { nodes { id } } }`, {
      id: made.id,
    });
    expect(hidden.errors[0].extensions.code).toBe('NOT_FOUND');
    await desk.query(`update review_case set queue_id = $2 where id = $1`, [made.caseId, queue?.id]);
  });

  it('come in pages by when they are due, filtered and counted', async () => {
    await filed({ language: 'fr' });
    await filed({ language: 'fr' });
    const LIST = `query List($filter: AppealFilter, $first: Int, $after: String) {
      appeals(filter: $filter, first: $first, after: $after) { nodes { id number language dueAt } pageInfo { endCursor hasNextPage } }
      appealCounts { state count } appealsByBasis { basis submitted overturnRate lower upper medianHours } }`;
    const first = (await api.ask(handler, LIST, { filter: { language: 'fr' }, first: 1 })).data;
    expect(first.appeals.pageInfo.hasNextPage).toBe(true);
    const next = (
      await api.ask(handler, LIST, { filter: { language: 'fr' }, first: 1, after: first.appeals.pageInfo.endCursor })
    ).data;
    expect(next.appeals.nodes).toHaveLength(1);
    expect(next.appeals.nodes[0].id).not.toBe(first.appeals.nodes[0].id);
    expect(next.appeals.pageInfo.hasNextPage).toBe(false);
    const { number } = next.appeals.nodes[0];
    const byText = (await api.ask(handler, LIST, { filter: { text: String(number).toLowerCase() } })).data;
    expect(byText.appeals.nodes).toHaveLength(1);
    const inReview = first.appealCounts.find((row: any) => row.state === 'in_review').count;
    expect(inReview).toBeGreaterThanOrEqual(2);
    expect(first.appealsByBasis.map((row: any) => row.basis)).toHaveLength(6);
  });

  it('are answered in one act, once for each key, with all that follows, and tell who watches', async () => {
    const made = await filed();
    const lease = await claim(handler, made.caseId);
    const watching = new Listening(
      api.socket(handler),
      `subscription Watch($id: ID!) { appealChanged(appealId: $id) { id state outcome } }`,
      { id: made.id },
    );
    await watching.heard(() =>
      desk.transaction((manager) => desk.questions.answer(manager, made.id, 'One more thing.')),
    );
    const key = randomUUID();
    const input = {
      appealId: made.id,
      ...lease,
      outcome: 'reversed',
      reasons: 'You monitor, you do not spread.',
      rationale: 'Verified.',
    };
    const answers = await Promise.all([1, 2, 3].map(() => api.ask(handler, RESOLVE, { key, input })));
    for (const each of answers)
      expect(each.data.resolveAppeal.result).toMatchObject({
        __typename: 'Appeal',
        state: 'decided',
        outcome: 'reversed',
        residual: [],
      });
    const again = await api.ask(handler, RESOLVE, { key: randomUUID(), input });
    expect(again.data.resolveAppeal.result.__typename).toBe('AlreadyDecided');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(watching.events.at(-1)?.data.appealChanged).toMatchObject({ state: 'decided' });
    watching.stop();
    const [decisions] = await desk.query<{ n: number }>('select count(*)::int as n from decision where case_id = $1', [
      made.caseId,
    ]);
    expect(decisions?.n).toBe(1);
  });

  it('ask the person and show what they answer', async () => {
    const made = await filed();
    const lease = await claim(handler, made.caseId);
    const asked = await api.ask(
      handler,
      `mutation Ask($key: ID!, $id: ID!, $token: String!) { askAppellant(key: $key, appealId: $id, leaseToken: $token, text: "Who funds you?") {
        waitingForAnswer messages { id text fromPerson author { id } } } }`,
      { key: randomUUID(), id: made.id, token: lease.leaseToken },
    );
    expect(asked.data.askAppellant).toMatchObject({
      waitingForAnswer: true,
      messages: [{ text: 'Who funds you?', fromPerson: false, author: { id: handler.acting.id } }],
    });
    const withdrawn = await api.ask(
      handler,
      `mutation Withdraw($key: ID!, $id: ID!) { withdrawQuestion(key: $key, messageId: $id) { waitingForAnswer case { state } } }`,
      { key: randomUUID(), id: asked.data.askAppellant.messages[0].id },
    );
    expect(withdrawn.data.withdrawQuestion).toEqual({ waitingForAnswer: false, case: { state: 'open' } });
  });
});

describe('whoever had a part in what is appealed', () => {
  it('is refused by the API, whatever their role: the decider, their approver, a supervisor who proposed', async () => {
    const decider = await api.person('moderator', 'appeal_handler', 'senior_moderator');
    const proposer = await api.person('supervisor', 'senior_moderator', 'appeal_handler');
    const approver = await api.person('senior_moderator', 'appeal_handler');
    const made = await filed();
    // The same decision with the three in their parts, as a campaign or a four-eyes decision leaves them.
    for (const [person, role] of [
      [decider, 'decided'],
      [proposer, 'proposed'],
      [approver, 'approved'],
    ] as const)
      await desk.query(`insert into decision_participant (decision_id, person_id, role) values ($1, $2, $3)`, [
        made.decisionId,
        person.acting.id,
        role,
      ]);
    await desk.transaction((manager) => desk.independence.bar(manager, made.caseId, [made.decisionId]));
    const lease = await claim(handler, made.caseId);
    for (const person of [decider, proposer, approver]) {
      const taken = await api.ask(person, CLAIM, { key: randomUUID(), id: made.caseId });
      expect(taken.errors[0].extensions.code).toMatch(/NOT_INDEPENDENT|CASE_TAKEN/);
      const forged = await api.ask(person, RESOLVE, {
        key: randomUUID(),
        input: { appealId: made.id, ...lease, outcome: 'upheld', reasons: 'x', rationale: 'x' },
      });
      expect(forged.errors?.[0].extensions.code ?? forged.data.resolveAppeal.result.__typename).toMatch(
        /NOT_INDEPENDENT|LeaseLost/,
      );
      const seen = await api.ask(person, `query C($id: ID!) { appeal(id: $id) { mayWork } }`, { id: made.id });
      expect(seen.data.appeal.mayWork).toBe(false);
    }
    const [row] = await desk.query<{ outcome: string | null }>('select outcome from appeal where id = $1', [made.id]);
    expect(row?.outcome).toBeNull();
    await desk.query(
      `update review_case set state = 'open', claimed_by = null, lease_expires_at = null where id = $1`,
      [made.caseId],
    );
    const free = await api.ask(proposer, CLAIM, { key: randomUUID(), id: made.caseId });
    expect(free.errors[0].extensions.code).toBe('NOT_INDEPENDENT');
  });
});

describe('words to the person', () => {
  const SAVE = `mutation Save($key: ID!, $id: ID, $version: Int, $body: String!) { saveAppealReasonTemplate(key: $key, id: $id, version: $version,
    outcome: upheld, language: "en", title: "Calls for violence", body: $body, active: true) { id version body } }`;

  it('are kept as templates by those who manage appeals; an old version is refused', async () => {
    const made = await api.ask(supervisor, SAVE, { key: randomUUID(), body: 'It calls for violence.' });
    const { id, version } = made.data.saveAppealReasonTemplate;
    const changed = await api.ask(supervisor, SAVE, {
      key: randomUUID(),
      id,
      version,
      body: 'It called for violence.',
    });
    expect(changed.data.saveAppealReasonTemplate).toMatchObject({ id, version: 2 });
    const stale = await api.ask(supervisor, SAVE, { key: randomUUID(), id, version, body: 'Else.' });
    expect(stale.errors[0].extensions.code).toBe('TEMPLATE_CHANGED');
    const refused = await api.ask(handler, SAVE, { key: randomUUID(), body: 'Mine.' });
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
    const { data } = await api.ask(handler, `{ appealReasonTemplates(language: "en", outcome: upheld) { id body } }`);
    expect(data.appealReasonTemplates).toContainEqual({ id, body: 'It called for violence.' });
  });
});

it('every step was written down, and nothing that a person wrote', async () => {
  const [row] = await desk.query<{ kinds: string[]; text: string }>(
    `select array_agg(distinct kind) as kinds, string_agg(details::text, ' ') as text from audit_event where kind like 'appeal.%'`,
  );
  expect(row?.kinds).toEqual(
    expect.arrayContaining(['appeal.received', 'appeal.routed', 'appeal.decided', 'appeal.asked']),
  );
  expect(row?.text).not.toMatch(/researcher|Who funds you|monitor/);
});
