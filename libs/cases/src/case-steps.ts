import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { isId } from '@mizan/foundation/ids.js';
import type { LeaseFacts } from './lease-rules.js';

/** A case as it stands, locked for the rest of the transaction. */
export interface LockedCase extends LeaseFacts {
  readonly id: string;
  readonly platformId: string;
  readonly subjectId: string;
  readonly queueId: string;
  readonly kind: string;
  readonly category: string;
  readonly round: number;
  readonly assignedTo: string | null;
  readonly strongestSource: string | null;
  readonly flaggedAgain: boolean;
  readonly closedReason: string | null;
}

const LOCKED = `c.id, c.platform_id as "platformId", c.subject_id as "subjectId", c.queue_id as "queueId", c.kind, c.category,
  c.state, c.version, c.round, c.lease_token as "leaseToken", c.claimed_by as "claimedBy", c.lapsed_from as "lapsedFrom",
  coalesce(c.lease_expires_at <= clock_timestamp(), false) as "leaseExpired", c.assigned_to as "assignedTo",
  c.strongest_source as "strongestSource", c.flagged_again as "flaggedAgain", c.closed_reason as "closedReason"`;

/** Locks cases in the order of their ids; those that do not exist are left out. */
export function lockCases(manager: EntityManager, ids: readonly string[]): Promise<LockedCase[]> {
  return rows(
    manager,
    `select ${LOCKED} from review_case c where c.id = any($1::uuid[]) order by c.id for no key update`,
    [ids.filter(isId)],
  );
}

/** One case, and the cases of kind `flagged` of these subjects that are not closed, locked in the order of their ids. */
export function lockWithOpenCasesOf(
  manager: EntityManager,
  caseId: string,
  subjectIds: readonly string[],
): Promise<LockedCase[]> {
  return rows(
    manager,
    `select ${LOCKED} from review_case c
     where c.id = $1 or (c.subject_id = any($2::uuid[]) and c.kind = 'flagged' and c.state <> 'closed')
     order by c.id for no key update`,
    [caseId, subjectIds],
  );
}

/** The cases of kind `flagged` of these subjects that are not closed, locked in the order of their ids. */
export function lockOpenCases(manager: EntityManager, subjectIds: readonly string[]): Promise<LockedCase[]> {
  return rows(
    manager,
    `select ${LOCKED} from review_case c
     where c.subject_id = any($1::uuid[]) and c.kind = 'flagged' and c.state <> 'closed' order by c.id for no key update`,
    [subjectIds],
  );
}

/** What a step left behind. */
export interface SteppedCase {
  readonly id: string;
  readonly subjectId: string;
  readonly queueId: string;
  readonly state: string;
  readonly round: number;
  readonly version: number;
  readonly leaseToken: string;
}

/** Assignments that bring a case back to its queue, whoever had it. */
export const BACK_TO_OPEN = `state = 'open', claimed_by = null, lease_expires_at = null, prefetched = false, lapsed_from = null,
  hold_until = null, hold_reason = null`;

/** Assignments that end a lease. */
export const WITHOUT_LEASE = `claimed_by = null, lease_expires_at = null, prefetched = false, lapsed_from = null`;

/**
 * Changes locked cases by fixed assignments (`c` is the case; parameters from $2 on) and moves the watermark of their
 * queues back where an open one now stands before it. `keepVersion` is for what happens by itself.
 */
export function step(
  manager: EntityManager,
  ids: readonly string[],
  assignments: string,
  parameters: readonly unknown[] = [],
  options: { readonly keepVersion?: boolean } = {},
): Promise<SteppedCase[]> {
  const version = options.keepVersion ? '' : ', version = c.version + 1';
  return rows(
    manager,
    `with changed as (
       update review_case c set ${assignments}${version}, updated_at = clock_timestamp()
       where c.id = any($1::uuid[])
       returning c.id, c.subject_id, c.queue_id, c.state, c.round, c.version, c.lease_token, c.rank
     ), heads as (${LOWER_HEADS})
     select id, subject_id as "subjectId", queue_id as "queueId", state, round, version, lease_token as "leaseToken"
     from changed order by id`,
    [ids, ...parameters],
  );
}

/** Moves watermarks back to the lowest rank of what `changed` (queue_id, state, rank) opened. */
export const LOWER_HEADS = `update queue_head h set head = low.rank
  from (select queue_id, min(rank) as rank from changed where state = 'open' group by queue_id) low
  where h.queue_id = low.queue_id and h.head > low.rank`;
