const STANDS = `join review_case dc on dc.id = d.case_id
  where dc.category <> 'child_safety' and dc.queue_id = any($2::uuid[])
    and not exists (select from decision_undo u where u.decision_id = d.id)`;

/**
 * $1 case, $2 queues that may be seen, $3 how many of each, $4 most linked subjects. Each part stops at its limit inside
 * an index: decisions by subject, and by policy version from the newest.
 */
export const PRECEDENTS = `with own as (
    select c.id, c.subject_id, c.policy_id, s.kind from review_case c join subject s on s.id = c.subject_id
    where c.id = $1 and c.category <> 'child_safety'
  ), same_subject as (
    select d.id, d.decided_at from own join decision_subject ds on ds.subject_id = own.subject_id
      join decision d on d.id = ds.decision_id ${STANDS}
    order by d.decided_at desc limit $3
  ), linked as (
    select other from own, lateral (
      select l.to_subject_id as other from link l where l.from_subject_id = own.subject_id
      union select l.from_subject_id from link l where l.to_subject_id = own.subject_id limit $4) n
  ), linked_subject as (
    select distinct d.id, d.decided_at from linked join decision_subject ds on ds.subject_id = linked.other
      join decision d on d.id = ds.decision_id ${STANDS}
    order by d.decided_at desc limit $3
  ), alike as (
    select found.id, found.decided_at from own join policy_version v on v.policy_id = own.policy_id, lateral (
      select d.id, d.decided_at from decision d ${STANDS} and d.policy_version_id = v.id
        and (select ks.kind from subject ks where ks.id = dc.subject_id) = own.kind
      order by d.decided_at desc limit $3 * 2) found
    order by found.decided_at desc limit $3 * 2
  ), every as (
    select id, decided_at, 1 as place, 'same_subject' as why from same_subject
    union all select id, decided_at, 2, 'linked_subject' from linked_subject
    union all select id, decided_at, 3, 'same_policy_and_kind' from alike
  ), first as (select distinct on (id) id, decided_at, place, why from every order by id, place)
  select id, why from (
    select id, why, place, decided_at, row_number() over (partition by place order by decided_at desc) as n from first) listed
  where n <= $3 order by place, decided_at desc`;
