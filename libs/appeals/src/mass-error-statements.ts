/** Kinds of scope that an alarm can be about; each is counted by itself. */
export const ALARM_SCOPES = ['policy', 'detector', 'moderator', 'source', 'campaign'] as const;
export type AlarmScope = (typeof ALARM_SCOPES)[number];

/**
 * Writes down what the answer to an appeal ($1) says something about: the policy, who decided or proposed, the detectors
 * and sources whose flags stood in the case then, and the decision itself where it was about many (a campaign). Reports
 * that were refused, and answers without a decision on the merits, say nothing here. Gives the scopes.
 */
export const KEEP_SCOPES = `with answered as (
    select a.id, a.decision_id, a.subject_id, a.decided_at from appeal a
    where a.id = $1 and a.appellant = 'affected' and a.decision_id is not null
      and a.outcome in ('upheld', 'partially_reversed', 'reversed')
  ), scopes as (
    select 'policy' as kind, pv.policy_id as id from answered a join decision d on d.id = a.decision_id
      join policy_version pv on pv.id = d.policy_version_id
    union select 'moderator', p.person_id from answered a join decision_participant p on p.decision_id = a.decision_id
      where p.role in ('decided', 'proposed')
    union select case s.kind when 'detector' then 'detector' else 'source' end, s.id from answered a
      join decision d on d.id = a.decision_id
      join decision_subject ds on ds.decision_id = d.id and ds.subject_id = a.subject_id
      join flag f on f.case_id = coalesce(ds.case_id, d.case_id) and f.received_at <= d.decided_at and f.set_aside_at is null
      join source s on s.id = f.source_id
    union select 'campaign', a.decision_id from answered a
      where (select count(*) from decision_subject ds where ds.decision_id = a.decision_id) > 1
  )
  insert into appeal_scope (scope_kind, scope_id, appeal_id, decided_at)
  select scopes.kind, scopes.id, answered.id, answered.decided_at from scopes, answered
  on conflict (scope_kind, scope_id, appeal_id) do update set decided_at = excluded.decided_at
  returning scope_kind as kind, scope_id as id`;

/**
 * Answered and reversed appeals of a scope ($1, $2) in the last $3 days, or since the last group of it was closed, with
 * the outcomes as they stand now: an answer that was taken back does not count.
 */
export const COUNT_SCOPE = `select count(*)::int as decided,
    count(*) filter (where a.outcome in ('partially_reversed', 'reversed'))::int as reversed
  from appeal_scope s join appeal a on a.id = s.appeal_id and a.outcome in ('upheld', 'partially_reversed', 'reversed')
  where s.scope_kind = $1 and s.scope_id = $2
    and s.decided_at > greatest(clock_timestamp() - make_interval(days => $3), coalesce((
      select max(g.closed_at) from second_look_group g
      where g.scope_kind = $1 and g.scope_id = $2 and g.reason = 'mass_error' and g.state = 'closed'), '-infinity'))`;

/** True of a decision `d` about a subject `ds` in the scope $1, $2. */
export const IN_SCOPE = `(case $1::text
    when 'policy' then exists (select from policy_version pv where pv.id = d.policy_version_id and pv.policy_id = $2)
    when 'moderator' then exists (select from decision_participant p
      where p.decision_id = d.id and p.person_id = $2 and p.role in ('decided', 'proposed'))
    when 'campaign' then d.id = $2
    when 'wave' then true
    else exists (select from flag f where f.case_id = coalesce(ds.case_id, d.case_id) and f.source_id = $2
      and f.received_at <= d.decided_at and f.set_aside_at is null) end)`;

/** True of a decision `d` about a subject `ds` that still holds something on the subject; child safety is never drawn (settled 22). */
export const STANDING = `not exists (select from decision_undo u where u.decision_id = d.id)
  and exists (select from restriction_cover v join restriction r on r.id = v.restriction_id
              where v.decision_id = d.id and v.ended_at is null and r.subject_id = ds.subject_id)
  and exists (select from review_case c where c.id = d.case_id and c.category <> 'child_safety')`;

/** True of a decision `d` about a subject `ds` that no open group has, and none has answered. */
export const NOT_LOOKED_AT = `not exists (select from second_look_item i join second_look_group g on g.id = i.group_id
    where i.decision_id = d.id and i.subject_id = ds.subject_id and (i.result is not null or g.state <> 'closed'))`;

/** Puts the standing decisions of a scope that nobody appealed into a group ($3). */
export const QUEUE_REMAINING = `with queued as (
    insert into second_look_item (group_id, decision_id, subject_id)
    select $3, d.id, ds.subject_id from decision d join decision_subject ds on ds.decision_id = d.id
    where ${IN_SCOPE} and ${STANDING} and ${NOT_LOOKED_AT}
      and not exists (select from appeal a where a.decision_id = d.id and a.subject_id = ds.subject_id and a.appellant = 'affected')
    on conflict do nothing returning 1)
  select count(*)::int as queued from queued`;
