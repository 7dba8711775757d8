import type { EntityManager } from 'typeorm';

/** Why a round began. */
export type RoundReason =
  | 'flagged'
  | 'flagged_again'
  | 'undone'
  | 'reopened'
  | 'appeal'
  | 'mass_error'
  | 'resurfacing'
  | 'protective_stay'
  | 'after_check';

/** Ends the present round of these cases. */
export async function closeRounds(manager: EntityManager, caseIds: readonly string[]): Promise<void> {
  await manager.query(
    `update case_round r set closed_at = clock_timestamp() from review_case c
     where c.id = any($1::uuid[]) and r.case_id = c.id and r.n = c.round and r.closed_at is null`,
    [caseIds],
  );
}

/** Writes down the round that these cases are now in. */
export async function openRounds(
  manager: EntityManager,
  caseIds: readonly string[],
  reason: RoundReason,
): Promise<void> {
  await manager.query(
    `insert into case_round (case_id, n, opened_at, due_at, reason)
     select id, round, clock_timestamp(), due_at, $2 from review_case where id = any($1::uuid[])`,
    [caseIds, reason],
  );
}
