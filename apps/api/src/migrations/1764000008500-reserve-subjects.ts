import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Subjects that only the people of a child-safety queue may see (settled 22). Subjects own the two tables and ask nothing
 * else; cases write into them, by triggers, so that no way of making or moving a case can forget it.
 */
export class ReserveSubjects1764000008500 implements MigrationInterface {
  readonly name = 'ReserveSubjects1764000008500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- A circle is whoever may see what is reserved for it; its id is that of the queue it stands for.
create table subject_reserve (
  subject_id uuid not null references subject (id),
  circle_id uuid not null,
  reserved_at timestamptz not null default clock_timestamp(),
  primary key (subject_id, circle_id)
);
create table reserve_reader (
  circle_id uuid not null,
  person_id uuid not null,
  primary key (circle_id, person_id)
);
-- Reserved by itself or by anything it was merged with, for circles that the person is in none of.
create function subject_hidden(asked uuid, person uuid) returns boolean language sql stable parallel safe as $fn$
  select exists (select from subject_family(subject_root(asked)) f(id) join subject_reserve r on r.subject_id = f.id)
    and not exists (
      select from subject_family(subject_root(asked)) f(id) join subject_reserve r on r.subject_id = f.id
      join reserve_reader m on m.circle_id = r.circle_id and m.person_id = person)
$fn$;
-- The same as a list, for reads of many; merges keep a whole family in its circles.
create function subjects_hidden_from(person uuid) returns setof uuid language sql stable parallel safe as $fn$
  select r.subject_id from subject_reserve r
  left join reserve_reader m on m.circle_id = r.circle_id and m.person_id = person
  group by r.subject_id having count(m.person_id) = 0
$fn$;

-- The queue itself when it is one for child safety, else the first of that kind.
create function circle_of(queue_id uuid) returns uuid language sql stable as $fn$
  select q.id from queue q where q.kind = 'child_safety' order by q.id <> queue_id, q.position, q.id limit 1
$fn$;

create function reserve_opened() returns trigger language plpgsql as $fn$
begin
  insert into subject_reserve (subject_id, circle_id)
  select f.subject_id, circle_of(f.queue_id) from fresh f join queue q on q.id = f.queue_id
  where f.category = 'child_safety' or q.kind = 'child_safety'
  on conflict do nothing;
  return null;
end
$fn$;
create trigger review_case_reserve_opened after insert on review_case referencing new table as fresh
  for each statement execute function reserve_opened();
-- A case that goes into such a queue takes its subject along. The subject comes out when a case of it is taken out by
-- hand, which only a case may be whose category is another, and no case about child safety is open for it.
create function reserve_moved() returns trigger language plpgsql as $fn$
declare
  reserved boolean := new.category = 'child_safety' or (select q.kind = 'child_safety' from queue q where q.id = new.queue_id);
begin
  if reserved then
    insert into subject_reserve (subject_id, circle_id) values (new.subject_id, circle_of(new.queue_id)) on conflict do nothing;
  end if;
  if old.queue_id <> new.queue_id and (not reserved or old.subject_id = new.subject_id) then
    delete from subject_reserve r where r.circle_id = old.queue_id
      and r.subject_id in (select subject_family(subject_root(new.subject_id))) and not exists (
        select from review_case c where c.subject_id in (select subject_family(subject_root(new.subject_id)))
          and c.category = 'child_safety' and c.state <> 'closed' and c.queue_id = old.queue_id);
  end if;
  return null;
end
$fn$;
create trigger review_case_reserve_moved after update of queue_id, category, subject_id on review_case for each row
  when (old.queue_id is distinct from new.queue_id or old.category is distinct from new.category
    or old.subject_id is distinct from new.subject_id)
  execute function reserve_moved();
-- Who is in a circle follows who is named for its queue.
create function reserve_access() returns trigger language plpgsql as $fn$
begin
  if tg_op <> 'INSERT' then
    delete from reserve_reader where circle_id = old.queue_id and person_id = old.person_id;
  end if;
  if tg_op <> 'DELETE' then
    if new.person_id is not null then
      insert into reserve_reader (circle_id, person_id) values (new.queue_id, new.person_id) on conflict do nothing;
    end if;
  end if;
  return null;
end
$fn$;
create trigger queue_access_reserve after insert or update or delete on queue_access
  for each row execute function reserve_access();
insert into reserve_reader (circle_id, person_id)
  select distinct queue_id, person_id from queue_access where person_id is not null;
insert into subject_reserve (subject_id, circle_id)
  select distinct c.subject_id, circle_of(c.queue_id) from review_case c join queue q on q.id = c.queue_id
  where c.category = 'child_safety' or q.kind = 'child_safety';
grant select, insert, delete on subject_reserve, reserve_reader to mizan_app;

-- A case and those that were joined to it: their flags count for it.
create function case_family(root uuid) returns setof uuid language sql stable parallel safe rows 2 as $fn$
  with recursive member(id) as (
    select root union select c.id from member m join review_case c on c.merged_into = m.id)
  select id from member
$fn$;
create function case_root(start uuid) returns uuid language sql stable parallel safe as $fn$
  with recursive step(id, next, depth) as (
    select c.id, c.merged_into, 0 from review_case c where c.id = start
    union all
    select c.id, c.merged_into, step.depth + 1 from step join review_case c on c.id = step.next where step.depth < 32
  )
  select id from step order by depth desc limit 1
$fn$;
create index review_case_merged_idx on review_case (merged_into) where merged_into is not null;

-- What closes a case about child safety or a threat to life says who was told (settled 22), whatever wrote it. A decision
-- that corrects another stands beside the report of that one.
create function report_complete(category text, report jsonb) returns boolean language sql immutable as $fn$
  select category not in ('child_safety', 'threat_to_life') or (
    coalesce(trim(report ->> 'authority'), '') <> '' and coalesce(trim(report ->> 'reference'), '') <> ''
    and coalesce(report ->> 'reportedAt', '') <> ''
    and (category <> 'child_safety' or lower(trim(report ->> 'authority')) <> 'none'))
$fn$;
create function check_report_record() returns trigger language plpgsql as $fn$
begin
  if new.corrects_decision_id is null and not report_complete(
      (select c.category from review_case c where c.id = new.case_id), new.details -> 'report') then
    raise exception 'decision % closes a case without its report', new.id
      using errcode = 'check_violation', constraint = 'decision_report_record';
  end if;
  return new;
end
$fn$;
create trigger decision_report_record before insert on decision for each row execute function check_report_record();
create function check_further_report_record() returns trigger language plpgsql as $fn$
begin
  if exists (select from decision d, review_case c where d.id = new.decision_id and c.id = new.case_id
      and d.corrects_decision_id is null and not report_complete(c.category, d.details -> 'report')) then
    raise exception 'decision % closes case % without its report', new.decision_id, new.case_id
      using errcode = 'check_violation', constraint = 'decision_report_record';
  end if;
  return new;
end
$fn$;
create trigger decision_subject_report_record before insert on decision_subject for each row
  when (new.case_id is not null) execute function check_further_report_record();
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
