import { readConfig } from '@mizan/foundation/config.js';
import { migrateDatabase } from './migrate-database.js';

const config = readConfig();
const ran = await migrateDatabase(config.DATABASE_MIGRATION_URL ?? config.DATABASE_URL);
process.stdout.write(ran.length === 0 ? 'schema up to date\n' : `migrated: ${ran.join(', ')}\n`);
