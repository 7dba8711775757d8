import type { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { Schedule } from '@mizan/foundation/job-schedules.js';

/** Published events are kept this long (settled: 7 days). */
const KEEP_DAYS = 7;
const BATCH = 5_000;

/** Removes outbox rows that were published and handled long ago, with their inbox rows, in small transactions. */
export class OutboxPruning implements Schedule {
  readonly name = 'outbox-pruning';
  readonly everyMs = 3_600_000;
  readonly leaseMs = 600_000;

  constructor(private readonly source: DataSource) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [pruned] = await rows<{ count: number }>(
        this.source,
        `with old as (
           select id from outbox o
           where published_at < clock_timestamp() - make_interval(days => ${KEEP_DAYS})
             and not exists (select from inbox i where i.outbox_id = o.id and i.handled_at is null)
           order by published_at limit ${BATCH} for update skip locked
         ), handled as (
           delete from inbox using old where inbox.outbox_id = old.id
         ), gone as (
           delete from outbox using old where outbox.id = old.id returning 1
         )
         select count(*)::int as count from gone`,
      );
      if (!pruned || pruned.count < BATCH) return;
    }
  }
}
