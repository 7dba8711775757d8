import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Schedule } from '@mizan/foundation/job-schedules.js';

/** Counting takes at most this share of the time. */
const COST_SHARE = 0.05;

/**
 * Writes how many cases stand in each queue and state. Queues are never counted by whoever looks at them; the interval
 * grows with what the counting costs, so that large queues are counted less often instead of loading the database.
 */
@Injectable()
export class QueueCountingSchedule implements Schedule {
  readonly name = 'queue-counts';
  readonly everyMs = 2_000;
  readonly leaseMs = 60_000;
  private restUntil = 0;

  constructor(private readonly dataSource: DataSource) {}

  async run(): Promise<void> {
    const startedAt = performance.now();
    if (startedAt < this.restUntil) return;
    await this.count();
    const endedAt = performance.now();
    this.restUntil = endedAt + (endedAt - startedAt) * (1 / COST_SHARE - 1);
  }

  /** Counts now. */
  async count(): Promise<void> {
    await this.dataSource.query(
      `insert into queue_count as n (queue_id, open_count, claimed_count, on_hold_count, awaiting_approval_count,
                                     breached_count, oldest_opened_at, counted_at)
       select q.id, count(c.state) filter (where c.state = 'open'), count(c.state) filter (where c.state = 'claimed'),
         count(c.state) filter (where c.state = 'on_hold'), count(c.state) filter (where c.state = 'awaiting_approval'),
         count(c.state) filter (where c.due_at < clock_timestamp()), min(c.opened_at) filter (where c.state = 'open'),
         clock_timestamp()
       from queue q left join review_case c
         on c.queue_id = q.id and c.state in ('open', 'claimed', 'on_hold', 'awaiting_approval')
       group by q.id
       on conflict (queue_id) do update set open_count = excluded.open_count, claimed_count = excluded.claimed_count,
         on_hold_count = excluded.on_hold_count, awaiting_approval_count = excluded.awaiting_approval_count,
         breached_count = excluded.breached_count, oldest_opened_at = excluded.oldest_opened_at,
         counted_at = excluded.counted_at`,
    );
  }
}
