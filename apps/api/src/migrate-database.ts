import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';

/** Any two of these must not run at once; the number is arbitrary and only ours. */
const MIGRATION_LOCK = 4_700_001;

/**
 * Brings the schema up to date as the owner of the schema and returns the names of what ran. Safe to start from
 * several machines at once: the second waits and then finds nothing to do.
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    poolSize: 2,
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await source.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
