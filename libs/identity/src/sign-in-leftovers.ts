import type { DataSource } from 'typeorm';
import type { Schedule } from '@mizan/foundation/job-schedules.js';

const HOUR_MS = 3_600_000;

/** Removes what signing in leaves behind: sessions that ended 30 days ago, flows that ran out, buckets long full again. */
export class SignInLeftovers implements Schedule {
  readonly name = 'sign-in-leftovers';
  readonly everyMs = HOUR_MS;
  readonly leaseMs = 60_000;

  constructor(private readonly source: DataSource) {}

  async run(): Promise<void> {
    await this.source.query(
      `delete from session where least(coalesce(revoked_at, expires_at), expires_at) < clock_timestamp() - interval '30 days'`,
    );
    await this.source.query('delete from oidc_flow where expires_at < clock_timestamp()');
    await this.source.query(`delete from rate_bucket where refilled_at < clock_timestamp() - interval '1 day'`);
  }
}
