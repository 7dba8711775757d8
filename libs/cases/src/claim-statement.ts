import { recording } from '@mizan/audit/audit.service.js';
import { KEEP_ANSWER } from '@mizan/foundation/idempotency.js';
import { CASE_COLUMNS } from './case-row.js';
import { CASE_CHANGED } from './cases.events.js';

/**
 * Takes the next case of a queue for a person, in one statement (goals 4.1). Served in this order: what the person
 * prefetched, what is assigned to them, then the queue from its watermark on. Rows that others are taking are passed
 * over. Nothing comes back when the person may not work the queue, or may not prefetch from it.
 *
 * What a person opted out of is read from their own settings, so that it holds from the moment they say so.
 *
 * $1 queue, $2 person, $3 roles text[], $4 prefetch boolean, $5 lease in seconds, $6 prefetched leases a person may hold.
 *
 * `is true` keeps the planner from an index by queue where the few leases of one person are read. Opted-out categories are
 * left out by the index condition on `category`, so that passing them over costs no visits to the table. `for no key update` lets a flag that is just being attached (which takes a key share lock) not hide a case.
 */
const TAKE_NEXT = `
with desk as materialized (
  select q.id, h.head from queue q join queue_head h on h.queue_id = q.id
  where q.id = $1 and q.active and not ($4::boolean and (q.two_person or q.kind = 'child_safety'))
    and exists (select from queue_access a where a.queue_id = q.id
                and (a.person_id = $2 or (a.role = any($3::text[]) and q.kind <> 'child_safety')))
), apart as materialized (
  select case_id, category, language from claim_exclusion
  where person_id = $2 and (until is null or until > clock_timestamp())
  union all
  select null, jsonb_array_elements_text(settings -> 'optOutCategories'), null from person
  where id = $2 and settings ? 'optOutCategories'
), kept as materialized (
  select c.id from review_case c
  where c.claimed_by = $2 and c.state = 'claimed' and c.prefetched and (c.queue_id = (select id from desk)) is true
    and c.lease_expires_at > clock_timestamp() and not $4
  order by c.rank limit 1 for no key update skip locked
), mine as materialized (
  select c.id from review_case c
  where c.assigned_to = $2 and c.state = 'open' and c.queue_id = (select id from desk)
    and not exists (select from kept)
    and c.id not in (select case_id from apart where case_id is not null)
    and c.category not in (select category from apart where category is not null)
  order by c.rank, c.id limit 1 for no key update skip locked
), rest as materialized (
  select c.id from review_case c
  where c.queue_id = (select id from desk) and c.state = 'open' and c.assigned_to is null
    and c.rank >= (select head from desk)
    and c.category = any(array(
      select name from unnest('{general,terrorism,child_safety,threat_to_life}'::text[]) as all_categories(name)
      where name not in (select category from apart where category is not null)))
    and not exists (select from kept) and not exists (select from mine)
    and (not $4 or (select count(*) from review_case p where p.claimed_by = $2 and p.state = 'claimed' and p.prefetched) < $6)
    and c.id not in (select case_id from apart where case_id is not null)
    and (c.language is null or c.language not in (select language from apart where language is not null))
  order by c.rank, c.id limit 1 for no key update skip locked
), top as (
  select id from kept union all select id from mine union all select id from rest
), claimed as (
update review_case c set state = 'claimed', claimed_by = $2, lease_token = c.lease_token + 1, prefetched = $4,
  lease_expires_at = clock_timestamp() + make_interval(secs => $5::double precision), lapsed_from = null,
  version = c.version + 1, updated_at = clock_timestamp()
from top where c.id = top.id
returning ${CASE_COLUMNS}
)`;

/** The record of a claim; $7 the request. */
const RECORDED = recording(
  `select 'case.claimed' as kind, 'case' as target_kind, id as target_id, id as case_id, "subjectId" as subject_id,
     jsonb_build_object('leaseToken', "leaseToken", 'prefetched', prefetched) as details,
     jsonb_build_array(jsonb_build_object('topic', '${CASE_CHANGED}', 'payload', jsonb_build_object(
       'caseId', id, 'queueId', "queueId", 'fromQueueId', null, 'personId', $2::uuid, 'what', 'claimed'))) as events
   from claimed`,
  [`'person'`, '$2', '$7::text'],
);

/** A claim with its record, in a transaction that goes on. */
export const CLAIM_NEXT = {
  name: 'claim-next',
  text: `${TAKE_NEXT}, ${RECORDED} select * from claimed`,
};

/** A claim with its record and its answer, which is the whole transaction. $8 key, $9 operation, $10 hash of the input. */
export const CLAIM_NEXT_ONCE = {
  name: 'claim-next-once',
  text: `${TAKE_NEXT}, ${RECORDED}, kept_answer as (
  ${KEEP_ANSWER} select $2, $8::uuid, $9, $10, jsonb_build_object(
    'caseId', id, 'leaseToken', "leaseToken", 'leaseExpiresAt', "leaseExpiresAt", 'prefetched', prefetched) from claimed
) select * from claimed`,
};

/** A claim without anything around it, for measuring. */
export const CLAIM_ALONE = {
  name: 'claim-alone',
  text: `${TAKE_NEXT} select id, version, "leaseToken", "leaseExpiresAt" from claimed`,
};

/** Why there was nothing: no right, nothing there, or all of it excluded for this person. */
export const WHY_EMPTY = `
select exists (select from queue_access a join queue q on q.id = a.queue_id where q.id = $1
         and (a.person_id = $2 or (a.role = any($3::text[]) and q.kind <> 'child_safety'))) as allowed,
       exists (select from review_case where queue_id = $1 and state = 'open' and assigned_to is null) as some_open`;
