import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '@mizan/foundation/config.js';
import { newId } from '@mizan/foundation/ids.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const SAVE = `mutation($key: ID!, $id: ID, $code: String!, $name: String!, $endpointUrl: String, $version: Int) {
  savePlatform(key: $key, id: $id, code: $code, kind: telegram, name: $name, endpointUrl: $endpointUrl,
    ordersPerSecond: 30, paused: false, version: $version) { id code kind name connector endpointUrl ordersPerSecond paused version } }`;
const ROTATE = `mutation($key: ID!, $id: ID!) { rotatePlatformSecret(key: $key, id: $id) { platform { id version } secret } }`;
const SAVE_SOURCE = `mutation($key: ID!, $code: String!, $platformId: ID) {
  saveSource(key: $key, code: $code, name: "Reports", kind: user_report, platformId: $platformId, active: true) { id code kind active platform { code } } }`;

interface Reply {
  data: any;
  code: string | undefined;
  field: string | undefined;
}

let database: TestDatabase;
let app: NestFastifyApplication;
let administrator: TestPerson;
let moderator: TestPerson;

async function ask(person: TestPerson | null, query: string, variables: object = {}): Promise<Reply> {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      'x-mizan-csrf': '1',
      ...(person ? { cookie: person.cookie } : {}),
    },
    payload: JSON.stringify({ query, variables }),
  });
  const body: any = JSON.parse(response.body);
  return { data: body.data, code: body.errors?.[0]?.extensions?.code, field: body.errors?.[0]?.extensions?.field };
}

beforeAll(async () => {
  database = await createTestDatabase();
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    QUEUE_BACKEND: 'postgres',
    ENCRYPTION_KEY: '11'.repeat(32),
    IDENTITY_KEY: '22'.repeat(32),
    LOG_LEVEL: 'silent',
    GRAPHQL_OPEN: 'true',
  });
  app = await createApi(config, createLogger('silent', 'test'));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  administrator = await createPerson(database.dataSource, { roles: ['administrator'] });
  moderator = await createPerson(database.dataSource, { roles: ['moderator'] });
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

describe('platforms over GraphQL', () => {
  it('are set up by an administrator, once for a key, and read by everybody who is signed in', async () => {
    const variables = { key: newId(), code: 'alpha', name: 'Alpha', endpointUrl: 'https://platform.example/mizan' };
    const saved = await ask(administrator, SAVE, variables);
    expect(saved.data.savePlatform).toMatchObject({
      code: 'alpha',
      kind: 'telegram',
      connector: 'webhook',
      version: 1,
    });
    expect((await ask(administrator, SAVE, variables)).data.savePlatform).toEqual(saved.data.savePlatform);
    expect((await ask(administrator, SAVE, { ...variables, name: 'Beta' })).code).toBe('IDEMPOTENCY_CONFLICT');
    const listed = await ask(moderator, '{ platforms { code } sources { code } }');
    expect(listed.data.platforms).toEqual([{ code: 'alpha' }]);
    expect((await ask(null, '{ platforms { code } }')).code).toBe('UNAUTHENTICATED');
  });

  it('are not changed by a moderator, and no endpoint on a private address is taken', async () => {
    const variables = { key: newId(), code: 'gamma', name: 'Gamma' };
    expect((await ask(moderator, SAVE, variables)).code).toBe('FORBIDDEN');
    const refused = await ask(administrator, SAVE, { ...variables, endpointUrl: 'https://10.0.0.1/' });
    expect([refused.code, refused.field]).toEqual(['INVALID_INPUT', 'endpointUrl']);
  });

  it('show a new secret once: repeated with its key it is the same, and no copy of it lies in the stored answers', async () => {
    const { id } = (await ask(administrator, SAVE, { key: newId(), code: 'delta', name: 'Delta' })).data.savePlatform;
    const variables = { key: newId(), id };
    const first = await ask(administrator, ROTATE, variables);
    expect(first.data.rotatePlatformSecret.secret).toMatch(/^whsec_/);
    expect((await ask(administrator, ROTATE, variables)).data).toEqual(first.data);
    const stored: { text: string }[] = await database.dataSource.query(
      'select response::text as text from idempotency_key',
    );
    expect(stored.map((row) => row.text).join('\n')).not.toContain('whsec_');
    await ask(administrator, ROTATE, { key: newId(), id });
    expect((await ask(administrator, ROTATE, variables)).code).toBe('STALE_VERSION');
    expect((await ask(moderator, ROTATE, { key: newId(), id })).code).toBe('FORBIDDEN');
  });

  it('have sources that name them', async () => {
    const { id } = (await ask(administrator, SAVE, { key: newId(), code: 'epsilon', name: 'Epsilon' })).data
      .savePlatform;
    const saved = await ask(administrator, SAVE_SOURCE, { key: newId(), code: 'epsilon-reports', platformId: id });
    expect(saved.data.saveSource).toMatchObject({
      code: 'epsilon-reports',
      kind: 'user_report',
      platform: { code: 'epsilon' },
    });
    const all = await ask(administrator, SAVE_SOURCE, { key: newId(), code: 'authority' });
    expect(all.data.saveSource.platform).toBeNull();
  });
});
