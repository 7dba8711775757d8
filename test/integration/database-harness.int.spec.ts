import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('the database that every suite gets', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.close();
  });

  it('is migrated and worked on as mizan_app', async () => {
    const [row] = await database.dataSource.query(
      `select current_user::text as role, to_regclass('audit_event') is not null as migrated,
              current_setting('server_encoding') as encoding`,
    );
    expect(row).toEqual({ role: 'mizan_app', migrated: true, encoding: 'UTF8' });
  });

  it('shares nothing with the database of another suite', async () => {
    const other = await createTestDatabase({ role: null });
    try {
      await other.dataSource.query('create table only_here (id int)');
      const [row] = await database.dataSource.query(`select to_regclass('only_here') as found`);
      expect(row).toEqual({ found: null });
    } finally {
      await other.close();
    }
  });
});
