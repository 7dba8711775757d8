import pg from 'pg';
import { runMigrations } from 'bullmq';

/** The schema in which BullMQ keeps its tables on the PostgreSQL backend; its default name. */
export const JOB_SCHEMA = 'bullmq';

/**
 * Brings BullMQ's tables up to date as the owner of the schema, and lets the process role use them. Run by the
 * migration step; safe to run again and from several machines at once.
 */
export async function migrateJobQueues(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client, JOB_SCHEMA);
    // BullMQ makes one sequence for each queue when its first job is added, hence the right to create.
    await client.query(`
      grant usage, create on schema ${JOB_SCHEMA} to mizan_app;
      grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to mizan_app;
      grant usage, select, update on all sequences in schema ${JOB_SCHEMA} to mizan_app;
      grant execute on all functions in schema ${JOB_SCHEMA} to mizan_app`);
  } finally {
    await client.end();
  }
}
