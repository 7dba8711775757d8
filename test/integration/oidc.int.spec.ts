import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { newId } from '@mizan/foundation/ids.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { type Answer, startIdentityApp, type TestApp } from './identity-app.js';
import { type HostileProvider, startHostileProvider } from './oidc-hostile-provider.js';

const PUBLIC_URL = 'http://localhost:4700';
const CALLBACK = `${PUBLIC_URL}/auth/oidc/callback`;
const CLIENT = { OIDC_CLIENT_ID: 'mizan', OIDC_CLIENT_SECRET: 'a-secret-of-the-test', PUBLIC_URL };

/** Follows the browser's way through the provider, with the provider's cookies, up to the address back at the desk. */
async function throughProvider(start: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 10; hop += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`The provider stopped at ${url}: ${answer.status} ${await answer.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(CALLBACK)) return url.slice(PUBLIC_URL.length);
  }
  throw new Error('The provider sends in circles.');
}

async function begin(desk: TestApp, returnTo = '/'): Promise<{ url: string; cookie: string }> {
  const started = await desk.request('GET', `/auth/oidc/start?return=${encodeURIComponent(returnTo)}`);
  return { url: String(started.headers['location']), cookie: started.cookie ?? '' };
}

async function signInThrough(desk: TestApp, returnTo = '/'): Promise<Answer> {
  const { url, cookie } = await begin(desk, returnTo);
  return desk.request('GET', await throughProvider(url), { cookie });
}

const viewerOf = async (desk: TestApp, answer: Answer) => {
  const cookie = answer.setCookie
    .find((line) => line.startsWith('mizan=') && !line.startsWith('mizan=;'))
    ?.split(';')[0];
  return cookie ? (await desk.graphql('{ viewer { id } sessions { method } }', {}, { cookie })).data : null;
};
const sessionsOf = async (desk: TestApp): Promise<number> =>
  (await desk.database.dataSource.query('select count(*)::int as n from session where method = $1', ['oidc']))[0].n;

async function expectRefused(desk: TestApp, answer: Answer, reason?: string | RegExp): Promise<void> {
  expect(answer.status).toBe(302);
  const location = new URL(String(answer.headers['location']), PUBLIC_URL);
  expect(location.pathname).toBe('/');
  if (reason) expect(location.searchParams.get('sso')).toMatch(reason);
  expect(location.searchParams.get('sso')).not.toBeNull();
  expect(await viewerOf(desk, answer)).toBeNull();
}

describe('single sign-on with a provider', () => {
  let provider: ChildProcess;
  let issuer: string;
  let desk: TestApp;
  let strict: TestApp;
  const control = (what: object) => fetch(`${issuer}/control`, { method: 'POST', body: JSON.stringify(what) });
  const as = (person: TestPerson, more: object = {}) =>
    control({ accountId: `at-provider-${person.acting.id}`, email: person.email, verified: true, ...more });

  beforeAll(async () => {
    provider = spawn(process.execPath, [path.resolve(__dirname, 'oidc-provider-process.mjs'), CALLBACK], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    if (!provider.stdout) throw new Error('no output');
    for await (const line of createInterface(provider.stdout)) {
      if (!line.startsWith('http://')) continue;
      issuer = line.trim();
      break;
    }
    desk = await startIdentityApp({ environment: { ...CLIENT, OIDC_ISSUER: issuer, OIDC_NAME: 'Office account' } });
    strict = await startIdentityApp({
      database: desk.database,
      environment: { ...CLIENT, OIDC_ISSUER: issuer, OIDC_REQUIRED_ACR: 'urn:mfa' },
    });
  });
  beforeEach(() => desk.database.dataSource.query('delete from rate_bucket'));
  afterAll(async () => {
    await strict?.close();
    await desk?.close();
    provider?.kill();
  });

  it('is offered with its own words, and not when it is not set up', async () => {
    expect((await desk.graphql('{ signInOptions { password sso } }')).data.signInOptions.sso).toBe('Office account');
    const without = await startIdentityApp({ database: desk.database });
    expect((await without.graphql('{ signInOptions { sso } }')).data.signInOptions.sso).toBeNull();
    await expectRefused(without, await without.request('GET', '/auth/oidc/start'), 'not_set_up');
    await without.close();
  });

  it('opens a session for the person with the verified address, links them, and goes back where they came from', async () => {
    const person = await createPerson(desk.database.dataSource);
    await as(person);
    const answer = await signInThrough(desk, '/review?queue=7');
    expect(answer.headers['location']).toBe('/review?queue=7');
    expect(await viewerOf(desk, answer)).toMatchObject({ viewer: { id: person.acting.id } });
    expect(answer.setCookie.join()).toContain('SameSite=Strict');

    await as(person, { email: 'changed@elsewhere.example' });
    expect(await viewerOf(desk, await signInThrough(desk))).toMatchObject({ viewer: { id: person.acting.id } });
    const links = await desk.database.dataSource.query('select issuer from oidc_identity where person_id = $1', [
      person.acting.id,
    ]);
    expect(links).toEqual([{ issuer }]);
  });

  it('asks with PKCE, a nonce, a state and the acr it needs', async () => {
    const { url, cookie } = await begin(strict);
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({
      code_challenge_method: 'S256',
      response_type: 'code',
      acr_values: 'urn:mfa',
      redirect_uri: CALLBACK,
    });
    expect(asked['nonce']?.length).toBeGreaterThanOrEqual(43);
    expect(asked['state']?.length).toBeGreaterThanOrEqual(43);
    expect(cookie).toBe(`mizan-sso=${asked['state']}`);
    const [flow] = await desk.database.dataSource.query('select * from oidc_flow order by expires_at desc limit 1');
    expect(JSON.stringify(flow)).not.toContain(asked['state']);
  });

  it('never makes people, and takes no address that the provider did not verify', async () => {
    const [{ n }] = await desk.database.dataSource.query('select count(*)::int as n from person');
    await control({ accountId: newId(), email: 'nobody@desk.example', verified: true });
    await expectRefused(desk, await signInThrough(desk), 'unknown_person');
    const person = await createPerson(desk.database.dataSource);
    await as(person, { accountId: newId(), verified: false });
    await expectRefused(desk, await signInThrough(desk), 'unverified_email');
    const [after] = await desk.database.dataSource.query('select count(*)::int as n from person');
    expect(after.n).toBe(n + 1);
  });

  it('does not give a linked person to another account with the same address', async () => {
    const person = await createPerson(desk.database.dataSource);
    await as(person);
    expect(await viewerOf(desk, await signInThrough(desk))).not.toBeNull();
    await as(person, { accountId: newId() });
    await expectRefused(desk, await signInThrough(desk), 'linked_to_another');
  });

  it('opens nothing for a disabled person', async () => {
    const person = await createPerson(desk.database.dataSource);
    await desk.database.dataSource.query("update person set status = 'disabled' where id = $1", [person.acting.id]);
    await as(person);
    await expectRefused(desk, await signInThrough(desk), 'disabled');
  });

  it('refuses a weaker sign-in than is asked for, and takes a strong one as second factor', async () => {
    const person = await createPerson(desk.database.dataSource);
    for (const acr of ['urn:password', undefined]) {
      await as(person, { acr });
      await expectRefused(strict, await signInThrough(strict), 'acr');
    }
    await as(person, { acr: 'urn:mfa' });
    expect(await viewerOf(strict, await signInThrough(strict))).not.toBeNull();
    const [session] = await desk.database.dataSource.query(
      "select acr, second_factor_at from session where person_id = $1 and method = 'oidc'",
      [person.acting.id],
    );
    expect(session).toMatchObject({ acr: 'urn:mfa', second_factor_at: expect.any(Date) });
  });

  it('still asks for the second factor when the provider was not asked to', async () => {
    const person = await createPerson(desk.database.dataSource);
    await desk.database.dataSource.query(
      "update person set totp_secret = '\\x00', totp_confirmed_at = now() where id = $1",
      [person.acting.id],
    );
    await as(person, { acr: 'urn:mfa' });
    const answer = await signInThrough(desk);
    const cookie = answer.setCookie.find((line) => /^mizan=./.test(line))?.split(';')[0] ?? null;
    const { errors } = await desk.graphql('{ sessions { id } }', {}, { cookie });
    expect(errors?.[0]?.extensions['code']).toBe('SECOND_FACTOR_REQUIRED');
  });

  it('refuses an answer with another nonce', async () => {
    await as(await createPerson(desk.database.dataSource));
    const { url, cookie } = await begin(desk);
    const back = await throughProvider(url);
    await desk.database.dataSource.query("update oidc_flow set nonce = 'another'");
    const before = await sessionsOf(desk);
    await expectRefused(desk, await desk.request('GET', back, { cookie }));
    expect(await sessionsOf(desk)).toBe(before);
  });

  it('takes each answer once, and a code only with the flow that it belongs to', async () => {
    await as(await createPerson(desk.database.dataSource));
    const { url, cookie } = await begin(desk);
    const back = await throughProvider(url);
    expect(await viewerOf(desk, await desk.request('GET', back, { cookie }))).not.toBeNull();
    await expectRefused(desk, await desk.request('GET', back, { cookie }), 'state');
    const other = await begin(desk);
    const replayed = new URL(back, PUBLIC_URL);
    replayed.searchParams.set('state', other.cookie.split('=')[1] ?? '');
    await expectRefused(
      desk,
      await desk.request('GET', `${replayed.pathname}${replayed.search}`, { cookie: other.cookie }),
      'invalid_grant',
    );
  });

  it('works only in the browser that began it, and only for ten minutes', async () => {
    await as(await createPerson(desk.database.dataSource));
    const one = await begin(desk);
    const back = await throughProvider(one.url);
    await expectRefused(desk, await desk.request('GET', back), 'state');
    await expectRefused(desk, await desk.request('GET', back, { cookie: (await begin(desk)).cookie }), 'state');
    await desk.database.dataSource.query("update oidc_flow set expires_at = clock_timestamp() - interval '1 second'");
    await expectRefused(desk, await desk.request('GET', back, { cookie: one.cookie }), 'state');
  });

  it('passes over a change of the signing key without an outage, also in the middle of a sign-in', async () => {
    await as(await createPerson(desk.database.dataSource));
    expect(await viewerOf(desk, await signInThrough(desk))).not.toBeNull();
    await control({ rotate: true });
    expect(await viewerOf(desk, await signInThrough(desk))).not.toBeNull();
    const { url, cookie } = await begin(desk);
    const back = await throughProvider(url);
    await control({ rotate: true });
    expect(await viewerOf(desk, await desk.request('GET', back, { cookie }))).not.toBeNull();
  });

  it('says so when the provider refused', async () => {
    const { cookie } = await begin(desk);
    const state = cookie.split('=')[1];
    const answer = await desk.request(
      'GET',
      `/auth/oidc/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer)}`,
      { cookie },
    );
    await expectRefused(desk, answer, 'access_denied');
  });
});

describe('single sign-on with a provider that lies', () => {
  let provider: HostileProvider;
  let desk: TestApp;
  let person: TestPerson;

  beforeAll(async () => {
    provider = await startHostileProvider(CLIENT.OIDC_CLIENT_SECRET);
    desk = await startIdentityApp({ environment: { ...CLIENT, OIDC_ISSUER: provider.issuer } });
    person = await createPerson(desk.database.dataSource);
  });
  beforeEach(() => desk.database.dataSource.query('delete from rate_bucket'));
  afterAll(async () => {
    await desk?.close();
    await provider?.close();
  });
  const claims = (more: object = {}) => ({ email: person.email, email_verified: true, ...more });

  it('takes the token that is right: what follows is refused for its fault alone', async () => {
    provider.forge({ claims: claims() });
    expect(await viewerOf(desk, await signInThrough(desk))).toMatchObject({ viewer: { id: person.acting.id } });
  });

  const past = Math.floor(Date.now() / 1000) - 3_600;
  it.each([
    ['alg none', { header: { alg: 'none' }, signature: 'none' as const }],
    ['alg none with a signature', { header: { alg: 'none' } }],
    ['no signature', { signature: 'none' as const }],
    ['the key of somebody else', { signature: 'foreign key' as const }],
    ['a claim changed after signing', { signature: 'changed after signing' as const }],
    ['HS256 with the client secret', { header: { alg: 'HS256' }, signature: 'client secret' as const }],
    ['HS256 with the public key as secret', { header: { alg: 'HS256' }, signature: 'public key as secret' as const }],
    ['an unknown key id', { header: { kid: 'k2' } }],
    ['another audience', { claims: { aud: 'somebody-else' } }],
    ['several audiences without an authorised party', { claims: { aud: ['mizan', 'other'] } }],
    ['another issuer', { claims: { iss: 'https://accounts.example' } }],
    ['an expired token', { claims: { iat: past - 60, exp: past } }],
    ['a token without an end', { claims: { exp: undefined } }],
    ['a token of the future', { claims: { nbf: Math.floor(Date.now() / 1000) + 3_600 } }],
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
  ])('refuses %s', async (_what, forgery) => {
    provider.forge({ ...forgery, claims: claims('claims' in forgery ? forgery.claims : {}) });
    const before = await sessionsOf(desk);
    await expectRefused(desk, await signInThrough(desk));
    expect(await sessionsOf(desk)).toBe(before);
  });
});
