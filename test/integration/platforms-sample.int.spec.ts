import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { AuditService } from '@mizan/audit/audit.service.js';
import { Clock } from '@mizan/foundation/clock.js';
import { readConfig } from '@mizan/foundation/config.js';
import { newId, sha256 } from '@mizan/foundation/ids.js';
import { PasswordsService } from '@mizan/identity/passwords.service.js';
import { ConnectorsService } from '@mizan/platforms/connectors.service.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { SandboxProcess } from '@mizan/platforms/sandbox-process.builders.js';
import { Source } from '@mizan/platforms/source.entity.js';
import { run } from '../../apps/cli/src/commands/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const sandbox = new SandboxProcess();
const environment = { ...process.env };
let database: TestDatabase;

interface Answer {
  signIns: { role: string; email: string; password: string }[];
  subjects: number;
  links: number;
  flags: number;
  decisions: number;
}

async function seed(): Promise<Answer> {
  const stdout = new PassThrough();
  const code = await run([], { stdin: Readable.from([]), stdout, stderr: process.stderr });
  expect(code).toBe(0);
  const text: unknown = stdout.read()?.toString();
  return JSON.parse(String(text)) as Answer;
}

async function count(sql: string): Promise<number> {
  const [row]: { n: string }[] = await database.dataSource.query(sql);
  return Number(row?.n);
}

/** Every table that the sample fills, with its number of rows. */
async function picture(): Promise<Record<string, number>> {
  const tables = [
    'person',
    'person_role',
    'policy',
    'policy_version',
    'queue',
    'queue_access',
    'routing_rule',
    'platform',
    'source',
    'api_key',
    'subject',
    'subject_key',
    'link',
    'flag',
    'review_case',
    'evidence',
    'decision',
    'platform_order',
    'change_proposal',
  ];
  const found: Record<string, number> = {};
  for (const table of tables) found[table] = await count(`select count(*) as n from ${table}`);
  return found;
}

let first: Answer;
beforeAll(async () => {
  await sandbox.start();
  database = await createTestDatabase({ entities: [Platform, Source] });
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: '11'.repeat(32),
    IDENTITY_KEY: '22'.repeat(32),
    ALLOW_LOOPBACK_WEBHOOKS: 'true',
    SANDBOX_URL: sandbox.origin(),
    SANDBOX_DATA: sandbox.dataFolder,
    MIZAN_URL: 'http://127.0.0.1:4700',
  });
  first = await seed();
}, 120_000);
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
  await sandbox.stop();
  await database?.close();
});

describe('the sample desk', () => {
  it('has people in every role, two administrators among them, who can sign in with what is printed', async () => {
    expect(new Set(first.signIns.map((one) => one.role))).toEqual(
      new Set(['moderator', 'senior_moderator', 'appeal_handler', 'supervisor', 'administrator', 'auditor']),
    );
    const passwords = new PasswordsService();
    for (const { email, role, password } of first.signIns) {
      const [row]: { password_hash: string; roles: string[] }[] = await database.dataSource.query(
        `select password_hash, array(select role from person_role r where r.person_id = p.id) as roles from person p where email = $1`,
        [email],
      );
      expect(row?.roles).toEqual([role]);
      expect(await passwords.matches(row?.password_hash ?? null, password)).toBe(true);
    }
    expect(await count(`select count(*) as n from person_role where role = 'administrator'`)).toBe(2);
    expect(await count('select count(*) as n from change_proposal')).toBe(0);
  });

  it('has a few thousand flags in some hundred cases, spread over the queues by the routing rules', async () => {
    expect(first.flags).toBeGreaterThanOrEqual(2_000);
    expect(first.subjects).toBeGreaterThanOrEqual(1_900);
    const rows: { code: string; n: string; categories: string[] }[] = await database.dataSource.query(
      `select q.code, count(*) as n, array_agg(distinct c.category) as categories
       from review_case c join queue q on q.id = c.queue_id group by q.code`,
    );
    const queues = new Map(rows.map((row) => [row.code, row]));
    for (const code of ['extremism-arabic', 'extremism-other', 'general', 'threats', 'child_safety']) {
      expect(Number(queues.get(code)?.n ?? 0)).toBeGreaterThan(0);
    }
    expect(queues.get('child_safety')?.categories).toEqual(['child_safety']);
    expect(queues.get('extremism-arabic')?.categories).toEqual(['terrorism']);
    expect(
      await count(
        `select count(*) as n from review_case c join queue q on q.id = c.queue_id where c.category = 'child_safety' and q.kind <> 'child_safety'`,
      ),
    ).toBe(0);
    expect(
      await count(
        `select count(*) as n from review_case where language <> 'ar' and queue_id = (select id from queue where code = 'extremism-arabic')`,
      ),
    ).toBe(0);
  });

  it('has decided some cases by its moderators, whose orders wait for their grace to end', async () => {
    expect(first.decisions).toBeGreaterThanOrEqual(15);
    const flagged = `(select d.id from decision d join review_case c on c.id = d.case_id where c.kind = 'flagged')`;
    expect(await count(`select count(*) as n from decision where id in ${flagged}`)).toBe(first.decisions);
    expect(
      await count(
        `select count(*) as n from decision_participant p join person_role r using (person_id)
         where r.role <> 'moderator' and p.decision_id in ${flagged}`,
      ),
    ).toBe(0);
    // One of them is cancelled again by the answer to an appeal.
    expect(
      await count(
        `select count(*) as n from platform_order where direction = 'apply' and state in ('waiting', 'cancelled') and not_before > clock_timestamp() - interval '2 minutes'`,
      ),
    ).toBe(8);
    expect(await count(`select count(*) as n from collateral_finding where class = 'newsroom'`)).toBe(1);
  });

  it('is in the record, without a name, an address or a text', async () => {
    expect(
      await count(
        `select sum(greatest(1, cardinality(case_ids))) as n from audit_event
         where kind in ('person.created', 'policy.published', 'queue.created', 'platform.created', 'case.opened')`,
      ),
    ).toBeGreaterThan(500);
    const leaks = await count(
      `select count(*) as n from audit_event where details::text ~ '@mizan|Hana|wadi_main|مرئيات'`,
    );
    expect(leaks).toBe(0);
  });

  it('reaches the sandbox with a signed order, and gives it a key that opens the desk', async () => {
    const file = path.join(sandbox.dataFolder, 'connection.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const connection: { desk: { url: string; keys: Record<string, string> } } = JSON.parse(readFileSync(file, 'utf8'));
    expect(connection.desk.url).toBe('http://127.0.0.1:4700');
    for (const key of Object.values(connection.desk.keys)) {
      const [row]: { scopes: string[] }[] = await database.dataSource.query(
        'select scopes from api_key where secret_hash = $1',
        [sha256(key)],
      );
      expect(row?.scopes).toEqual(['flags', 'subjects', 'registrations']);
    }
    const config = readConfig();
    const platforms = new PlatformsService(database.dataSource, new AuditService(), config);
    const connectors = new ConnectorsService(platforms, new Clock(), config);
    for (const platform of await platforms.list()) {
      const [subject]: { kind: 'channel'; native_id: string }[] = await database.dataSource.query(
        `select kind, native_id from subject where platform_id = $1 and kind = 'channel' limit 1`,
        [platform.id],
      );
      const connector = await connectors.forPlatform(platform.id);
      const ref = { kind: 'channel', nativeId: subject?.native_id ?? '', handle: null } as const;
      expect(
        await connector.apply({
          orderId: newId(),
          measure: 'remove_channel',
          scope: 'global',
          subject: ref,
          priorState: null,
        }),
      ).toMatchObject({ outcome: 'applied' });
      expect(await connector.fetchState(ref)).toMatchObject({ outcome: 'found', visible: false });
    }
  });

  it('is made once: a second time it follows the sandbox to its new address, and brings nothing else', async () => {
    const before = await picture();
    const connection = readFileSync(path.join(sandbox.dataFolder, 'connection.json'), 'utf8');
    process.env['SANDBOX_URL'] = 'http://127.0.0.1:4999/';
    expect(await seed()).toEqual({ ...first, flags: 0, decisions: 0, appeals: 0 });
    expect(await picture()).toEqual(before);
    expect(readFileSync(path.join(sandbox.dataFolder, 'connection.json'), 'utf8')).toBe(connection);
    const endpoints: { endpoint_url: string }[] = await database.dataSource.query(
      'select endpoint_url from platform order by code',
    );
    expect(endpoints.map((row) => row.endpoint_url)).toEqual(
      ['matrix', 'tamtam', 'telegram'].map((code) => `http://127.0.0.1:4999/${code}`),
    );
  });
});
