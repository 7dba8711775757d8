import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { readConfig, type Config } from '@mizan/foundation/config.js';
import { newId } from '@mizan/foundation/ids.js';
import { ConnectorsService } from '@mizan/platforms/connectors.service.js';
import { Platform, PlatformKind } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { SandboxProcess } from '@mizan/platforms/sandbox-process.builders.js';
import { Source, SourceKind } from '@mizan/platforms/source.entity.js';
import { SourcesService } from '@mizan/platforms/sources.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const actor = systemActor('test');
const sandbox = new SandboxProcess();
let database: TestDatabase;
let config: Config;
let platforms: PlatformsService;
let sources: SourcesService;

const fresh = (code: string) => ({
  code,
  kind: PlatformKind.telegram,
  name: 'A platform',
  endpointUrl: null,
  ordersPerSecond: 30,
  paused: false,
});
const auditKinds = async (targetId: string): Promise<string[]> => {
  const found: { kind: string }[] = await database.dataSource.query(
    'select kind from audit_event where target_id = $1 order by id',
    [targetId],
  );
  return found.map((row) => row.kind);
};

beforeAll(async () => {
  database = await createTestDatabase({ entities: [Platform, Source] });
  config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: '11'.repeat(32),
    IDENTITY_KEY: '22'.repeat(32),
    ALLOW_LOOPBACK_WEBHOOKS: 'true',
  });
  platforms = new PlatformsService(database.dataSource, new AuditService(), config);
  sources = new SourcesService(database.dataSource, new AuditService());
  await sandbox.start();
});
afterAll(async () => {
  await sandbox.stop();
  await database?.close();
});

describe('platforms', () => {
  it('are made, changed and paused, each with its audit row', async () => {
    const made = await platforms.save(actor, fresh('one'));
    expect(made).toMatchObject({ code: 'one', version: 1, connector: 'webhook', endpointUrl: null });
    const renamed = await platforms.save(actor, { ...fresh('one'), id: made.id, name: 'Another name', version: 1 });
    expect(renamed).toMatchObject({ name: 'Another name', version: 2 });
    const paused = await platforms.save(actor, {
      ...fresh('one'),
      id: made.id,
      name: 'Another name',
      paused: true,
      version: 2,
    });
    expect(paused).toMatchObject({ paused: true, version: 3 });
    expect(await auditKinds(made.id)).toEqual(['platform.created', 'platform.changed', 'platform.paused']);
  });

  it('refuse a write that was based on an older version, and change nothing', async () => {
    const made = await platforms.save(actor, fresh('stale'));
    await platforms.save(actor, { ...fresh('stale'), id: made.id, name: 'First', version: 1 });
    await expect(
      platforms.save(actor, { ...fresh('stale'), id: made.id, name: 'Second', version: 1 }),
    ).rejects.toMatchObject({
      code: 'STALE_VERSION',
      kind: 'conflict',
    });
    expect(await platforms.get(made.id)).toMatchObject({ name: 'First', version: 2 });
  });

  it.each([
    ['code', { code: 'Not A Code' }],
    ['name', { name: '  ' }],
    ['endpointUrl', { endpointUrl: 'https://169.254.169.254/' }],
    ['endpointUrl', { endpointUrl: 'http://platform.example/' }],
    ['endpointUrl', { endpointUrl: 'https://user:word@platform.example/' }],
    ['ordersPerSecond', { ordersPerSecond: 0 }],
  ])('name the field that is wrong: %s', async (field, wrong) => {
    await expect(platforms.save(actor, { ...fresh('wrong'), ...wrong })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field },
    });
  });

  it('refuse a second platform with the same code', async () => {
    await platforms.save(actor, fresh('twice'));
    await expect(platforms.save(actor, fresh('twice'))).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { field: 'code' },
    });
  });

  it('keep their signing secrets sealed, and never give them with the platform', async () => {
    const { id } = await platforms.save(actor, fresh('sealed'));
    const { secret, platform } = await platforms.rotateSecret(actor, id);
    expect(secret).toMatch(/^whsec_/);
    expect(JSON.stringify(platform)).not.toContain(secret);
    const [row]: { signing_secret: Buffer }[] = await database.dataSource.query(
      'select signing_secret from platform where id = $1',
      [id],
    );
    expect(row?.signing_secret.toString('latin1')).not.toContain(secret.slice('whsec_'.length));
    expect((await platforms.list()).some((one) => 'signingSecret' in one && one.signingSecret)).toBe(false);
  });

  it('are not connected without an endpoint and a secret', async () => {
    const { id } = await platforms.save(actor, fresh('alone'));
    await expect(platforms.connection(id)).rejects.toMatchObject({ code: 'PLATFORM_NOT_CONNECTED' });
    await platforms.rotateSecret(actor, id);
    await expect(platforms.connection(id)).rejects.toMatchObject({ code: 'PLATFORM_NOT_CONNECTED' });
    await expect(platforms.connection(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('carry an order to the sandbox with the secret of this moment, before, during and after a rotation', async () => {
    const made = await platforms.save(actor, { ...fresh('sandbox'), endpointUrl: sandbox.endpoint('telegram') });
    const first = await platforms.rotateSecret(actor, made.id);
    sandbox.introduce({ secrets: { telegram: [first.secret] } });
    const connectors = new ConnectorsService(platforms, new Clock(), config);
    const send = async () => {
      const connector = await connectors.forPlatform(made.id);
      return connector.apply({
        orderId: newId(),
        measure: 'label',
        scope: 'global',
        subject: { kind: 'channel', nativeId: null, handle: 'wadi_main' },
        priorState: null,
      });
    };
    expect(await send()).toMatchObject({ outcome: 'applied' });
    const second = await platforms.rotateSecret(actor, made.id);
    expect(second.secret).not.toBe(first.secret);
    expect(await send()).toMatchObject({ outcome: 'applied' });
    sandbox.introduce({ secrets: { telegram: [second.secret] } });
    expect(await send()).toMatchObject({ outcome: 'applied' });
    await platforms.rotateSecret(actor, made.id);
    await platforms.rotateSecret(actor, made.id);
    expect(await send()).toEqual({ outcome: 'unknown', code: 'signature_refused' });
    expect(await sandbox.effects()).toMatchObject({ orders: 3, effects: 3, duplicates: [] });
  });
});

describe('sources', () => {
  it('are made and switched off, and keep their kind and platform', async () => {
    const platform = await platforms.save(actor, fresh('with-source'));
    const input = {
      code: 'reports',
      name: 'Reports',
      kind: SourceKind.user_report,
      platformId: platform.id,
      active: true,
    };
    const source = await sources.save(actor, input);
    expect(await sources.save(actor, { ...input, id: source.id, active: false })).toMatchObject({ active: false });
    await expect(sources.save(actor, { ...input, id: source.id, kind: SourceKind.referral })).rejects.toMatchObject({
      details: { field: 'kind' },
    });
    await expect(sources.save(actor, { ...input, id: source.id, platformId: null })).rejects.toMatchObject({
      details: { field: 'platformId' },
    });
    await expect(sources.save(actor, { ...input, code: 'orphan', platformId: newId() })).rejects.toMatchObject({
      details: { field: 'platformId' },
    });
    await expect(sources.save(actor, input)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await auditKinds(source.id)).toEqual(['source.created', 'source.changed']);
  });
});
