/** Columns of a case `c` as a ReviewCase, for raw statements; `breached` by the database's clock. */
export const CASE_COLUMNS = `c.id, c.number::float8 as number, c.platform_id as "platformId", c.subject_id as "subjectId", c.kind,
  c.appeal_id as "appealId", c.category, c.state, c.queue_id as "queueId", c.rank::float8 as rank, c.reasons,
  c.policy_id as "policyId", c.language, c.flag_count as "flagCount", c.source_count as "sourceCount",
  c.source_ids as "sourceIds", c.audience::float8 as audience, c.flagged_again as "flaggedAgain",
  c.strongest_source as "strongestSource", c.round, c.opened_at as "openedAt", c.due_at as "dueAt",
  c.claimed_by as "claimedBy", c.lease_token::text as "leaseToken", c.lease_expires_at as "leaseExpiresAt", c.prefetched,
  c.lapsed_from as "lapsedFrom", c.assigned_to as "assignedTo", c.hold_until as "holdUntil", c.hold_reason as "holdReason",
  c.escalated_from as "escalatedFrom", c.closed_reason as "closedReason", c.merged_into as "mergedInto",
  c.closed_at as "closedAt", c.version, c.updated_at as "updatedAt",
  (c.due_at < clock_timestamp() and c.state not in ('decided', 'closed')) as breached`;
