import { PersonalText } from '@mizan/foundation/personal-text.js';
import { violatedConstraint } from '@mizan/foundation/errors.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const TEXT = 'Layla Haddad, كاتبة, +961 1 234567';

let database: TestDatabase;
const texts = new PersonalText({ ENCRYPTION_KEY: Buffer.alloc(32, 3) });

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.close();
});

describe('personal text', () => {
  it('comes back as it was, and is in no row of the database', async () => {
    await database.dataSource.transaction(async (manager) => {
      const keyId = await texts.createKey(manager);
      const sealed = await texts.seal(manager, keyId, TEXT);
      expect(sealed.includes(Buffer.from('Layla'))).toBe(false);
      expect(await texts.open(manager, keyId, sealed)).toBe(TEXT);
      expect(await texts.open(manager, keyId, null)).toBeNull();
    });
  });

  it('is bound to its key: the words of one person are not opened with the key of another', async () => {
    await database.dataSource.transaction(async (manager) => {
      const [one, other] = [await texts.createKey(manager), await texts.createKey(manager)];
      const sealed = await texts.seal(manager, one, TEXT);
      await expect(texts.open(manager, other, sealed)).rejects.toThrow();
    });
  });

  it('cannot be read with the key of another installation', async () => {
    await database.dataSource.transaction(async (manager) => {
      const keyId = await texts.createKey(manager);
      const sealed = await texts.seal(manager, keyId, TEXT);
      const elsewhere = new PersonalText({ ENCRYPTION_KEY: Buffer.alloc(32, 4) });
      await expect(elsewhere.open(manager, keyId, sealed)).rejects.toThrow();
    });
  });

  it('is gone for good once its key is destroyed, and nothing can be sealed with it again', async () => {
    await database.dataSource.transaction(async (manager) => {
      const [gone, kept] = [await texts.createKey(manager), await texts.createKey(manager)];
      const sealed = [
        { keyId: gone, sealed: await texts.seal(manager, gone, TEXT) },
        { keyId: kept, sealed: await texts.seal(manager, kept, TEXT) },
      ];
      await texts.destroy(manager, gone);
      await texts.destroy(manager, gone);
      expect(await texts.openMany(manager, sealed)).toEqual([null, TEXT]);
      await expect(texts.seal(manager, gone, TEXT)).rejects.toThrow();
    });
  });

  it('has keys that can be destroyed but not exchanged, and that nobody can remove', async () => {
    const { dataSource } = database;
    const keyId = await dataSource.transaction((manager) => texts.createKey(manager));
    const exchanged = dataSource.query('update personal_key set key = $2 where id = $1', [keyId, Buffer.alloc(60)]);
    await expect(exchanged.catch(violatedConstraint)).resolves.toBe('personal_key_only_destroyed');
    await expect(
      dataSource.transaction(async (manager) => {
        await manager.query('set local role mizan_app');
        await manager.query('delete from personal_key where id = $1', [keyId]);
      }),
    ).rejects.toThrow(/permission denied/);
  });
});
