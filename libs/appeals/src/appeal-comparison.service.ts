import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { AppealChangeView, AppealThen } from './appeal.answers.js';

/** Then beside now: the appealed decision as it was made, and what has changed since. */
@Injectable()
export class AppealComparisonService {
  constructor(private readonly source: DataSource) {}

  /** Null when no decision stands behind the appeal. */
  async asDecided(appealId: string): Promise<AppealThen | null> {
    const [found] = await rows<AppealThen>(this.source.manager, THEN, [appealId]);
    return found ?? null;
  }

  /** Newest first. */
  changes(appealId: string): Promise<AppealChangeView[]> {
    return rows<AppealChangeView>(this.source.manager, CHANGES, [appealId]);
  }
}

const APPEALED = `select a.id, a.subject_id, a.resolution_decision_id, d.id as decision_id, d.decided_at, d.policy_version_id, d.case_id,
    array(select subject_family(subject_root(a.subject_id))) as family
  from appeal a join decision d on d.id = a.decision_id where a.id = $1`;

const THEN = `with own as (${APPEALED})
  select own.decision_id as "decisionId", own.policy_version_id as "policyVersionId",
    exists (select from policy_version v join policy_version newer on newer.policy_id = v.policy_id and newer.n > v.n
            where v.id = own.policy_version_id) as "policyChangedSince",
    coalesce((select n.title from subject_name n where n.subject_id = any(own.family) and n.seen_at <= own.decided_at
              order by n.seen_at desc limit 1), s.title) as "subjectTitle",
    coalesce((select k.value_as_seen from subject_key k where k.subject_id = any(own.family) and k.kind = 'handle'
              and k.valid_from <= own.decided_at and (k.valid_to is null or k.valid_to > own.decided_at)
              order by k.valid_from desc limit 1), s.handle) as "subjectHandle",
    c.audience::float8 as audience
  from own join subject s on s.id = own.subject_id join review_case c on c.id = own.case_id`;

/** Each kind of change at most 20 times, the newest. */
const CHANGES = `with own as (${APPEALED}), change as (
    select 'policy_published' as code, newer.published_at as at, newer.n::text as detail
    from own join policy_version v on v.id = own.policy_version_id
    join policy_version newer on newer.policy_id = v.policy_id and newer.n > v.n
    union all
    (select 'renamed', n.seen_at, n.title from own join subject_name n on n.subject_id = any(own.family)
     where n.seen_at > own.decided_at order by n.seen_at desc limit 20)
    union all
    select 'audience', s.updated_at, c.audience::text || ' → ' || s.audience::text
    from own join subject s on s.id = own.subject_id join review_case c on c.id = own.case_id
    where c.audience is not null and s.audience is not null and s.audience <> c.audience
    union all
    select 'evidence_added', max(e.received_at), count(*)::text from own join evidence e on e.subject_id = any(own.family)
    where e.received_at > own.decided_at having count(*) > 0
    union all
    select 'flags_added', max(f.received_at), count(*)::text from own
    join review_case k on k.subject_id = any(own.family) join flag f on f.case_id = k.id
    where f.received_at > own.decided_at having count(*) > 0
    union all
    select 'decision_reversed_elsewhere', e.decided_at, e.number::text from own
    join decision e on e.id in (select v.ended_by_decision_id from restriction_cover v where v.decision_id = own.decision_id)
    where e.id is distinct from own.resolution_decision_id
    union all
    select 'restriction_lifted', r.lifted_at, r.measure || ' ' || r.scope from own
    join appeal_restriction ar on ar.appeal_id = own.id join restriction r on r.id = ar.restriction_id
    where r.lifted_at is not null and not exists (select from restriction_cover v where v.restriction_id = r.id
      and v.ended_by_decision_id = own.resolution_decision_id)
    union all
    select 'link_added', max(l.first_at), count(*)::text from own
    join link l on l.from_subject_id = any(own.family) or l.to_subject_id = any(own.family)
    where l.first_at > own.decided_at having count(*) > 0
  )
  select code, at, detail from change order by at desc, code`;
