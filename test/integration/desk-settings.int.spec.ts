import { AuditService } from '@mizan/audit/audit.service.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { SETTING_CODES } from '@mizan/foundation/setting-codes.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { POLICIES_ENTITIES } from '@mizan/policies/policies.module.js';
import { SettingChangesService } from '@mizan/policies/setting-changes.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('the numbers of the desk', () => {
  let database: TestDatabase;
  let settings: DeskSettings;
  let changes: SettingChangesService;
  let administrator: TestPerson;

  beforeAll(async () => {
    database = await createTestDatabase({ entities: POLICIES_ENTITIES });
    settings = new DeskSettings(database.dataSource, { GRACE_SECONDS: 3 });
    changes = new SettingChangesService(database.dataSource, new AuditService(), settings);
    administrator = await createPerson(database.dataSource, { roles: ['administrator'] });
  });
  afterAll(() => database?.close());

  const change = (code: string, value: number, version: number, person = administrator) =>
    inTransaction(database.dataSource, async (manager) =>
      changes.change(manager, person.acting, { code, value, version }),
    );

  it('are one row each, and each is known by its code', async () => {
    expect((await changes.list()).map((row) => row.code).sort()).toEqual([...SETTING_CODES].sort());
  });

  it('hold from the next act on, are on record, and say who was first', async () => {
    expect(await settings.get('appeal_days')).toBe(7);
    await change('appeal_days', 10, 1);
    expect(await settings.get('appeal_days')).toBe(10);
    await expect(change('appeal_days', 11, 1)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const [row] = await database.dataSource.query(
      `select details from audit_event where kind = 'setting.changed' order by id desc limit 1`,
    );
    expect(row.details).toEqual({ code: 'appeal_days', from: 7, to: 10 });
  });

  it.each([
    ['appeal_terrorism_days', 14, null],
    ['appeal_terrorism_days', 15, 'too_large'],
    ['appeal_window_months', 5, 'too_small'],
    ['campaign_limit_percent', 0.5, null],
    ['heartbeat_seconds', 91, 'contradiction'],
    ['skip_hours', 1.5, 'not_whole'],
  ])('%s may be %d: %s', async (code, value, reason) => {
    const asked = change(code, value, (await changes.get(code)).version);
    if (reason === null) await expect(asked).resolves.toBeUndefined();
    else await expect(asked).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'value', reason } });
  });

  it('that the operator fixed are not changed, and nobody but an administrator changes any', async () => {
    expect(await settings.get('grace_seconds')).toBe(3);
    await expect(change('grace_seconds', 60, 1)).rejects.toMatchObject({ code: 'SETTING_FIXED' });
    const supervisor = await createPerson(database.dataSource, { roles: ['supervisor'] });
    await expect(change('question_days', 9, 1, supervisor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
