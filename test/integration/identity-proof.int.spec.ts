import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { generateSync } from 'otplib';
import { newId } from '@mizan/foundation/ids.js';
import { Requires, RequiresRecentProof } from '@mizan/foundation/permissions.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { codeOf, startIdentityApp, type TestApp } from './identity-app.js';

/** An act of the kind that asks again who is there. */
@Resolver()
@Requires('self.use')
class ActResolver {
  @Mutation(() => Boolean)
  @RequiresRecentProof()
  graveAct(@Args('yes') yes: boolean): boolean {
    return yes;
  }
}

const PASSWORD = 'seven grey parrots at noon';
const NEEDS = `mutation($role: Role!, $required: SecondFactorNeed!, $key: ID!) {
  setRoleSecondFactor(key: $key, role: $role, required: $required) { role required } }`;
const ACT = 'mutation { graveAct(yes: true) }';
const codeFor = (secret: string, stepsFromNow = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 });

describe('who is there', () => {
  let desk: TestApp;
  let administrator: TestPerson;
  const query = (sql: string, values: unknown[] = []) => desk.database.dataSource.query(sql, values);
  const as =
    (cookie: string | null) =>
    (text: string, variables: object = {}) =>
      desk.graphql(text, variables, { cookie });

  beforeAll(async () => {
    desk = await startIdentityApp({ providers: [ActResolver] });
    administrator = await createPerson(desk.database.dataSource, { roles: ['administrator'] });
  });
  beforeEach(() => query('delete from rate_bucket'));
  afterAll(() => desk?.close());

  const need = (role: string, required: string) => as(administrator.cookie)(NEEDS, { role, required, key: newId() });
  const age = (cookieOf: TestPerson, seconds: number) =>
    query(
      `update session set authenticated_at = clock_timestamp() - make_interval(secs => $2),
         second_factor_at = case when second_factor_at is not null then clock_timestamp() - make_interval(secs => $2) end
       where id = $1`,
      [cookieOf.acting.sessionId, seconds],
    );

  it('a role that needs a second factor opens nothing until one is set up, in the same session', async () => {
    const email = `${newId()}@desk.example`;
    await as(administrator.cookie)(
      'mutation($key: ID!, $email: String!, $password: String!) { createPerson(key: $key, name: "New", email: $email, password: $password) { id } }',
      { key: newId(), email, password: PASSWORD },
    );
    await query(`insert into person_role (person_id, role) select id, 'moderator' from person where email = $1`, [
      email,
    ]);
    expect((await need('moderator', 'always')).errors).toBeUndefined();
    const signedIn = await desk.graphql(
      'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { mustEnrol needsSecondFactor viewer { id } } }',
      { email, password: PASSWORD },
    );
    expect(signedIn.data.signIn).toEqual({ mustEnrol: true, needsSecondFactor: false, viewer: null });
    const person = as(signedIn.cookie);
    expect((await person('{ viewer { id } signInOptions { step } }')).data).toEqual({
      viewer: null,
      signInOptions: { step: 'enrol' },
    });
    expect(codeOf(await person('{ sessions { id } }'))).toBe('SECOND_FACTOR_ENROLMENT');
    const mixed = await person(
      `mutation { startTotp(key: "${newId()}") { secret } updateSettings(key: "${newId()}", input: { blur: false }) { id } }`,
    );
    expect(codeOf(mixed)).toBe('SECOND_FACTOR_ENROLMENT');
    const started = await person(`mutation { startTotp(key: "${newId()}") { secret } }`);
    const confirmed = await person(
      `mutation($code: String!) { confirmTotp(key: "${newId()}", code: $code) { secondFactor } }`,
      { code: codeFor(started.data.startTotp.secret) },
    );
    expect(confirmed.data.confirmTotp).toEqual({ secondFactor: true });
    expect((await person('{ sessions { current } }')).data.sessions).toEqual([{ current: true }]);
    await need('moderator', 'never');
  });

  it('by default the roles that steer need one where people come by https, and nobody on this machine', async () => {
    const { data } = await as(administrator.cookie)('{ roleSecondFactors { role required } }');
    const needs = Object.fromEntries(data.roleSecondFactors.map((row: any) => [row.role, row.required]));
    expect(needs).toMatchObject({
      ...{ administrator: 'when_public', supervisor: 'when_public', auditor: 'when_public' },
      ...{ moderator: 'never', senior_moderator: 'never', appeal_handler: 'never' },
    });
    const publicDesk = await startIdentityApp({
      database: desk.database,
      environment: { PUBLIC_URL: 'https://desk.example' },
    });
    try {
      const headers = { origin: 'https://desk.example' };
      for (const [role, code] of [
        ['administrator', 'SECOND_FACTOR_ENROLMENT'],
        ['auditor', 'SECOND_FACTOR_ENROLMENT'],
        ['moderator', undefined],
      ] as const) {
        const person = await createPerson(desk.database.dataSource, { roles: [role] });
        const cookie = `__Host-${person.cookie}`;
        expect(codeOf(await publicDesk.graphql('{ sessions { id } }', {}, { cookie, headers }))).toBe(code);
      }
    } finally {
      await publicDesk.close();
    }
  });

  it('only an administrator says which roles need one, and it is on record', async () => {
    const supervisor = await createPerson(desk.database.dataSource, { roles: ['supervisor'] });
    const refused = await as(supervisor.cookie)(NEEDS, { role: 'auditor', required: 'never', key: newId() });
    expect(codeOf(refused)).toBe('FORBIDDEN');
    await need('auditor', 'when_public');
    const [row] = await query(
      `select details from audit_event where kind = 'setting.changed' and actor_id = $1 order by id desc limit 1`,
      [administrator.acting.id],
    );
    expect(row.details).toEqual({ code: 'second_factor.auditor', to: 'when_public' });
  });

  it('a grave act asks for a password that is at most five minutes old', async () => {
    const person = await createPerson(desk.database.dataSource);
    const hash = await query('select password_hash from person where password_hash is not null limit 1');
    await query('update person set password_hash = $2 where id = $1', [person.acting.id, hash[0].password_hash]);
    const act = as(person.cookie);
    await age(person, 298);
    expect((await act(ACT)).data).toEqual({ graveAct: true });
    await age(person, 301);
    const refused = await act(ACT);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'PROOF_REQUIRED', by: 'password', withinMinutes: 5 });
    const wrong = await act('mutation { proveAgain(password: "another one entirely") }');
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'password' });
    expect(codeOf(await act(ACT))).toBe('PROOF_REQUIRED');
    expect((await act('mutation($p: String!) { proveAgain(password: $p) }', { p: PASSWORD })).errors).toBeUndefined();
    expect((await act(ACT)).data).toEqual({ graveAct: true });
  });

  it('somebody who has a second factor proves it by a code, not by the password, and each code once', async () => {
    const person = await createPerson(desk.database.dataSource);
    const hash = await query('select password_hash from person where password_hash is not null limit 1');
    await query('update person set password_hash = $2 where id = $1', [person.acting.id, hash[0].password_hash]);
    const act = as(person.cookie);
    const started = await act(`mutation { startTotp(key: "${newId()}") { secret } }`);
    const { secret } = started.data.startTotp;
    const first = codeFor(secret, -1);
    await act(`mutation($code: String!) { confirmTotp(key: "${newId()}", code: $code) { id } }`, { code: first });
    await age(person, 400);
    expect((await act(ACT)).errors?.[0]?.extensions).toMatchObject({ code: 'PROOF_REQUIRED', by: 'code' });
    const prove = (variables: object) =>
      act('mutation($code: String, $p: String) { proveAgain(code: $code, password: $p) }', variables);
    expect((await prove({ p: PASSWORD })).errors?.[0]?.extensions).toMatchObject({ field: 'code' });
    expect(codeOf(await prove({ code: first }))).toBe('BAD_SECOND_FACTOR');
    expect((await prove({ code: codeFor(secret, 0) })).errors).toBeUndefined();
    expect((await act(ACT)).data).toEqual({ graveAct: true });
  });
});

describe('asking much', () => {
  let desk: TestApp;
  let person: TestPerson;
  let other: TestPerson;

  beforeAll(async () => {
    desk = await startIdentityApp({ environment: { REQUEST_COST_PER_MINUTE: '30' } });
    person = await createPerson(desk.database.dataSource);
    other = await createPerson(desk.database.dataSource);
  });
  afterAll(() => desk?.close());

  it('passes as long as the budget lasts, then waits for 429 and the time to come again; others go on', async () => {
    // An object of one field costs 2 + 1.5 x 1, and brings one row: 5 with its fraction rounded up.
    const ask = (who: TestPerson) => desk.graphql('{ sessions { id } }', {}, { cookie: who.cookie });
    for (let n = 0; n < 6; n += 1) expect((await ask(person)).status).toBe(200);
    const refused = await ask(person);
    expect([refused.body, refused.status]).toEqual([expect.stringContaining('RATE_LIMITED'), 429]);
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(10);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: wait });
    expect((await ask(other)).status).toBe(200);
  });

  it('asks nothing of anybody when the operator sets it to 0', async () => {
    const free = await startIdentityApp({ database: desk.database, environment: { REQUEST_COST_PER_MINUTE: '0' } });
    try {
      for (let n = 0; n < 20; n += 1) {
        expect((await free.graphql('{ sessions { id } }', {}, { cookie: person.cookie })).status).toBe(200);
      }
    } finally {
      await free.close();
    }
  });
});
