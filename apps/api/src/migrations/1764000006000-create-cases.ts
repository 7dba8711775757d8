import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Queues, routing, cases, rounds, leases, notes: the centre. */
export class CreateCases1764000006000 implements MigrationInterface {
  readonly name = 'CreateCases1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table queue (
  id uuid primary key default new_id(),
  code text not null,
  name jsonb not null,
  kind text not null default 'general' check (kind in ('general', 'escalation', 'child_safety', 'stay', 'appeals', 'appeals_specialist')),
  two_person boolean not null default false,
  hidden_measures text[] not null default '{}',
  escalation_queue_id uuid references queue (id),
  position integer not null default 0,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  constraint queue_code_unique unique (code)
);
-- Who may work a queue: a whole role, or one person by name. Child safety: by name only.
create table queue_access (
  id uuid primary key default new_id(),
  queue_id uuid not null references queue (id),
  role text,
  person_id uuid,
  constraint queue_access_one_of check ((role is null) <> (person_id is null)),
  constraint queue_access_unique unique nulls not distinct (queue_id, role, person_id)
);
create table queue_head (
  queue_id uuid primary key references queue (id),
  head bigint not null default -9223372036854775808
);
create table queue_count (
  queue_id uuid primary key references queue (id),
  open_count bigint not null default 0,
  claimed_count bigint not null default 0,
  on_hold_count bigint not null default 0,
  awaiting_approval_count bigint not null default 0,
  breached_count bigint not null default 0,
  oldest_opened_at timestamptz,
  counted_at timestamptz not null default clock_timestamp()
);
create table routing_rule (
  id uuid primary key default new_id(),
  position integer not null,
  name text not null,
  conditions jsonb not null,
  queue_id uuid not null references queue (id),
  active boolean not null default true,
  version integer not null default 1,
  constraint routing_rule_position_unique unique (position) deferrable initially deferred
);
create table deadline_rule (
  source_kind text primary key,
  minutes integer not null check (minutes > 0)
);
insert into deadline_rule (source_kind, minutes) values
  ('removal_order', 60), ('trusted_flagger', 720), ('referral', 1440), ('resurfacing', 240),
  ('detector', 1440), ('staff', 1440), ('user_report', 4320);
-- Head start in minutes by named reason (settled 18): severity comes from the policy; these are the rest.
create table priority_rule (
  reason text not null check (reason in ('audience', 'source', 'wave')),
  at_least bigint not null,
  minutes integer not null check (minutes >= 0),
  primary key (reason, at_least)
);
insert into priority_rule (reason, at_least, minutes) values
  ('audience', 1000, 30), ('audience', 10000, 90), ('audience', 100000, 240), ('audience', 1000000, 480),
  ('source', 2, 15), ('source', 3, 30), ('source', 5, 60),
  ('wave', 10, 60), ('wave', 50, 180), ('wave', 250, 480);

-- No foreign keys, for the same reason as those of subject.
create table review_case (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  platform_id uuid not null,
  subject_id uuid not null,
  kind text not null default 'flagged' check (kind in ('flagged', 'second_look', 'stay', 'after_check')),
  appeal_id uuid,
  category text not null default 'general' check (category in ('general', 'terrorism', 'child_safety', 'threat_to_life')),
  state text not null default 'open' check (state in ('open', 'claimed', 'on_hold', 'awaiting_approval', 'decided', 'closed')),
  queue_id uuid not null,
  rank bigint not null,
  reasons jsonb not null default '[]',
  policy_id uuid,
  language text,
  flag_count integer not null default 0,
  source_count integer not null default 0,
  source_ids uuid[] not null default '{}',
  audience bigint,
  flagged_again boolean not null default false,
  strongest_source text,
  round integer not null default 1,
  opened_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  claimed_by uuid,
  lease_token bigint not null default 0,
  lease_expires_at timestamptz,
  prefetched boolean not null default false,
  lapsed_from uuid,
  assigned_to uuid,
  hold_until timestamptz,
  hold_reason text,
  escalated_from uuid,
  closed_reason text check (closed_reason in ('decided', 'merged', 'set_aside')),
  merged_into uuid,
  closed_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default clock_timestamp(),
  constraint review_case_number_unique unique (number),
  constraint review_case_lease_complete check ((state = 'claimed') = (claimed_by is not null and lease_expires_at is not null)),
  constraint review_case_closed_complete check ((state = 'closed') = (closed_at is not null))
) with (fillfactor = 80);
create unique index review_case_one_open on review_case (subject_id) where kind = 'flagged' and state <> 'closed';
create unique index review_case_one_second_look on review_case (appeal_id) where kind = 'second_look' and appeal_id is not null;
-- The claim reads the first entry of its queue from the watermark on. Category stands in the key so that what a person
-- opted out of is passed over inside the index; cases assigned to a person are served from their own index.
create index review_case_claim_idx on review_case (queue_id, rank, id, category) where state = 'open' and assigned_to is null;
create index review_case_assigned_idx on review_case (assigned_to, queue_id, rank, id) where state = 'open' and assigned_to is not null;
create index review_case_lease_idx on review_case (lease_expires_at) where state = 'claimed';
create index review_case_mine_idx on review_case (claimed_by, rank) where state = 'claimed';
create index review_case_prefetched_idx on review_case (claimed_by, rank) where state = 'claimed' and prefetched;
create index review_case_hold_idx on review_case (hold_until) where state = 'on_hold';
create index review_case_list_idx on review_case (queue_id, state, rank, id) include (due_at, opened_at);
create index review_case_subject_idx on review_case (subject_id, opened_at);

create table case_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into case_transition (from_state, to_state) values
  ('open', 'claimed'), ('open', 'decided'), ('open', 'closed'),
  ('claimed', 'open'), ('claimed', 'on_hold'), ('claimed', 'awaiting_approval'), ('claimed', 'decided'),
  ('on_hold', 'open'),
  ('awaiting_approval', 'decided'), ('awaiting_approval', 'open'),
  ('decided', 'open'), ('decided', 'closed'),
  ('closed', 'open');
create function check_case_transition() returns trigger language plpgsql as $fn$
begin
  if new.state is distinct from old.state
     and not exists (select from case_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'case % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'case_transition';
  end if;
  return new;
end
$fn$;
create trigger review_case_transition before update of state on review_case
  for each row when (old.state is distinct from new.state) execute function check_case_transition();

-- A fresh installation can take its first flag: one queue for all, one for what is escalated, one that nobody is in yet.
insert into queue (code, name, kind, position) values
  ('general', '{"en": "General", "ar": "عام"}', 'general', 1),
  ('escalation', '{"en": "Escalated", "ar": "مُصعَّدة"}', 'escalation', 2),
  ('child_safety', '{"en": "Child safety", "ar": "سلامة الأطفال"}', 'child_safety', 3),
  ('protective-stays', '{"en": "Protective stays", "ar": "الوقف الاحترازي"}', 'stay', 4),
  ('appeals', '{"en": "Appeals", "ar": "التظلّمات"}', 'appeals', 5),
  ('appeals-specialist', '{"en": "Appeals · press and research", "ar": "التظلّمات · الصحافة والبحث"}', 'appeals_specialist', 6);
update queue set escalation_queue_id = (select id from queue where code = 'escalation') where code in ('general', 'appeals');
insert into queue_head (queue_id) select id from queue;
insert into queue_count (queue_id) select id from queue;
insert into queue_access (queue_id, role)
  select id, role from queue, unnest('{moderator,senior_moderator}'::text[]) as role where code = 'general'
  union all select id, 'senior_moderator' from queue where code in ('escalation', 'protective-stays', 'appeals')
  union all select id, 'appeal_handler' from queue where code in ('appeals', 'appeals-specialist');

create table case_round (
  case_id uuid not null,
  n integer not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  reason text not null check (reason in ('flagged', 'flagged_again', 'undone', 'reopened', 'appeal', 'mass_error', 'resurfacing', 'protective_stay', 'after_check')),
  primary key (case_id, n)
);
create table case_note (
  id uuid primary key default new_id(),
  case_id uuid not null references review_case (id),
  author_id uuid not null,
  text text not null check (length(text) between 1 and 10000),
  created_at timestamptz not null default clock_timestamp()
);
create index case_note_case_idx on case_note (case_id, created_at);
-- Why a person is not served a case (settled 2): skips, opt-outs by category, languages. case_id null = a standing exclusion.
create table claim_exclusion (
  id uuid primary key default new_id(),
  person_id uuid not null references person (id),
  case_id uuid references review_case (id),
  category text,
  language text,
  reason text not null check (reason in ('skipped', 'opt_out', 'language', 'independence')),
  words text,
  until timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create unique index claim_exclusion_case_unique on claim_exclusion (person_id, case_id, reason) where case_id is not null;
create index claim_exclusion_person_idx on claim_exclusion (person_id);
create table presence (
  case_id uuid not null references review_case (id),
  person_id uuid not null references person (id),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (case_id, person_id)
);
-- Judging without consequence: sample, blind review, gold. Can never make an order.
create table assessment (
  id uuid primary key default new_id(),
  case_id uuid references review_case (id),
  subject_id uuid not null references subject (id),
  purpose text not null check (purpose in ('acceptance_sample', 'blind_review', 'gold')),
  state text not null default 'open' check (state in ('open', 'claimed', 'judged')),
  claimed_by uuid references person (id),
  lease_token bigint not null default 0,
  lease_expires_at timestamptz,
  judgement jsonb,
  judged_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
-- What was really shown, for how long (settled 24): minutes of exposure come from here.
create table exposure (
  person_id uuid not null references person (id),
  day date not null,
  category text not null,
  seconds integer not null default 0,
  primary key (person_id, day, category)
);
grant select on deadline_rule, priority_rule, case_transition to mizan_read;
grant select on case_transition to mizan_app;
grant select, insert, update on queue, review_case, case_round to mizan_app;
grant select, insert, update, delete on queue_access, queue_head, queue_count, routing_rule, deadline_rule, priority_rule, case_note, claim_exclusion, presence, assessment, exposure to mizan_app;
grant select on queue, queue_access, queue_count, review_case, case_round to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
