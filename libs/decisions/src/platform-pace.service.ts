import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';

/** Milliseconds that a place in the line may lie ahead; who would wait longer comes again later. */
const AHEAD_MS = 1_000;

/** Keeps every platform's `orders_per_second` over all workers together: one row a platform, by the database's clock. */
@Injectable()
export class PlatformPaceService {
  /** Takes the next place in the line and answers how many milliseconds it lies ahead; null = the line is too long now. */
  async take(manager: EntityManager, platformId: string): Promise<number | null> {
    const [taken] = await rows<{ ms: number }>(
      manager,
      `insert into platform_pace as l (platform_id, next_at)
       select p.id, clock_timestamp() + interval '1 second' / p.orders_per_second from platform p where p.id = $1
       on conflict (platform_id) do update
         set next_at = greatest(l.next_at, clock_timestamp())
           + (select interval '1 second' / p.orders_per_second from platform p where p.id = l.platform_id)
         where l.next_at <= clock_timestamp() + make_interval(secs => $2 / 1000.0)
       returning greatest(0, extract(epoch from l.next_at
         - (select interval '1 second' / p.orders_per_second from platform p where p.id = l.platform_id) - clock_timestamp()) * 1000)::float8 as ms`,
      [platformId, AHEAD_MS],
    );
    return taken ? taken.ms : null;
  }
}
