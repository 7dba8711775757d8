import type { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';

/**
 * So many open cases in shuffled order over these queues, as fast as the database takes them: all about one subject, as
 * cases of another kind than `flagged` may be.
 */
export async function fillQueues(
  source: DataSource,
  platformId: string,
  queues: readonly string[],
  count: number,
): Promise<void> {
  const [subject] = await rows<{ id: string }>(
    source.manager,
    `insert into subject (platform_id, kind, title) values ($1, 'channel', 'Measured') returning id`,
    [platformId],
  );
  for (let done = 0; done < count; done += 50_000) {
    await source.query(
      `insert into review_case (platform_id, subject_id, kind, queue_id, rank, due_at, flag_count, source_count)
       select $1, $2, 'after_check', ($3::uuid[])[1 + n % cardinality($3::uuid[])], (random() * 1e12)::bigint,
              clock_timestamp() + interval '1 day', 1, 1
       from generate_series(1, $4::int) n`,
      [platformId, subject?.id, queues, Math.min(50_000, count - done)],
    );
  }
}
