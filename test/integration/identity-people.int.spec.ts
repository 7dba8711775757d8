import { newId } from '@mizan/foundation/ids.js';
import { createKey, createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { codeOf, startIdentityApp, type TestApp } from './identity-app.js';

const GRANT = `mutation($key: ID!, $personId: ID!, $role: Role!) { grantRole(key: $key, personId: $personId, role: $role) {
  person { id roles } proposal { id kind summary contentHash state proposedBy { id } } } }`;
const DECIDE = `mutation($key: ID!, $id: ID!, $approve: Boolean!, $hash: String!, $words: String) {
  decideChange(key: $key, id: $id, approve: $approve, contentHash: $hash, words: $words) { id state decidedBy { id } words } }`;

describe('people, roles and keys', () => {
  let desk: TestApp;
  let first: TestPerson;
  const query = (sql: string, values: unknown[] = []) => desk.database.dataSource.query(sql, values);

  beforeEach(async () => {
    desk ??= await startIdentityApp();
    await query("delete from person_role; delete from change_proposal; update person set status = 'disabled'");
    first = await createPerson(desk.database.dataSource, { roles: ['administrator'] });
  });
  afterAll(() => desk?.close());

  const person = (
    ...roles: Parameters<typeof createPerson>[1] extends infer O
      ? O extends { roles?: readonly (infer R)[] }
        ? R[]
        : never
      : never
  ) => createPerson(desk.database.dataSource, { roles });
  const grant = (by: TestPerson, to: TestPerson, role: string) =>
    desk.graphql(GRANT, { key: newId(), personId: to.acting.id, role }, { cookie: by.cookie });
  const decide = (
    by: TestPerson,
    proposal: { id: string; contentHash: string },
    approve = true,
    words: string | null = null,
  ) =>
    desk.graphql(
      DECIDE,
      { key: newId(), id: proposal.id, approve, hash: proposal.contentHash, words },
      { cookie: by.cookie },
    );
  const rolesOf = async (who: TestPerson) =>
    await query('select role, granted_by, approved_by from person_role where person_id = $1 order by role', [
      who.acting.id,
    ]);

  it('lets the only administrator give roles alone', async () => {
    const somebody = await person();
    const answer = await grant(first, somebody, 'moderator');
    expect(answer.data.grantRole).toMatchObject({ proposal: null, person: { roles: ['moderator'] } });
    expect(await rolesOf(somebody)).toEqual([{ role: 'moderator', granted_by: first.acting.id, approved_by: null }]);
  });

  it('asks a second person for every role once there are two administrators', async () => {
    const [second, supervisor, somebody] = [await person('administrator'), await person('supervisor'), await person()];
    const answer = await grant(first, somebody, 'auditor');
    const { proposal } = answer.data.grantRole;
    expect(proposal).toMatchObject({
      kind: 'role_grant',
      state: 'pending',
      proposedBy: { id: first.acting.id },
      summary: { personId: somebody.acting.id, role: 'auditor' },
    });
    expect(await rolesOf(somebody)).toEqual([]);
    expect(codeOf(await decide(first, proposal))).toBe('SELF_APPROVAL');
    expect(codeOf(await decide(second, { ...proposal, contentHash: '0'.repeat(64) }))).toBe('CHANGE_CONTENT_DIFFERS');
    expect(await rolesOf(somebody)).toEqual([]);
    expect((await decide(supervisor, proposal)).data.decideChange).toMatchObject({
      state: 'approved',
      decidedBy: { id: supervisor.acting.id },
    });
    expect(await rolesOf(somebody)).toEqual([
      { role: 'auditor', granted_by: first.acting.id, approved_by: supervisor.acting.id },
    ]);
    expect(codeOf(await decide(second, proposal))).toBe('CHANGE_NOT_PENDING');
  });

  it('does not let the one who gains a role agree to it', async () => {
    const supervisor = await person('supervisor');
    await person('administrator');
    const { proposal } = (await grant(first, supervisor, 'administrator')).data.grantRole;
    expect(codeOf(await decide(supervisor, proposal))).toBe('SELF_APPROVAL');
  });

  it('does not count two sessions of one person as two people', async () => {
    const second = await person('administrator');
    const { proposal } = (await grant(first, await person(), 'moderator')).data.grantRole;
    const { signInAs } = await import('@mizan/identity/identity.builders.js');
    const again = await signInAs(desk.database.dataSource, first.acting.id, ['administrator']);
    expect(codeOf(await decide({ ...first, ...again }, proposal))).toBe('SELF_APPROVAL');
    expect((await decide(second, proposal)).data.decideChange.state).toBe('approved');
  });

  it('refuses with words, and lets the proposer withdraw', async () => {
    const second = await person('administrator');
    const somebody = await person();
    const one = (await grant(first, somebody, 'moderator')).data.grantRole.proposal;
    expect((await decide(second, one, false, 'not yet trained')).data.decideChange).toMatchObject({
      state: 'refused',
      words: 'not yet trained',
    });
    const two = (await grant(first, somebody, 'moderator')).data.grantRole.proposal;
    expect((await decide(first, two, false)).data.decideChange.state).toBe('refused');
    expect(await rolesOf(somebody)).toEqual([]);
  });

  it('forgets a proposal after 24 hours, when its content was changed, and when its author leaves', async () => {
    const second = await person('administrator');
    const somebody = await person();
    const late = (await grant(first, somebody, 'moderator')).data.grantRole.proposal;
    await query('update change_proposal set expires_at = proposed_at where id = $1', [late.id]);
    expect(codeOf(await decide(second, late))).toBe('CHANGE_NOT_PENDING');

    const edited = (await grant(first, somebody, 'moderator')).data.grantRole.proposal;
    await query(`update change_proposal set payload = payload || '{"role": "administrator"}' where id = $1`, [
      edited.id,
    ]);
    expect(codeOf(await decide(second, edited))).toBe('CHANGE_CONTENT_DIFFERS');

    const orphan = (await grant(first, somebody, 'moderator')).data.grantRole.proposal;
    const [{ version }] = await query('select version from person where id = $1', [first.acting.id]);
    await desk.graphql(
      'mutation($key: ID!, $id: ID!, $version: Int!) { setPersonStatus(key: $key, id: $id, status: "disabled", version: $version) { id } }',
      { key: newId(), id: first.acting.id, version },
      { cookie: second.cookie },
    );
    expect(codeOf(await decide(second, orphan))).toBe('CHANGE_NOT_PENDING');
    expect(await rolesOf(somebody)).toEqual([]);
  });

  it('carries an approval out once, however many agree at the same time', async () => {
    const approvers = [await person('administrator'), await person('supervisor'), await person('supervisor')];
    const somebody = await person();
    const { proposal } = (await grant(first, somebody, 'moderator')).data.grantRole;
    const answers = await Promise.all(approvers.map((approver) => decide(approver, proposal)));
    expect(answers.filter((answer) => answer.data?.decideChange?.state === 'approved')).toHaveLength(1);
    expect(answers.map(codeOf).filter(Boolean)).toEqual(['CHANGE_NOT_PENDING', 'CHANGE_NOT_PENDING']);
    expect(await rolesOf(somebody)).toHaveLength(1);
  });

  it('never leaves the desk without an administrator, also when two leave at once', async () => {
    const revoke = (by: TestPerson, from: TestPerson) =>
      desk.graphql(
        'mutation($key: ID!, $id: ID!) { revokeRole(key: $key, personId: $id, role: administrator) { id } }',
        { key: newId(), id: from.acting.id },
        { cookie: by.cookie },
      );
    expect(codeOf(await revoke(first, first))).toBe('LAST_ADMINISTRATOR');
    const second = await person('administrator');
    const answers = await Promise.all([revoke(first, second), revoke(second, first)]);
    expect(answers.filter((answer) => !answer.errors)).toHaveLength(1);
    const [{ n }] = await query("select count(*)::int as n from person_role where role = 'administrator'");
    expect(n).toBe(1);
  });

  it('refuses a change to somebody who was changed meanwhile', async () => {
    const somebody = await person('moderator');
    const set = (version: number) =>
      desk.graphql(
        'mutation($key: ID!, $id: ID!, $version: Int!) { setPersonStatus(key: $key, id: $id, status: "disabled", version: $version) { version } }',
        { key: newId(), id: somebody.acting.id, version },
        { cookie: first.cookie },
      );
    expect((await set(7)).errors?.[0]?.extensions).toMatchObject({ code: 'VERSION_CONFLICT', version: 1 });
    expect((await set(1)).data.setPersonStatus.version).toBe(2);
  });

  it('adds nobody twice and names the field that is wrong', async () => {
    const create = (more: object) =>
      desk.graphql(
        'mutation($key: ID!, $name: String!, $email: String!, $password: String!) { createPerson(key: $key, name: $name, email: $email, password: $password) { id email roles status } }',
        { key: newId(), name: 'Layla', email: 'layla@desk.example', password: 'seven grey parrots at noon', ...more },
        { cookie: first.cookie },
      );
    expect((await create({})).data.createPerson).toMatchObject({
      email: 'layla@desk.example',
      roles: [],
      status: 'active',
    });
    expect((await create({ email: 'LAYLA@desk.example' })).errors?.[0]?.extensions).toMatchObject({
      field: 'email',
      reason: 'taken',
    });
    expect((await create({ email: 'no address' })).errors?.[0]?.extensions).toMatchObject({ field: 'email' });
    expect((await create({ email: 'b@desk.example', name: ' ' })).errors?.[0]?.extensions).toMatchObject({
      field: 'name',
    });
    expect((await create({ email: 'b@desk.example', password: 'x' })).errors?.[0]?.extensions).toMatchObject({
      field: 'password',
    });
  });

  describe('API keys', () => {
    const CREATE = `mutation($key: ID!, $scopes: [String!]!, $sourceId: ID, $platformId: ID, $rate: Int) {
      createApiKey(key: $key, name: "Reports", scopes: $scopes, sourceId: $sourceId, platformId: $platformId, requestsPerMinute: $rate) {
        secret key { id prefix scopes requestsPerMinute revokedAt } proposal { id kind summary contentHash } } }`;
    const makeSource = async () => {
      const [{ id: platformId }] = await query(
        "insert into platform (code, kind, name, connector) values ($1, 'telegram', 'P', 'webhook') returning id",
        [newId()],
      );
      const [{ id: sourceId }] = await query(
        "insert into source (platform_id, code, name, kind) values ($1, $2, 'S', 'user_report') returning id",
        [platformId, newId()],
      );
      return { platformId, sourceId };
    };

    it('are shown once and kept as a hash', async () => {
      const { sourceId } = await makeSource();
      const variables = { key: newId(), scopes: ['flags', 'subjects'], sourceId };
      const made = await desk.graphql(CREATE, variables, { cookie: first.cookie });
      const { secret, key } = made.data.createApiKey;
      expect(secret).toMatch(/^mzn_[0-9a-f]{10}_[A-Za-z0-9_-]{43}$/);
      expect(secret.startsWith(key.prefix)).toBe(true);
      const again = await desk.graphql(CREATE, variables, { cookie: first.cookie });
      expect(again.data.createApiKey).toMatchObject({ secret: null, key: { id: key.id } });
      const everything = await query(
        'select row_to_json(k)::text as line from api_key k union all select row_to_json(i)::text from idempotency_key i union all select row_to_json(a)::text from audit_event a',
      );
      expect(everything.map((row: { line: string }) => row.line).join()).not.toContain(secret.slice(15));
    });

    it('with the scope orders open nothing before a second person agrees', async () => {
      const second = await person('administrator');
      const { platformId } = await makeSource();
      const made = await desk.graphql(
        CREATE,
        { key: newId(), scopes: ['orders'], platformId },
        { cookie: first.cookie },
      );
      const { secret, key, proposal } = made.data.createApiKey;
      expect(key).toBeNull();
      expect(JSON.stringify(proposal.summary)).not.toMatch(/hash/i);
      const { AuthenticatorService } = await import('@mizan/identity/authenticator.service.js');
      const request = { headers: { authorization: `Bearer ${secret}` } };
      await expect(desk.app.get(AuthenticatorService).key(request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(codeOf(await decide(first, proposal))).toBe('SELF_APPROVAL');
      await decide(second, proposal);
      expect(await desk.app.get(AuthenticatorService).key(request)).toMatchObject({ scopes: ['orders'], platformId });
    });

    it('name the field that is wrong', async () => {
      const { sourceId } = await makeSource();
      const field = async (more: object) =>
        (await desk.graphql(CREATE, { key: newId(), scopes: ['flags'], sourceId, ...more }, { cookie: first.cookie }))
          .errors?.[0]?.extensions['field'];
      expect(await field({ scopes: [] })).toBe('scopes');
      expect(await field({ scopes: ['flags', 'everything'] })).toBe('scopes');
      expect(await field({ sourceId: null })).toBe('sourceId');
      expect(await field({ scopes: ['orders'], sourceId: null })).toBe('platformId');
      expect(await field({ rate: 0 })).toBe('requestsPerMinute');
      expect(await field({})).toBeUndefined();
    });

    it('end at once when revoked', async () => {
      const { authorization, acting } = await createKey(desk.database.dataSource);
      const { AuthenticatorService } = await import('@mizan/identity/authenticator.service.js');
      const open = () => desk.app.get(AuthenticatorService).key({ headers: { authorization } });
      expect((await open()).id).toBe(acting.id);
      const revoke = () =>
        desk.graphql(
          'mutation($key: ID!, $id: ID!) { revokeApiKey(key: $key, id: $id) { revokedAt } }',
          { key: newId(), id: acting.id },
          { cookie: first.cookie },
        );
      expect((await revoke()).data.revokeApiKey.revokedAt).not.toBeNull();
      await expect(open()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect((await revoke()).errors).toBeUndefined();
    });
  });
});
