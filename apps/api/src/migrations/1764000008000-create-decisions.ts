import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions, restrictions and their covers, orders, proposals that wait for a second person. */
export class CreateDecisions1764000008000 implements MigrationInterface {
  readonly name = 'CreateDecisions1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table decision (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  platform_id uuid not null references platform (id),
  case_id uuid not null references review_case (id),
  round integer not null,
  outcome text not null check (outcome in ('violation', 'no_violation', 'collateral', 'duplicate', 'out_of_scope')),
  policy_version_id uuid references policy_version (id),
  rationale text not null,
  rationale_language text not null default 'en',
  corrects_decision_id uuid references decision (id),
  duplicate_of_case_id uuid references review_case (id),
  requires_second boolean not null,
  decided_at timestamptz not null default clock_timestamp(),
  grace_until timestamptz not null,
  disclosure_hold_until timestamptz,
  details jsonb not null default '{}',
  constraint decision_number_unique unique (number),
  constraint decision_violation_policy check (outcome <> 'violation' or policy_version_id is not null)
);
create index decision_case_idx on decision (case_id, decided_at);
create index decision_policy_idx on decision (policy_version_id, decided_at desc) where policy_version_id is not null;
create index decision_corrects_idx on decision (corrects_decision_id) where corrects_decision_id is not null;
create trigger decision_immutable before update or delete on decision for each row execute function refuse_change();
create table decision_undo (
  decision_id uuid primary key references decision (id),
  undone_by uuid not null references person (id),
  undone_at timestamptz not null default clock_timestamp()
);
-- Cases that waited for this decision behind a protective stay and close with it, besides those of decision_subject.
create table decision_waiting_case (
  decision_id uuid not null references decision (id),
  case_id uuid not null references review_case (id),
  primary key (decision_id, case_id)
);
create index decision_waiting_case_case_idx on decision_waiting_case (case_id);
-- Due when the grace period ends; settled once the case was closed, or when the decision was taken back.
create table decision_settlement (
  decision_id uuid primary key references decision (id),
  due_at timestamptz not null,
  settled_at timestamptz
);
create index decision_settlement_due_idx on decision_settlement (due_at) where settled_at is null;
create table decision_participant (
  decision_id uuid not null references decision (id),
  person_id uuid not null references person (id),
  role text not null check (role in ('proposed', 'decided', 'approved', 'sampled', 'executed')),
  constraint decision_participant_pkey primary key (decision_id, person_id)
);
create index decision_participant_person_idx on decision_participant (person_id);
create table decision_evidence (
  decision_id uuid not null references decision (id),
  evidence_id uuid not null references evidence (id),
  primary key (decision_id, evidence_id)
);
create table decision_subject (
  decision_id uuid not null references decision (id),
  subject_id uuid not null references subject (id),
  case_id uuid references review_case (id),
  primary key (decision_id, subject_id)
);
create index decision_subject_subject_idx on decision_subject (subject_id);
create table collateral_finding (
  id uuid primary key default new_id(),
  decision_id uuid not null references decision (id),
  subject_id uuid not null references subject (id),
  class text not null check (class in ('journalist', 'newsroom', 'academic', 'researcher', 'counter_terrorism_expert', 'rights_archive', 'artist', 'satirist', 'other')),
  basis text not null check (basis in ('journalistic', 'academic_research', 'educational', 'artistic', 'counter_terrorism', 'polemic_public_debate', 'none')),
  note text not null default '',
  constraint collateral_finding_unique unique (decision_id, subject_id)
);
create index collateral_finding_subject_idx on collateral_finding (subject_id);

create table restriction (
  id uuid primary key default new_id(),
  platform_id uuid not null references platform (id),
  subject_id uuid not null references subject (id),
  measure text not null references measure (code),
  scope text not null default 'global',
  imposed_at timestamptz not null default clock_timestamp(),
  lifted_at timestamptz
);
create unique index restriction_standing_unique on restriction (platform_id, subject_id, measure, scope) where lifted_at is null;
create index restriction_subject_idx on restriction (subject_id);
create table restriction_cover (
  restriction_id uuid not null references restriction (id),
  decision_id uuid not null references decision (id),
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by_decision_id uuid references decision (id),
  primary key (restriction_id, decision_id)
);
create index restriction_cover_decision_idx on restriction_cover (decision_id);
create index restriction_cover_ended_by_idx on restriction_cover (ended_by_decision_id) where ended_by_decision_id is not null;

create table platform_order (
  id uuid primary key default new_id(),
  platform_id uuid not null references platform (id),
  restriction_id uuid not null references restriction (id),
  decision_id uuid not null references decision (id),
  direction text not null check (direction in ('apply', 'undo')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'unknown', 'deferred', 'applied', 'gone', 'failed', 'stuck', 'cancelled')),
  not_before timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts integer not null default 0,
  prior_state jsonb,
  outcome_code text,
  outcome_details jsonb,
  platform_ref text,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  finished_at timestamptz,
  version integer not null default 1
);
create index platform_order_due_idx on platform_order (next_attempt_at) where state in ('waiting', 'sending', 'unknown', 'deferred');
create index platform_order_state_idx on platform_order (state, id);
create index platform_order_restriction_idx on platform_order (restriction_id, created_at);
create index platform_order_decision_idx on platform_order (decision_id);
-- When the next order may leave for a platform: one row shared by all workers keeps its rate.
create table platform_pace (
  platform_id uuid primary key references platform (id),
  next_at timestamptz not null
);
create table order_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into order_transition (from_state, to_state) values
  ('waiting', 'sending'), ('waiting', 'cancelled'),
  ('sending', 'applied'), ('sending', 'gone'), ('sending', 'failed'), ('sending', 'unknown'), ('sending', 'deferred'), ('sending', 'stuck'),
  ('unknown', 'sending'), ('unknown', 'applied'), ('unknown', 'gone'), ('unknown', 'failed'), ('unknown', 'stuck'),
  ('deferred', 'sending'), ('deferred', 'stuck'),
  ('stuck', 'sending');
create function check_order_transition() returns trigger language plpgsql as $fn$
begin
  if not exists (select from order_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'order % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'order_transition';
  end if;
  return new;
end
$fn$;
create trigger platform_order_transition before update of state on platform_order
  for each row when (old.state is distinct from new.state) execute function check_order_transition();

create table strike (
  id uuid primary key default new_id(),
  subject_id uuid not null references subject (id),
  decision_id uuid not null references decision (id),
  policy_version_id uuid not null references policy_version (id),
  weight integer not null check (weight > 0),
  given_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  revoked_by_decision_id uuid references decision (id),
  constraint strike_once unique (subject_id, decision_id)
);
create index strike_decision_idx on strike (decision_id);
create index strike_revoked_by_idx on strike (revoked_by_decision_id) where revoked_by_decision_id is not null;
-- From this weight on a next step is proposed to whoever works the case; people decide.
create table strike_threshold (
  at_least integer primary key check (at_least > 0),
  proposes text not null references measure (code)
);
insert into strike_threshold (at_least, proposes) values (3, 'suspend_account'), (5, 'terminate_account');

create table decision_proposal (
  id uuid primary key default new_id(),
  case_id uuid not null references review_case (id),
  case_version integer not null,
  input jsonb not null,
  content_hash bytea not null,
  reasons text[] not null,
  state text not null default 'pending' check (state in ('pending', 'stayed', 'approved', 'refused', 'lapsed', 'answered')),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  decided_by uuid references person (id),
  decided_at timestamptz,
  words text,
  decision_id uuid references decision (id),
  constraint decision_proposal_two_people check (state <> 'approved' or (decided_by is not null and decided_by <> proposed_by))
);
create unique index decision_proposal_pending_unique on decision_proposal (case_id) where state = 'pending';
create index decision_proposal_stayed_idx on decision_proposal (case_id) where state = 'stayed';
create index decision_proposal_expiry_idx on decision_proposal (expires_at) where state = 'pending';

-- Backs the four-eyes rule: at commit, a decision that needs a second person has an approver who is someone else,
-- and an irreversible measure is only ever covered by such a decision.
create function check_second_person() returns trigger language plpgsql as $fn$
begin
  if new.requires_second and not exists (
      select from decision_participant p where p.decision_id = new.id and p.role = 'approved') then
    raise exception 'decision % needs a second person', new.id using errcode = 'check_violation', constraint = 'decision_second_person';
  end if;
  return null;
end
$fn$;
create constraint trigger decision_second_person after insert on decision deferrable initially deferred
  for each row execute function check_second_person();
create function check_irreversible_cover() returns trigger language plpgsql as $fn$
begin
  if exists (select from restriction r join measure m on m.code = r.measure join decision d on d.id = new.decision_id
             where r.id = new.restriction_id and not m.reversible and not d.requires_second) then
    raise exception 'an irreversible measure needs a second person' using errcode = 'check_violation', constraint = 'restriction_irreversible_second_person';
  end if;
  return new;
end
$fn$;
create trigger restriction_cover_irreversible before insert on restriction_cover for each row execute function check_irreversible_cover();

-- Decisions whose people may not work this case (DSA Art. 20(6); settled 2): written when an appeal opens its second look.
create table case_independence (
  case_id uuid not null references review_case (id),
  decision_id uuid not null references decision (id),
  primary key (case_id, decision_id)
);
create index case_independence_decision_idx on case_independence (decision_id);
-- True for whoever proposed, decided, approved, sampled or executed one of them, also for a proposal that came to nothing.
create function is_barred_from_case(asked_case uuid, asked_person uuid) returns boolean language sql stable as $fn$
  select exists (select from case_independence i join decision_participant p on p.decision_id = i.decision_id
                 where i.case_id = asked_case and p.person_id = asked_person)
      or exists (select from case_independence i join decision d on d.id = i.decision_id
                 join decision_proposal o on o.case_id = d.case_id
                 where i.case_id = asked_case and (o.proposed_by = asked_person or o.decided_by = asked_person))
$fn$;
create function refuse_barred() returns trigger language plpgsql as $fn$
declare
  asked_case uuid; asked_person uuid;
begin
  if tg_table_name = 'review_case' then
    asked_case := new.id; asked_person := new.claimed_by;
  elsif tg_table_name = 'decision_participant' then
    select d.case_id into asked_case from decision d where d.id = new.decision_id;
    asked_person := new.person_id;
  else
    asked_case := new.case_id; asked_person := coalesce(new.decided_by, new.proposed_by);
  end if;
  if asked_person is not null and is_barred_from_case(asked_case, asked_person) then
    raise exception 'person % had a part in what case % looks at again', asked_person, asked_case
      using errcode = 'check_violation', constraint = 'case_independence';
  end if;
  return new;
end
$fn$;
create trigger review_case_independence before insert or update of claimed_by on review_case
  for each row when (new.claimed_by is not null and new.kind in ('second_look', 'after_check')) execute function refuse_barred();
create trigger decision_participant_independence before insert on decision_participant
  for each row execute function refuse_barred();
create trigger decision_proposal_independence before insert or update of decided_by on decision_proposal
  for each row execute function refuse_barred();

grant select on order_transition, strike_threshold to mizan_app;
grant select, insert on decision, decision_undo, decision_participant, decision_evidence, decision_subject, decision_waiting_case, collateral_finding, case_independence to mizan_app;
grant select, insert, update on decision_settlement, restriction, restriction_cover, platform_order, platform_pace, strike, decision_proposal to mizan_app;
grant select on decision, decision_undo, decision_participant, decision_subject, collateral_finding, restriction, restriction_cover, platform_order to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
