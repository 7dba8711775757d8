/**
 * Everybody whom decisions touched: restricted subjects, and members who fell with a channel where the platform named
 * them before it took them out (`members` of what undoing needs). $1 = run; $2 = its selection.
 */
export const ITEMS = `with asked as (select * from jsonb_to_record($2::jsonb)
    as a("decisionIds" uuid[], "policyId" uuid, "platformId" uuid, "from" timestamptz, "to" timestamptz)),
  chosen as materialized (
    select d.id from asked a join decision d on
      (a."decisionIds" is null or d.id = any(a."decisionIds"))
      and (a."platformId" is null or d.platform_id = a."platformId")
      and (a."from" is null or d.decided_at >= a."from") and (a."to" is null or d.decided_at < a."to")
      and (a."policyId" is null or exists (
        select from policy_version v where v.id = d.policy_version_id and v.policy_id = a."policyId"))
    where not exists (select from decision_undo u where u.decision_id = d.id)
      and exists (select from restriction_cover v where v.decision_id = d.id)),
  touched as (
    select r.subject_id from chosen c join restriction_cover v on v.decision_id = c.id
    join restriction r on r.id = v.restriction_id
    union
    select k.subject_id from chosen c join platform_order o on o.decision_id = c.id and o.direction = 'apply'
    cross join lateral jsonb_array_elements_text(case when jsonb_typeof(o.prior_state -> 'kept' -> 'members') = 'array'
      then o.prior_state -> 'kept' -> 'members' else '[]' end) as member(name)
    join subject_key k on k.platform_id = o.platform_id and k.value_normalised = member.name and k.valid_to is null
      and k.kind in ('native_id', 'handle'))
  insert into after_check_item (run_id, subject_id)
  select $1, root from (select distinct subject_root(subject_id) as root from touched) t on conflict do nothing`;

/** A stretch of what is still to be looked at, with what anybody can see of it. */
export const STRETCH = `with next as (
    select subject_id from after_check_item where run_id = $1 and checked_at is null order by subject_id limit $2 for update skip locked)
  select s.id as "subjectId", s.title, s.description, s.verified_badge as "verifiedBadge",
    (select a.claimed_status from subject_family(s.id) as f(id) join appeal a on a.subject_id = f.id
     where a.claimed_status is not null and a.verified_by <> 'none' order by a.submitted_at desc limit 1) as "claimedStatus",
    (select jsonb_build_object('class', c.class, 'basis', c.basis) from subject_family(s.id) as f(id)
     join collateral_finding c on c.subject_id = f.id join decision d on d.id = c.decision_id
     where not exists (select from decision_undo u where u.decision_id = d.id)
     order by d.decided_at desc limit 1) as "earlierFinding",
    exists (select from subject_family(s.id) as f(id) join collateral_case c on c.subject_id = f.id
      where c.state in ('rejected', 'remedied') and not exists (
        select from subject_family(s.id) as g(id) join restriction r on r.subject_id = g.id
        where r.lifted_at is null and r.imposed_at > coalesce(c.remedied_at, c.judged_at))) as "settledBefore"
  from next n join subject s on s.id = n.subject_id order by s.id`;
