import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { StandingFact } from './remedy-plan-rules.js';

/** What stands on a person and on whoever is tied to them, and the decisions that this is because of. */
export interface PlanFacts {
  readonly standing: readonly StandingFact[];
  readonly because: ReadonlySet<string>;
}

/** $1 = subject, read through merges. */
const RELATED = `family as materialized (select id from subject_family(subject_root($1)) as f(id)),
  touching as materialized (
    select distinct v.decision_id as id, min(v.created_at) as at from restriction r
    join restriction_cover v on v.restriction_id = r.id where r.subject_id in (select id from family) group by 1),
  first as (select min(at) as at from touching),
  tied as materialized (
    select id, 'person' as relation, 'same_person' as via, 0 as rank from family
    union all
    select l.from_subject_id, 'alternate', l.kind, 1 from link l
    where l.to_subject_id in (select id from family) and l.kind in ('backup_of', 'successor_of')
    union all
    select l.from_subject_id, 'associate', l.kind, 2 from link l
    where l.to_subject_id in (select id from family) and l.kind = 'same_operator'
    union all
    select l.to_subject_id, 'associate', l.kind, 2 from link l
    where l.from_subject_id in (select id from family) and l.kind in ('same_operator', 'administers')
    union all
    select r.subject_id, 'membership', 'prior_members', 3
    from touching t join platform_order o on o.decision_id = t.id and o.direction = 'apply'
    join restriction r on r.id = o.restriction_id and r.measure = 'remove_followers' and r.lifted_at is null
    where jsonb_typeof(o.prior_state -> 'kept' -> 'members') = 'array' and o.prior_state -> 'kept' -> 'members' ?| (
      select coalesce(array_agg(k.value_normalised), '{}') from family f join subject_key k on k.subject_id = f.id
      where k.valid_to is null and k.kind in ('native_id', 'handle'))),
  related as materialized (select distinct on (id) id, relation, via from tied order by id, rank),
  standing as materialized (
    select r.id, r.subject_id, r.measure, a.relation, a.via, r.imposed_at,
      (select coalesce(array_agg(v.decision_id order by v.decision_id), '{}') from restriction_cover v
       where v.restriction_id = r.id and v.ended_at is null) as decisions
    from related a join restriction r on r.subject_id = a.id and r.lifted_at is null)`;

/** Reads what a remedy would have to take back. */
export async function planFacts(manager: EntityManager, subjectId: string): Promise<PlanFacts> {
  const found = await rows<{
    restrictionId: string;
    subjectId: string;
    measure: string;
    relation: StandingFact['relation'];
    via: string;
    decisionIds: string[];
    following: string[];
  }>(
    manager,
    `with ${RELATED}
     select s.id as "restrictionId", s.subject_id as "subjectId", s.measure, s.relation, s.via, s.decisions as "decisionIds",
       -- An alternate that was barred after them was barred because of them.
       case when s.relation = 'alternate' then array(
         select d from unnest(s.decisions) d join restriction_cover v on v.decision_id = d and v.restriction_id = s.id, first
         where v.created_at >= first.at) else '{}'::uuid[] end as following
     from standing s order by s.relation = 'person' desc, s.imposed_at, s.id`,
    [subjectId],
  );
  const touching = await rows<{ id: string }>(manager, `with ${RELATED} select id from touching`, [subjectId]);
  return {
    standing: found.map(({ following: _following, ...fact }) => fact),
    because: new Set([...touching.map((row) => row.id), ...found.flatMap((row) => row.following)]),
  };
}
