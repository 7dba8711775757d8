import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows, twiceIfLost } from '@mizan/foundation/database.js';
import { rateLimited } from './identity.errors.js';

/** `burst` may go at once; after that `perMinute`, evenly. */
export interface RateLimit {
  readonly burst: number;
  readonly perMinute: number;
}

/** Token buckets in the database, shared by all API processes and filled by its clock. */
@Injectable()
export class RateLimitsService {
  constructor(private readonly source: DataSource) {}

  /** Takes one token; RATE_LIMITED with `retryAfterSeconds` when the bucket is empty (nothing is taken then). */
  async take(key: string, limit: RateLimit): Promise<void> {
    const parameters = [key, limit.burst, limit.perMinute / 60];
    const taken = await twiceIfLost(() =>
      rows<{ key: string }>(
        this.source.manager,
        `insert into rate_bucket as b (key, tokens, refilled_at) values ($1, $2::float8 - 1, clock_timestamp())
         on conflict (key) do update
           set tokens = ${FILLED} - 1, refilled_at = clock_timestamp()
           where ${FILLED} >= 1
         returning key`,
        parameters,
      ),
    );
    if (taken.length > 0) return;
    const left = await rows<{ wait: number }>(
      this.source.manager,
      `select greatest(1, ceil((1 - ${FILLED}) / $3::float8))::int as wait from rate_bucket b where key = $1`,
      parameters,
    );
    throw rateLimited(left[0]?.wait ?? 1);
  }

  /** Gives one token back: a right password is no guess. */
  async giveBack(key: string, limit: RateLimit): Promise<void> {
    await this.source.query('update rate_bucket set tokens = least($2::float8, tokens + 1) where key = $1', [
      key,
      limit.burst,
    ]);
  }
}

/** Tokens of bucket `b` now: $2 = burst, $3 = tokens a second. */
const FILLED = `least($2::float8, b.tokens + extract(epoch from greatest(interval '0', clock_timestamp() - b.refilled_at)) * $3::float8)`;
