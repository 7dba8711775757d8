import { readConfig } from '@mizan/foundation/config.js';
import { migrateJobQueues } from '@mizan/foundation/job-queue-schema.js';
import { migrateDatabase } from './migrate-database.js';

const config = readConfig();
const ownerUrl = config.DATABASE_MIGRATION_URL ?? config.DATABASE_URL;
const ran = await migrateDatabase(ownerUrl);
if (config.QUEUE_BACKEND === 'postgres') await migrateJobQueues(ownerUrl);
process.stdout.write(ran.length === 0 ? 'schema up to date\n' : `migrated: ${ran.join(', ')}\n`);
