import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createKey, type TestPerson } from '@mizan/identity/identity.builders.js';
import { startDeskApi, type DeskApi } from './desk-api.js';

let api: DeskApi;
let moderator: TestPerson;
let senior: TestPerson;
let auditor: TestPerson;
let url = '';
let authorization = '';

beforeAll(async () => {
  api = await startDeskApi();
  moderator = await api.person('moderator');
  senior = await api.person('senior_moderator');
  auditor = await api.person('auditor');
  url = `http://127.0.0.1:${(api.app.getHttpServer().address() as AddressInfo).port}`;
  const key = await createKey(api.database.dataSource, {
    platformId: api.desk.platformId,
    scopes: ['subjects', 'registrations'],
  });
  authorization = key.authorization;
});
afterAll(() => api.close());

const send = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const PARTS = `id number state class foundBy harmHours stillBarred registerEntryProposed version
  subject { id } judgedBy { id } remedy { id kind via chosen done order { state } restriction { measure } } residual { measure }
  pass { token expiresAt revokedAt }`;

async function confirmed(): Promise<{ id: string; version: number; subjectId: string }> {
  const subjectId = await api.desk.subject();
  await api.desk.remove(moderator.acting, subjectId);
  const opened = await api.ask(
    senior,
    `mutation($k: ID!, $s: ID!) { openCollateralCase(key: $k, subjectId: $s, class: researcher, basis: academic_research, note: "ORCID.") { ${PARTS} } }`,
    { k: randomUUID(), s: subjectId },
  );
  const { id, version } = opened.data.openCollateralCase;
  const judged = await api.ask(
    senior,
    `mutation($k: ID!, $i: ID!, $v: Int!) { judgeCollateralCase(key: $k, id: $i, version: $v, confirm: true, class: researcher, basis: academic_research, note: "ORCID.") { ${PARTS} } }`,
    { k: randomUUID(), i: id, v: version },
  );
  expect(judged.data.judgeCollateralCase).toMatchObject({ state: 'confirmed', judgedBy: { id: senior.acting.id } });
  return { id, version: judged.data.judgeCollateralCase.version, subjectId };
}

describe('collateral cases over GraphQL', () => {
  it('go from a finding to a remedy with its order, and are listed with their totals', async () => {
    const { id, version, subjectId } = await confirmed();
    const read = await api.ask(auditor, `query($i: ID!) { collateralCase(id: $i) { ${PARTS} } }`, { i: id });
    const [item] = read.data.collateralCase.remedy;
    expect(item).toMatchObject({ kind: 'measure', via: 'same_person', chosen: true, order: null, done: false });
    const remedied = await api.ask(
      senior,
      `mutation($k: ID!, $i: ID!, $v: Int!, $items: [ID!]!) { remedyCollateralCase(key: $k, id: $i, version: $v, itemIds: $items, rationale: "Swept up.") { ${PARTS} } }`,
      { k: randomUUID(), i: id, v: version, items: [item.id] },
    );
    expect(remedied.data.remedyCollateralCase).toMatchObject({ state: 'remedying', residual: [] });
    const list = await api.ask(
      moderator,
      `{ collateralCases(filter: { state: [remedying] }, first: 10) { nodes { id subject { id } } pageInfo { hasNextPage } } collateralTotals { remedying stillBarred } }`,
    );
    expect(list.data.collateralCases.nodes).toEqual([{ id, subject: { id: subjectId } }]);
    expect(list.data.collateralTotals.remedying).toBe(1);
  });

  it('are worked by nobody without the right', async () => {
    const { id, version } = await confirmed();
    for (const act of [
      `judgeCollateralCase(key: "${randomUUID()}", id: "${id}", version: ${version}, confirm: false, class: other, basis: none, note: "x") { id }`,
      `remedyCollateralCase(key: "${randomUUID()}", id: "${id}", version: ${version}, itemIds: [], rationale: "x") { id }`,
      `giveRegistrationPass(key: "${randomUUID()}", id: "${id}") { id }`,
      `proposeToRegister(key: "${randomUUID()}", id: "${id}") { id }`,
      `startAfterCheck(key: "${randomUUID()}", platformId: "${api.desk.platformId}") { id }`,
    ]) {
      const answer = await api.ask(moderator, `mutation { ${act} }`);
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('show the token of a pass once, to whoever gave it', async () => {
    const { id } = await confirmed();
    const key = randomUUID();
    const give = () =>
      api.ask(senior, `mutation($k: ID!, $i: ID!) { giveRegistrationPass(key: $k, id: $i) { pass { token } } }`, {
        k: key,
        i: id,
      });
    expect((await give()).data.giveRegistrationPass.pass.token).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect((await give()).data.giveRegistrationPass.pass.token).toBeNull();
    const read = await api.ask(senior, `query($i: ID!) { collateralCase(id: $i) { pass { token expiresAt } } }`, {
      i: id,
    });
    expect(read.data.collateralCase.pass).toMatchObject({ token: null, expiresAt: expect.any(String) });
  });

  it('tell of a proposal to the register nobody who could not have made it', async () => {
    const { id } = await confirmed();
    const proposed = await api.ask(
      senior,
      `mutation($k: ID!, $i: ID!) { proposeToRegister(key: $k, id: $i) { registerEntryProposed } }`,
      { k: randomUUID(), i: id },
    );
    expect(proposed.data.proposeToRegister.registerEntryProposed).toBe(true);
    const seen = await api.ask(moderator, `query($i: ID!) { collateralCase(id: $i) { registerEntryProposed } }`, {
      i: id,
    });
    expect(seen.data.collateralCase.registerEntryProposed).toBe(false);
  });

  it('start an after-check and stop it', async () => {
    const started = await api.ask(
      senior,
      `mutation($k: ID!, $p: ID!) { startAfterCheck(key: $k, platformId: $p) { id state total done startedBy { id } } }`,
      { k: randomUUID(), p: api.desk.platformId },
    );
    const run = started.data.startAfterCheck;
    expect(run).toMatchObject({ state: 'running', done: 0, startedBy: { id: senior.acting.id } });
    expect(run.total).toBeGreaterThan(0);
    const stopped = await api.ask(senior, `mutation($k: ID!, $i: ID!) { stopAfterCheck(key: $k, id: $i) { state } }`, {
      k: randomUUID(),
      i: run.id,
    });
    expect(stopped.data.stopAfterCheck.state).toBe('stopped');
  });
});

describe('POST /v1/registration-checks', () => {
  it('answers what the keys of POST /v1/subjects say, and nothing more', async () => {
    await confirmed();
    const phone = { kind: 'phone', value: '+999 123 456 789' };
    const kept = await send('/v1/subjects', { native_id: '4711', kind: 'account', identity_keys: [phone] });
    expect(kept.status).toBe(202);
    const { subject_id: subjectId } = (await kept.json()) as { subject_id: string };
    expect(await (await send('/v1/registration-checks', { keys: [phone] })).json()).toEqual({ answer: 'allowed' });
    await api.database.dataSource.query(
      `with d as (insert into decision (platform_id, case_id, round, outcome, rationale, requires_second, grace_until)
         select $1, c.id, 1, 'no_violation', 'x', false, clock_timestamp() from review_case c limit 1 returning id),
       r as (insert into restriction (platform_id, subject_id, measure) values ($1, $2, 'bar_reregistration') returning id)
       select d.id as decision, r.id as restriction from d, r`,
      [api.desk.platformId, subjectId],
    );
    await api.database.dataSource.query(
      `insert into restriction_cover (restriction_id, decision_id)
       select r.id, d.id from restriction r, decision d where r.subject_id = $1 and d.rationale = 'x'`,
      [subjectId],
    );
    const barred = await send('/v1/registration-checks', { keys: [{ kind: 'phone', value: '00999123456789' }] });
    expect([barred.status, await barred.json()]).toEqual([200, { answer: 'barred' }]);
  });

  it('names the field that is wrong, and lets in no key without the scope', async () => {
    const wrong = await send('/v1/registration-checks', { keys: [{ kind: 'fax', value: '1' }] });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'INVALID_INPUT', field: 'keys.0.kind' }]);
    expect((await send('/v1/registration-checks', { keys: [] })).status).toBe(400);
    const other = await createKey(api.database.dataSource, { platformId: api.desk.platformId, scopes: ['flags'] });
    const refused = await send(
      '/v1/registration-checks',
      { keys: [{ kind: 'other', value: '1' }] },
      { authorization: other.authorization },
    );
    expect(refused.status).toBe(403);
    expect((await send('/v1/registration-checks', {}, { authorization: '' })).status).toBe(401);
  });

  it('makes a key wait that asks too often', async () => {
    const key = await createKey(api.database.dataSource, {
      platformId: api.desk.platformId,
      scopes: ['registrations'],
    });
    const ask = () =>
      send('/v1/registration-checks', { keys: [{ kind: 'other', value: '1' }] }, { authorization: key.authorization });
    expect((await ask()).status).toBe(200);
    // As after a burst: the bucket is empty and has not begun to fill.
    await api.database.dataSource.query(
      `update rate_bucket set tokens = 0, refilled_at = clock_timestamp() + interval '1 minute' where key = $1`,
      [`registration:${key.acting.id}`],
    );
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
