import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@mizan/foundation/ids.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testConfig } from './identity-app.js';

let database: TestDatabase;
let app: NestFastifyApplication;
let folder: string;
let senior: TestPerson;
let auditor: TestPerson;
const TABLE =
  'class,name,contact,identifiers\n' +
  'journalist,Layla Haddad,layla@almanara.example,tg/handle:@layla_haddad | */byline:Layla Haddad\n' +
  'artist,,,\n' +
  'baker,Sam,sam@x.example,*/handle:sam_bakes\n';

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'mizan-register-'));
  await database.dataSource.query(
    `insert into platform (id, code, kind, name, connector) values ($1, 'tg', 'telegram', 'T', 'webhook')`,
    [newId()],
  );
  app = await createApi(testConfig(database.url, { DATA_FOLDER: folder }), createLogger('silent', 'test'));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  senior = await createPerson(database.dataSource, { roles: ['senior_moderator'] });
  auditor = await createPerson(database.dataSource, { roles: ['auditor'] });
});

afterAll(async () => {
  await app?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

function send(who: TestPerson, url: string, payload: string | Buffer, key: string = newId()) {
  return app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-mizan-file',
      'x-mizan-csrf': '1',
      'idempotency-key': key,
      cookie: who.cookie,
    },
    payload,
  });
}

const entries = async () => Number((await database.dataSource.query('select count(*) from protected_person'))[0].count);

describe('files of the register', () => {
  it('declare their good lines and name the bad ones by line and field, once however often they are sent', async () => {
    const key = newId();
    const first = await send(senior, '/register/import', TABLE, key);
    expect(first.statusCode).toBe(200);
    expect(first.json()).toMatchObject({ signed: 'none', signer: null, imported: 1, known: 0 });
    expect(first.json().faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 3, field: 'identifiers' }),
        expect.objectContaining({ line: 4, field: 'class' }),
      ]),
    );
    expect((await send(senior, '/register/import', TABLE, key)).json()).toEqual(first.json());
    expect((await send(senior, '/register/import', TABLE)).json()).toMatchObject({ imported: 0, known: 1 });
    expect(await entries()).toBe(1);
  });

  it.each(['csv', 'json'])(
    'come out signed as %s, are known when they come back, and are refused when a letter changed',
    async (format) => {
      const out = await send(auditor, `/register/export?format=${format}&reason=audit`, '');
      expect(out.statusCode).toBe(200);
      expect(out.body).toContain('Layla Haddad');
      expect(out.headers['content-disposition']).toContain('attachment');
      expect((await send(senior, '/register/import', out.body)).json()).toMatchObject({
        signed: 'own',
        known: 1,
        faults: [],
      });
      const changed = await send(senior, '/register/import', out.body.replace('layla@', 'leyla@'));
      expect(changed.statusCode).toBe(400);
      expect(changed.json()).toMatchObject({ code: 'REGISTER_FILE_REFUSED', reason: 'signature' });
    },
  );

  it('leave a reveal of every entry behind when they are written', async () => {
    const before = await database.dataSource.query('select count(*)::int as n from protection_reveal');
    await send(auditor, '/register/export?format=json&reason=audit', '');
    const after = await database.dataSource.query('select count(*)::int as n from protection_reveal');
    expect(after[0].n - before[0].n).toBe(await entries());
  });

  it('are not written for somebody who cannot show again who they are', async () => {
    await database.dataSource.query(
      `update session set authenticated_at = clock_timestamp() - interval '2 hours' where person_id = $1`,
      [auditor.acting.id],
    );
    const refused = await send(auditor, '/register/export?format=json&reason=audit', '');
    expect(refused.json()).toMatchObject({ code: 'PROOF_REQUIRED' });
  });

  it('of evidence are kept by what they are, not by what they are called, and counted', async () => {
    const [{ id }] = await database.dataSource.query('select id from protected_person limit 1');
    const url = `/register/${id}/evidence?name=card.pdf`;
    expect((await send(senior, url, Buffer.from('%PDF-1.4 a press card'))).statusCode).toBe(201);
    const page = await send(senior, url, '<html><script>alert(1)</script>');
    expect(page.json()).toMatchObject({ code: 'REGISTER_FILE_REFUSED', reason: 'kind' });
    expect((await send(senior, url, '')).statusCode).toBe(400);
    expect((await send(auditor, url, Buffer.from('%PDF-1.4'))).statusCode).toBe(403);
    const kept = await database.dataSource.query(
      `select media_type, sealed_name from protected_evidence where protected_person_id = $1`,
      [id],
    );
    expect(kept).toHaveLength(1);
    expect(kept[0].media_type).toBe('application/pdf');
    expect(kept[0].sealed_name.includes(Buffer.from('card'))).toBe(false);
  });
});
