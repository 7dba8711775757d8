import { generateSync } from 'otplib';
import { newId } from '@mizan/foundation/ids.js';
import type { Role } from '@mizan/foundation/permissions.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { SignInLeftovers } from '@mizan/identity/sign-in-leftovers.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { codeOf, startIdentityApp, type TestApp } from './identity-app.js';

const PASSWORD = 'seven grey parrots at noon';
const SIGN_IN = `mutation($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { needsSecondFactor viewer { id name email roles permissions } } }`;
const CONFIRM = 'mutation($code: String!) { confirmSecondFactor(code: $code) { needsSecondFactor viewer { id } } }';
const VIEWER = '{ viewer { id secondFactor locale settings { blur theme optOutCategories } } }';

describe('signing in', () => {
  let desk: TestApp;
  let administrator: TestPerson;
  const query = (sql: string, values: unknown[] = []) => desk.database.dataSource.query(sql, values);

  beforeAll(async () => {
    desk = await startIdentityApp();
    administrator = await createPerson(desk.database.dataSource, { roles: ['administrator'] });
  });
  beforeEach(() => query('delete from rate_bucket'));
  afterAll(() => desk?.close());

  const makePerson = async (roles: readonly Role[] = ['moderator']): Promise<{ id: string; email: string }> => {
    const email = `${newId()}@desk.example`;
    const made = await desk.graphql(
      'mutation($key: ID!, $email: String!, $password: String!) { createPerson(key: $key, name: "New Person", email: $email, password: $password) { id roles } }',
      { key: newId(), email, password: PASSWORD },
      { cookie: administrator.cookie },
    );
    const { id } = made.data.createPerson;
    await query('insert into person_role (person_id, role) select $1, unnest($2::text[])', [id, roles]);
    return { id, email };
  };
  const signIn = (email: string, password = PASSWORD, cookie: string | null = null, address?: string) =>
    desk.graphql(SIGN_IN, { email, password }, { cookie, ...(address ? { address } : {}) });
  const viewerOf = async (cookie: string | null) => (await desk.graphql(VIEWER, {}, { cookie })).data.viewer;

  it('opens a session with the right password and tells what the roles allow', async () => {
    const { id, email } = await makePerson(['moderator', 'auditor']);
    const answer = await signIn(email.toUpperCase());
    expect(answer.data.signIn).toMatchObject({
      needsSecondFactor: false,
      viewer: { id, email, roles: ['auditor', 'moderator'] },
    });
    expect(answer.data.signIn.viewer.permissions).toEqual(expect.arrayContaining(['case.claim', 'audit.read']));
    expect(answer.data.signIn.viewer.permissions).not.toContain('people.manage');
    expect(await viewerOf(answer.cookie)).toMatchObject({
      id,
      settings: { blur: true, theme: 'system', optOutCategories: [] },
    });
  });

  it('gives one answer for an unknown address, a wrong password and a disabled person', async () => {
    const { id, email } = await makePerson();
    const wrong = await signIn(email, 'not the password at all');
    const unknown = await signIn('nobody@desk.example');
    await query("update person set status = 'disabled' where id = $1", [id]);
    const disabled = await signIn(email);
    for (const answer of [wrong, unknown, disabled]) {
      expect(codeOf(answer)).toBe('BAD_CREDENTIALS');
      expect(answer.cookie).toBeNull();
      expect(answer.errors?.[0]?.message).toBe(wrong.errors?.[0]?.message);
    }
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const { email } = await makePerson();
    const times: Record<string, number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 7; round += 1) {
      for (const [kind, address] of [
        ['known', email],
        ['unknown', `${newId()}@desk.example`],
      ] as const) {
        await query('delete from rate_bucket');
        const before = performance.now();
        await signIn(address, 'not the password at all');
        times[kind]?.push(performance.now() - before);
      }
    }
    const median = (list: number[] = []) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    const ratio = median(times['unknown']) / median(times['known']);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('slows guesses at one account down and says how long to wait', async () => {
    const { email } = await makePerson();
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 11; n += 1)
      codes.push(codeOf(await signIn(email, 'wrong password, again', null, `10.0.0.${n}`)));
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('BAD_CREDENTIALS'));
    expect(codes[10]).toBe('RATE_LIMITED');
    const refused = await signIn(email, PASSWORD, null, '10.0.1.1');
    expect(refused.errors?.[0]?.extensions['retryAfterSeconds']).toBeGreaterThan(0);
    expect(refused.errors?.[0]?.extensions['retryAfterSeconds']).toBeLessThanOrEqual(60);
  });

  it('slows guesses from one network address down, whatever the account', async () => {
    const codes: (string | undefined)[] = [];
    const started = Date.now();
    // Ten at a time: the bucket refills while a slow machine hashes.
    while (!codes.includes('RATE_LIMITED') && codes.length < 300) {
      const guesses = Array.from({ length: 10 }, () => signIn(`${newId()}@desk.example`, 'x', null, '10.9.9.9'));
      codes.push(...(await Promise.all(guesses)).map((answer) => codeOf(answer)));
    }
    const allowed = codes.filter((code) => code === 'BAD_CREDENTIALS').length;
    expect(codes).toContain('RATE_LIMITED');
    expect(allowed).toBeGreaterThanOrEqual(60);
    expect(allowed).toBeLessThanOrEqual(60 + Math.ceil(((Date.now() - started) / 60_000) * 20));
    expect(codeOf(await signIn('nobody@desk.example', 'x', null, '10.9.9.8'))).toBe('BAD_CREDENTIALS');
  });

  it('does not count right passwords as guesses', async () => {
    const { email } = await makePerson();
    for (let n = 0; n < 15; n += 1) expect((await signIn(email)).errors).toBeUndefined();
  });

  it('sets a cookie that scripts and other sites cannot use, and keeps no token in the database', async () => {
    const { email } = await makePerson();
    const { setCookie, cookie } = await signIn(email);
    expect(setCookie[0]).toMatch(/^mizan=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = cookie?.split('=')[1] ?? '';
    const [{ found }] = await query(
      'select count(*)::int as found from session where encode(token_hash, $1) = $2 or token_hash = $3',
      ['escape', token, Buffer.from(token)],
    );
    expect(found).toBe(0);
    expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  });

  it('gives the cookie the __Host- name and Secure where people come by https', async () => {
    const secure = await startIdentityApp({
      database: desk.database,
      environment: { PUBLIC_URL: 'https://desk.example' },
    });
    try {
      const { email } = await makePerson();
      const answer = await secure.graphql(SIGN_IN, { email, password: PASSWORD });
      expect(answer.setCookie[0]).toMatch(
        /^__Host-mizan=[^;]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect(answer.headers['strict-transport-security']).toBeDefined();
      const plain = answer.cookie?.replace('__Host-', '') ?? null;
      expect((await secure.graphql(VIEWER, {}, { cookie: answer.cookie })).data.viewer).not.toBeNull();
      expect((await secure.graphql(VIEWER, {}, { cookie: plain })).data.viewer).toBeNull();
    } finally {
      await secure.close();
    }
  });

  describe('a session', () => {
    it('gets a new token at every sign-in and the one before ends (no fixation)', async () => {
      const { email } = await makePerson();
      const first = await signIn(email);
      const second = await signIn(email, PASSWORD, first.cookie);
      expect(second.cookie).not.toBe(first.cookie);
      expect(await viewerOf(first.cookie)).toBeNull();
      expect(await viewerOf(second.cookie)).not.toBeNull();
      const planted = await signIn(email, PASSWORD, `mizan=${'A'.repeat(43)}`);
      expect(planted.cookie).not.toBe(`mizan=${'A'.repeat(43)}`);
      expect(await viewerOf(`mizan=${'A'.repeat(43)}`)).toBeNull();
    });

    it('ends at sign-out, in the browser and on the server', async () => {
      const { email } = await makePerson();
      const { cookie } = await signIn(email);
      const out = await desk.graphql('mutation { signOut }', {}, { cookie });
      expect(out.setCookie[0]).toMatch(/^mizan=; Max-Age=0/);
      expect(await viewerOf(cookie)).toBeNull();
    });

    it('ends after 30 minutes without use and after 12 hours in any case, by the database clock', async () => {
      const { id, email } = await makePerson();
      const idle = await signIn(email);
      await query("update session set last_seen_at = last_seen_at - interval '29 minutes' where person_id = $1", [id]);
      expect(await viewerOf(idle.cookie)).not.toBeNull();
      await query("update session set last_seen_at = last_seen_at - interval '31 minutes' where person_id = $1", [id]);
      expect(await viewerOf(idle.cookie)).toBeNull();

      const old = await signIn(email);
      await query("update session set expires_at = expires_at - interval '11 hours 59 minutes' where person_id = $1", [
        id,
      ]);
      expect(await viewerOf(old.cookie)).not.toBeNull();
      await query("update session set expires_at = expires_at - interval '1 minute' where person_id = $1", [id]);
      expect(await viewerOf(old.cookie)).toBeNull();
    });

    it('counts use, but not being looked at by an open socket', async () => {
      const { id, email } = await makePerson();
      const { cookie } = await signIn(email);
      await query("update session set last_seen_at = last_seen_at - interval '20 minutes' where person_id = $1", [id]);
      const seen = async () => (await query('select id, last_seen_at from session where person_id = $1', [id]))[0];
      const before = await seen();
      expect((await desk.app.get(SessionsService).stillOpen([before.id])).size).toBe(1);
      expect((await seen()).last_seen_at).toEqual(before.last_seen_at);
      await viewerOf(cookie);
      expect((await seen()).last_seen_at.getTime()).toBeGreaterThan(before.last_seen_at.getTime());
    });

    it('is listed with the others of the same person and can be ended from another one', async () => {
      const { email } = await makePerson();
      const [here, there] = [await signIn(email), await signIn(email)];
      const list = await desk.graphql('{ sessions { id current method userAgent } }', {}, { cookie: here.cookie });
      expect(list.data.sessions).toHaveLength(2);
      const other = list.data.sessions.find((session: { current: boolean }) => !session.current);
      const revoke = 'mutation($key: ID!, $id: ID!) { revokeSession(key: $key, id: $id) }';
      const stranger = await createPerson(desk.database.dataSource);
      const foreign = await desk.graphql(revoke, { key: newId(), id: other.id }, { cookie: stranger.cookie });
      expect(codeOf(foreign)).toBe('NOT_FOUND');
      await desk.graphql(revoke, { key: newId(), id: other.id }, { cookie: here.cookie });
      expect(await viewerOf(there.cookie)).toBeNull();
      expect(await viewerOf(here.cookie)).not.toBeNull();
    });

    it('ends within five seconds when its person is disabled, and the parts that hold leases are told', async () => {
      const { id, email } = await makePerson();
      const { cookie } = await signIn(email);
      const { data } = await desk.graphql('{ people { id version } }', {}, { cookie: administrator.cookie });
      const { version } = data.people.find((person: { id: string }) => person.id === id);
      const before = performance.now();
      const answer = await desk.graphql(
        'mutation($key: ID!, $id: ID!, $version: Int!) { setPersonStatus(key: $key, id: $id, status: "disabled", version: $version) { status openSessions } }',
        { key: newId(), id, version },
        { cookie: administrator.cookie },
      );
      expect(answer.data.setPersonStatus).toEqual({ status: 'disabled', openSessions: 0 });
      expect(await viewerOf(cookie)).toBeNull();
      expect(codeOf(await desk.graphql('{ sessions { id } }', {}, { cookie }))).toBe('UNAUTHENTICATED');
      expect(performance.now() - before).toBeLessThan(5_000);
      const events = await query(
        "select topic from outbox where topic = 'person.disabled' and payload ->> 'personId' = $1",
        [id],
      );
      expect(events).toHaveLength(1);
    });

    it('loses a right at the next request after the role is gone', async () => {
      const { id, email } = await makePerson(['auditor']);
      const { cookie } = await signIn(email);
      expect((await desk.graphql('{ people { id } }', {}, { cookie })).errors).toBeUndefined();
      await query('delete from person_role where person_id = $1', [id]);
      expect(codeOf(await desk.graphql('{ people { id } }', {}, { cookie }))).toBe('FORBIDDEN');
    });
  });

  describe('with a second factor', () => {
    const code = (secret: string, stepsFromNow = 0): string =>
      generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 });

    const enrol = async () => {
      const { id, email } = await makePerson();
      const first = await signIn(email);
      const other = await signIn(email);
      const started = await desk.graphql(
        'mutation($key: ID!) { startTotp(key: $key) { secret uri } }',
        { key: newId() },
        { cookie: first.cookie },
      );
      const { secret, uri } = started.data.startTotp;
      expect(uri).toMatch(/^otpauth:\/\/totp\/Mizan/);
      const confirmed = await desk.graphql(
        'mutation($key: ID!, $code: String!) { confirmTotp(key: $key, code: $code) { secondFactor } }',
        { key: newId(), code: code(secret, -1) },
        { cookie: first.cookie },
      );
      expect(confirmed.data?.confirmTotp).toEqual({ secondFactor: true });
      return { id, email, secret, cookie: first.cookie, other: other.cookie };
    };

    it('needs the code before anything opens, and changes the token when it is right', async () => {
      const { email, secret, cookie, other } = await enrol();
      expect(await viewerOf(cookie)).not.toBeNull();
      expect(await viewerOf(other)).toBeNull();
      const half = await signIn(email);
      expect(half.data.signIn).toEqual({ needsSecondFactor: true, viewer: null });
      expect(codeOf(await desk.graphql('{ sessions { id } }', {}, { cookie: half.cookie }))).toBe(
        'SECOND_FACTOR_REQUIRED',
      );
      const whole = await desk.graphql(CONFIRM, { code: code(secret) }, { cookie: half.cookie });
      expect(whole.data.confirmSecondFactor.needsSecondFactor).toBe(false);
      expect(whole.cookie).not.toBe(half.cookie);
      expect(await viewerOf(half.cookie)).toBeNull();
      expect(await viewerOf(whole.cookie)).not.toBeNull();
    });

    it('takes each code once, also when two arrive at the same time', async () => {
      const { email, secret } = await enrol();
      const halves = await Promise.all([signIn(email), signIn(email), signIn(email)]);
      const same = code(secret);
      const answers = await Promise.all(halves.map(({ cookie }) => desk.graphql(CONFIRM, { code: same }, { cookie })));
      expect(answers.filter((answer) => answer.data?.confirmSecondFactor)).toHaveLength(1);
      expect(answers.map(codeOf).filter(Boolean)).toEqual(['BAD_SECOND_FACTOR', 'BAD_SECOND_FACTOR']);
    });

    it('refuses codes of more than one step ago or ahead', async () => {
      const { email, secret } = await enrol();
      const { cookie } = await signIn(email);
      for (const steps of [-3, 3]) {
        expect(codeOf(await desk.graphql(CONFIRM, { code: code(secret, steps) }, { cookie }))).toBe(
          'BAD_SECOND_FACTOR',
        );
      }
    });

    it('goes by the clock of the database, whatever the clock of the process says', async () => {
      const { email, secret } = await enrol();
      const { cookie } = await signIn(email);
      const right = code(secret);
      const now = Date.now;
      const tenMinutes = 600_000;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + tenMinutes);
      try {
        expect((await desk.graphql(CONFIRM, { code: right }, { cookie })).errors).toBeUndefined();
      } finally {
        jest.restoreAllMocks();
      }
    });

    it('lets nobody guess more than a handful of codes', async () => {
      const { email } = await enrol();
      await query('delete from rate_bucket');
      const { cookie } = await signIn(email);
      const codes: (string | undefined)[] = [];
      for (let n = 0; n < 6; n += 1) codes.push(codeOf(await desk.graphql(CONFIRM, { code: '000000' }, { cookie })));
      expect(codes).toEqual([...Array(5).fill('BAD_SECOND_FACTOR'), 'RATE_LIMITED']);
    });

    it('keeps the secret sealed in the database', async () => {
      const { id, secret } = await enrol();
      const [row] = await query('select totp_secret from person where id = $1', [id]);
      expect(row.totp_secret.toString('latin1')).not.toContain(secret);
    });
  });

  describe("one's own account", () => {
    const CHANGE =
      'mutation($key: ID!, $current: String!, $next: String!) { changePassword(key: $key, current: $current, next: $next) }';

    it('takes a new password only with the old one, and ends the other sessions', async () => {
      const { email } = await makePerson();
      const [here, there] = [await signIn(email), await signIn(email)];
      const next = 'a lighthouse keeper counts gulls';
      const wrong = await desk.graphql(CHANGE, { key: newId(), current: 'no', next }, { cookie: here.cookie });
      expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'current' });
      const right = await desk.graphql(CHANGE, { key: newId(), current: PASSWORD, next }, { cookie: here.cookie });
      expect(right.data.changePassword).toBe(true);
      expect(await viewerOf(there.cookie)).toBeNull();
      expect(await viewerOf(here.cookie)).not.toBeNull();
      expect(codeOf(await signIn(email))).toBe('BAD_CREDENTIALS');
      expect((await signIn(email, next)).errors).toBeUndefined();
    });

    it.each([
      ['short', 'too_short'],
      ['Password1234!', 'common'],
      ['New Person 2026', 'personal'],
    ])('refuses the new password %s and says why', async (next, reason) => {
      const { email } = await makePerson();
      const { cookie } = await signIn(email);
      const answer = await desk.graphql(CHANGE, { key: newId(), current: PASSWORD, next }, { cookie });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'next', reason });
    });

    it('keeps personal settings, one by one', async () => {
      const { email } = await makePerson();
      const { cookie } = await signIn(email);
      const set = (input: object) =>
        desk.graphql(
          'mutation($key: ID!, $input: PersonalSettingsInput!) { updateSettings(key: $key, input: $input) { locale settings { blur mute theme optOutCategories } } }',
          { key: newId(), input },
          { cookie },
        );
      await set({ blur: false, locale: 'ar' });
      const answer = await set({ theme: 'dark', optOutCategories: ['child_safety'] });
      expect(answer.data.updateSettings).toEqual({
        locale: 'ar',
        settings: { blur: false, mute: true, theme: 'dark', optOutCategories: ['child_safety'] },
      });
      expect((await set({ theme: 'pink' })).errors?.[0]?.extensions).toMatchObject({ field: 'input.theme' });
    });
  });

  it('forgets what ended long ago and nothing that is open', async () => {
    const { id, email } = await makePerson();
    const [old, open] = [await signIn(email), await signIn(email)];
    const age = "update session set expires_at = expires_at - interval '31 days' where token_hash = sha256($1::bytea)";
    await query(age, [Buffer.from(old.cookie?.split('=')[1] ?? '')]);
    await new SignInLeftovers(desk.database.dataSource).run();
    expect(await query('select id from session where person_id = $1', [id])).toHaveLength(1);
    expect(await viewerOf(open.cookie)).not.toBeNull();
  });

  it('leaves no password, token, code or address in the record', async () => {
    const { email } = await makePerson();
    const { cookie } = await signIn(email);
    const rows = await query('select row_to_json(a)::text as line from audit_event a');
    const record = rows.map((row: { line: string }) => row.line).join('\n');
    expect(record).toContain('session.started');
    for (const secret of [PASSWORD, email, cookie?.split('=')[1] ?? '']) expect(record).not.toContain(secret);
  });
});
