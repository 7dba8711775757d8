import { isId } from '@mizan/foundation/ids.js';

const STANDS_IN_FOR = `('same_operator', 'backup_of', 'successor_of', 'mirrors')`;

/** $1 subject, $2 decision: the person with all that turned out to be them, and whom the decision was about at first. */
export const PERSON_AND_SUBJECT = `select array(select subject_family(subject_root($1))) as person, subject_root(c.subject_id) as about
  from decision d join review_case c on c.id = d.case_id where d.id = $2`;

/** $1 decision: subjects on whom it holds something. */
export const HELD_BY_DECISION = `select distinct r.subject_id as id from restriction_cover v join restriction r on r.id = v.restriction_id
  where v.decision_id = $1 and v.ended_at is null`;

/** $1 subjects: relations among them by which one may fall with another. */
export const LINKS_AMONG = `select l.from_subject_id as "from", l.to_subject_id as "to", l.kind from link l
  where l.from_subject_id = any($1::uuid[]) and l.to_subject_id = any($1::uuid[])
    and l.kind in ('same_operator', 'backup_of', 'successor_of', 'mirrors', 'member_of')`;

/** $1 decision, $2 subjects: what the decision holds on them. */
export const SOLE_RESTRICTIONS = `select r.id from restriction_cover v join restriction r on r.id = v.restriction_id
  where v.decision_id = $1 and v.ended_at is null and r.subject_id = any($2::uuid[]) order by r.id`;

/** The statement by which a reversal is proven, with its values written out so that anybody can run it as it is shown. */
export function residualOf(subjectId: string, decisionId: string): string {
  if (!isId(subjectId) || !isId(decisionId)) throw new Error('These are no ids.');
  return `with recursive appealed as (
  select d.id, subject_root(c.subject_id) as about
  from decision d join review_case c on c.id = d.case_id where d.id = '${decisionId}'
), person(id) as (
  select subject_family(subject_root('${subjectId}'))
), held as (
  select r.subject_id, r.id, v.ended_at from restriction_cover v
  join restriction r on r.id = v.restriction_id join appealed on appealed.id = v.decision_id
), theirs(id) as (
  select id from person
  union
  select other.id from theirs join lateral (
    select l.from_subject_id as id from link l
    where l.to_subject_id = theirs.id and l.kind in ${STANDS_IN_FOR}
    union all
    select l.to_subject_id from link l
    where l.from_subject_id = theirs.id and l.kind = 'same_operator') other on true, appealed
  where other.id <> appealed.about and other.id in (select subject_id from held)
), members(id) as (
  select l.from_subject_id from theirs join link l on l.to_subject_id = theirs.id and l.kind = 'member_of', appealed
  where l.from_subject_id <> appealed.about and not exists (
    select from link o cross join lateral (select case when o.from_subject_id = l.from_subject_id
        then o.to_subject_id else o.from_subject_id end as id) other
    where (o.from_subject_id = l.from_subject_id and o.kind in ('same_operator', 'backup_of', 'successor_of', 'mirrors', 'member_of')
           or o.to_subject_id = l.from_subject_id and o.kind = 'same_operator')
      and other.id not in (select id from theirs)
      and other.id in (select subject_id from held where ended_at is null))
)
select r.id, r.subject_id, r.measure, r.scope, r.imposed_at from restriction r
where r.lifted_at is null and (
  r.id in (select held.id from held where held.ended_at is null
           and held.subject_id in (select id from theirs union select id from members))
  or r.subject_id in (select id from person)
     and not exists (select from restriction_cover v where v.restriction_id = r.id and v.ended_at is null))
order by r.imposed_at, r.id`;
}

/** $1 appeal. What the covers, orders, strikes and rows say of the decision by which it was answered. */
export const CASCADE_EFFECTS = `with answered as (
    select a.id, a.resolution_decision_id as decision_id, array(select subject_family(subject_root(a.subject_id))) as person
    from appeal a where a.id = $1 and a.resolution_decision_id is not null
  ), effect as (
    select 1 as place, case when r.subject_id = any(x.person) then 'measure_lifted' else 'successor_freed' end as kind,
      r.id as "targetId", r.measure || ' ' || r.scope as label,
      case when r.lifted_at is null then 'covered_by_another' else 'lifted' end as state
    from answered x join restriction_cover v on v.ended_by_decision_id = x.decision_id join restriction r on r.id = v.restriction_id
    union all
    select 2, 'order_made', o.id, r.measure || ' ' || r.scope, o.state from answered x
    join platform_order o on o.decision_id = x.decision_id join restriction r on r.id = o.restriction_id
    union all
    select 3, 'strike_revoked', s.id, s.weight::text, 'revoked' from answered x join strike s on s.revoked_by_decision_id = x.decision_id
    union all
    select 4, c.kind, c.target_id, k.number::text, k.state from appeal_cascade c join review_case k on k.id = c.target_id
    where c.appeal_id = $1 and c.kind = 'case_told'
    union all
    select 5, c.kind, c.target_id, d.number::text,
      case when exists (select from restriction_cover v where v.decision_id = d.id and v.ended_at is null) then 'stands' else 'ended' end
    from appeal_cascade c join decision d on d.id = c.target_id where c.appeal_id = $1 and c.kind = 'sibling_proposed'
  )
  select kind, "targetId", label, state from effect order by place, label, "targetId" limit 500`;

/** $1 the reversal: open cases about what it freed, with who decided it. */
export const CASES_OF_WHAT_FELL = `select distinct c.id as "caseId", p.person_id as "authorId" from restriction_cover v
  join restriction r on r.id = v.restriction_id
  join decision_participant p on p.decision_id = v.ended_by_decision_id and p.role = 'decided'
  join review_case c on c.subject_id = r.subject_id and c.state not in ('decided', 'closed')
  where v.ended_by_decision_id = $1 order by c.id`;

/** $1 appeal, $2 kind, $3 targets. */
export const KEEP_CASCADE = `insert into appeal_cascade (appeal_id, kind, target_id)
  select $1, $2, target from unnest($3::uuid[]) target on conflict do nothing`;

/** $1 decision, $2 days before and after, $3 most. Standing decisions under its policy, by who decided it or on what its detector said. */
export const SIBLINGS = `with own as (
    select d.id, d.decided_at, v.policy_id, c.source_ids from decision d join policy_version v on v.id = d.policy_version_id
    join review_case c on c.id = d.case_id where d.id = $1
  ), near as (
    select d.id, d.decided_at, d.case_id from own join policy_version v on v.policy_id = own.policy_id
    join decision d on d.policy_version_id = v.id
      and d.decided_at between own.decided_at - make_interval(days => $2::int) and own.decided_at + make_interval(days => $2::int)
    where d.id <> own.id
  )
  select n.id from near n, own
  where (exists (select from decision_participant p join decision_participant o on o.person_id = p.person_id
                 where p.decision_id = n.id and o.decision_id = own.id and p.role = 'decided' and o.role = 'decided')
      or exists (select from review_case c join source s on s.id = any(c.source_ids) and s.kind = 'detector'
                 where c.id = n.case_id and s.id = any(own.source_ids)))
    and exists (select from restriction_cover v where v.decision_id = n.id and v.ended_at is null)
  order by abs(extract(epoch from n.decided_at - own.decided_at)), n.id limit $3`;
