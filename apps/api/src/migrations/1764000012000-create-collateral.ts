import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Collateral cases with their remedies, after-checks, and passes to register again. */
export class CreateCollateral1764000012000 implements MigrationInterface {
  readonly name = 'CreateCollateral1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- Somebody swept up, or about to be. Harm runs from the first measure in force to the last one undone.
create table collateral_case (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  platform_id uuid not null references platform (id),
  subject_id uuid not null references subject (id),
  class text not null check (class in ('journalist', 'newsroom', 'academic', 'researcher', 'counter_terrorism_expert', 'rights_archive', 'artist', 'satirist', 'other')),
  basis text not null check (basis in ('journalistic', 'academic_research', 'educational', 'artistic', 'counter_terrorism', 'polemic_public_debate', 'none')),
  state text not null default 'suspected' check (state in ('suspected', 'confirmed', 'rejected', 'remedying', 'remedied')),
  found_by text not null check (found_by in ('decision_finding', 'appeal', 'after_check', 'alarm')),
  -- The decision that found it, and the appeal, where there was one.
  decision_id uuid references decision (id),
  appeal_id uuid references appeal (id),
  case_id uuid references review_case (id),
  note text not null default '' check (length(note) <= 10000),
  register_entry_proposed boolean not null default false,
  -- Known from the register alone: who may not reveal entries does not see that the case is there, until somebody confirmed it.
  discreet boolean not null default false,
  opened_by uuid references person (id),
  judged_by uuid references person (id),
  judged_at timestamptz,
  harm_from timestamptz,
  harm_until timestamptz,
  opened_at timestamptz not null default clock_timestamp(),
  remedied_at timestamptz,
  version integer not null default 1,
  constraint collateral_case_number_unique unique (number),
  constraint collateral_case_harm_in_order check (harm_until >= harm_from),
  constraint collateral_case_remedied_complete check ((state = 'remedied') = (remedied_at is not null))
);
-- One open case about one person: findings of later decisions join it.
create unique index collateral_case_one_open on collateral_case (subject_id) where state in ('suspected', 'confirmed', 'remedying');
create index collateral_case_list_idx on collateral_case (state, opened_at, id);
create index collateral_case_subject_idx on collateral_case (subject_id, opened_at);
create index collateral_case_decision_idx on collateral_case (decision_id) where decision_id is not null;
create index collateral_case_appeal_idx on collateral_case (appeal_id) where appeal_id is not null;

create table collateral_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into collateral_transition (from_state, to_state) values
  ('suspected', 'confirmed'), ('suspected', 'rejected'), ('confirmed', 'remedying'), ('confirmed', 'remedied'),
  ('confirmed', 'rejected'), ('remedying', 'remedied'), ('remedying', 'confirmed'), ('rejected', 'confirmed'), ('remedied', 'remedying');
create function check_collateral_transition() returns trigger language plpgsql as $fn$
begin
  if not exists (select from collateral_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'collateral case % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'collateral_transition';
  end if;
  return new;
end
$fn$;
create trigger collateral_case_transition before update of state on collateral_case
  for each row when (old.state is distinct from new.state) execute function check_collateral_transition();

-- What has to be given back: every restriction on the person, on the alternates barred because of them, and memberships.
create table remedy_item (
  id uuid primary key default new_id(),
  collateral_case_id uuid not null references collateral_case (id),
  kind text not null check (kind in ('measure', 'bar', 'alternate', 'membership')),
  subject_id uuid not null references subject (id),
  restriction_id uuid references restriction (id),
  -- Why this one belongs to the plan: the link, or the decision, that leads from the person to it.
  via jsonb not null default '{}',
  chosen boolean not null default true,
  decision_id uuid references decision (id),
  added_at timestamptz not null default clock_timestamp(),
  constraint remedy_item_once unique nulls not distinct (collateral_case_id, kind, subject_id, restriction_id)
);
create index remedy_item_restriction_idx on remedy_item (restriction_id);
create index remedy_item_decision_idx on remedy_item (decision_id) where decision_id is not null;

-- Whoever had a part in a decision that put one of the restrictions there, or that found the person; answering an appeal
-- is an independent look already.
create function is_barred_from_collateral(asked uuid, person uuid) returns boolean language sql stable as $fn$
  select exists (select from remedy_item i join restriction_cover v on v.restriction_id = i.restriction_id
                 join decision_participant p on p.decision_id = v.decision_id
                 where i.collateral_case_id = asked and p.person_id = person)
      or exists (select from collateral_case c join decision_participant p on p.decision_id = c.decision_id
                 where c.id = asked and c.found_by <> 'appeal' and p.person_id = person)
$fn$;
-- Taken back on the platform: lifted, its decision settled, and nothing of it on its way. What only other decisions hold
-- is done with as well.
create function is_remedied(item remedy_item) returns boolean language sql stable as $fn$
  select item.decision_id is not null
    and exists (select from decision_settlement t where t.decision_id = item.decision_id and t.settled_at is not null)
    and not exists (select from decision_undo u where u.decision_id = item.decision_id)
    and exists (select from restriction r where r.id = item.restriction_id and (
      (r.lifted_at is not null and coalesce((
        select o.direction = 'undo' and o.state in ('applied', 'gone') from platform_order o
        where o.restriction_id = r.id and o.state <> 'cancelled' order by o.created_at desc, o.id desc limit 1), true))
      or (r.lifted_at is null and item.kind in ('alternate', 'membership') and not exists (
        select from restriction_cover v where v.restriction_id = r.id and v.ended_at is null
          and not coalesce(item.via -> 'heldBy', '[]') ? v.decision_id::text))))
$fn$;
-- Somebody who should be free of it is held by a measure or a bar, or by one whose undoing is on its way.
create function is_still_barred(asked collateral_case) returns boolean language sql stable as $fn$
  select asked.state <> 'rejected' and (
    exists (select from subject_family(subject_root(asked.subject_id)) as f(id)
            join restriction r on r.subject_id = f.id and r.lifted_at is null)
    or exists (select from remedy_item i where i.collateral_case_id = asked.id and i.chosen and i.decision_id is not null
               and not is_remedied(i)))
$fn$;
create function refuse_barred_judge() returns trigger language plpgsql as $fn$
begin
  if is_barred_from_collateral(new.id, new.judged_by) then
    raise exception 'person % had a part in what collateral case % is about', new.judged_by, new.id
      using errcode = 'check_violation', constraint = 'collateral_independence';
  end if;
  return new;
end
$fn$;
create trigger collateral_case_independence before update of judged_by on collateral_case
  for each row when (new.judged_by is not null) execute function refuse_barred_judge();

-- Looking again at everything that a set of decisions touched.
create table after_check_run (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  selection jsonb not null,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  total integer not null default 0,
  done integer not null default 0,
  found integer not null default 0,
  started_by uuid not null references person (id),
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  constraint after_check_run_number_unique unique (number)
);
create table after_check_item (
  run_id uuid not null references after_check_run (id),
  subject_id uuid not null references subject (id),
  checked_at timestamptz,
  -- Public facts only; what the register knows is never written here.
  reasons jsonb,
  collateral_case_id uuid references collateral_case (id),
  primary key (run_id, subject_id)
);
create index after_check_item_open_idx on after_check_item (run_id, subject_id) where checked_at is null;
create index after_check_run_open_idx on after_check_run (started_at) where state = 'running';

-- A person may register again while look-alikes stay barred (settled 30): single use, 30 days.
create table registration_pass (
  id uuid primary key default new_id(),
  platform_id uuid not null references platform (id),
  subject_id uuid not null references subject (id),
  collateral_case_id uuid references collateral_case (id),
  appeal_id uuid references appeal (id),
  token_hash bytea not null,
  given_by uuid references person (id),
  given_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  revoked_at timestamptz,
  constraint registration_pass_token_unique unique (token_hash)
);
create index registration_pass_subject_idx on registration_pass (subject_id);
create unique index registration_pass_one_open on registration_pass (subject_id) where redeemed_at is null and revoked_at is null;

grant select on collateral_transition to mizan_app;
grant delete on remedy_item to mizan_app;
grant select, insert, update on collateral_case, remedy_item, after_check_run, after_check_item, registration_pass to mizan_app;
-- Discreet cases would tell who is in the register.
create view collateral_figure with (security_barrier) as
  select id, number, platform_id, class, basis, state, found_by, decision_id, appeal_id, judged_at, harm_from, harm_until, opened_at, remedied_at
  from collateral_case where not discreet;
grant select on collateral_figure, after_check_run to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
