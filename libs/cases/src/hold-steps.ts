import type { EntityManager } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { step, type LockedCase } from './case-steps.js';
import { stepEntry } from './leases.service.js';

/** A time to come, at most a year from now, by the database's clock. Throws INVALID_INPUT (field `until`). */
export async function checkUntil(manager: EntityManager, until: Date): Promise<void> {
  const [time] = await rows<{ good: boolean }>(
    manager,
    `select $1::timestamptz > clock_timestamp() and $1::timestamptz < clock_timestamp() + interval '1 year' as good`,
    [until],
  );
  if (!time?.good) throw invalid('until', 'A hold ends at a time to come, within a year.');
}

/** Cases that are claimed and locked go on hold; answers their audit entries. */
export async function holdLocked(
  manager: EntityManager,
  person: ActingPerson,
  list: readonly LockedCase[],
  until: Date,
  words: string,
): Promise<ReturnType<typeof stepEntry>[]> {
  const changed = await step(
    manager,
    list.map((one) => one.id),
    `state = 'on_hold', claimed_by = null, lease_expires_at = null, prefetched = false, lapsed_from = null,
     hold_until = $2, hold_reason = $3`,
    [until, words],
  );
  return changed.map((one) => stepEntry(person, 'held', one, { until: until.toISOString() }));
}
