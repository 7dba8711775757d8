import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people outside are told, in their language, once; and the statement of reasons of every restriction. */
export class CreateNotices1764000010000 implements MigrationInterface {
  readonly name = 'CreateNotices1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- The kinds of notice, with who is told. A kind that is missing here cannot be queued.
create table notice_kind (
  code text primary key
);
insert into notice_kind (code) values
  ('statement_of_reasons'), ('appeal_received'), ('appeal_question'), ('appeal_reminder'), ('appeal_upheld'),
  ('appeal_partially_reversed'), ('appeal_reversed'), ('appeal_omitted'), ('flag_refused'), ('registration_pass'),
  ('media_reply_asked'), ('restriction_lifted');

-- Wordings that people of the desk wrote; version 0 of each is the one the desk was shipped with and stands in the code.
create table notice_template (
  id uuid primary key default new_id(),
  kind text not null references notice_kind (code),
  language text not null check (language in ('ar', 'en', 'fr', 'ru', 'fa', 'tr')),
  version integer not null check (version > 0),
  subject_line text not null check (length(subject_line) between 1 and 200),
  body text not null check (length(body) between 1 and 10000),
  written_by uuid not null references person (id),
  written_at timestamptz not null default clock_timestamp(),
  constraint notice_template_version_unique unique (kind, language, version)
);
create trigger notice_template_immutable before update or delete on notice_template for each row execute function refuse_change();

create table notice (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  kind text not null references notice_kind (code),
  -- What it tells about: ids of parts that this table need not know.
  about_kind text not null check (about_kind ~ '^[a-z][a-z_]{0,40}$'),
  about_id uuid not null,
  recipient_kind text not null check (recipient_kind in ('subject', 'appeal', 'flag', 'person')),
  recipient_id uuid not null,
  platform_id uuid not null references platform (id),
  -- Where it is listed beside its subject and its case.
  subject_id uuid references subject (id),
  case_id uuid references review_case (id),
  -- Its disclosure hold silences this notice.
  decision_id uuid references decision (id),
  channel text not null check (channel in ('connector', 'email', 'by_hand')),
  language text not null,
  template_version integer not null,
  -- Personal text under the key of the person: destroying the key is erasing it.
  key_id uuid not null,
  sealed_subject_line bytea,
  sealed_body bytea,
  sealed_address bytea,
  -- What people of the desk do not see of it: the reference, a pass.
  sealed_secrets bytea,
  link text,
  -- Keyed hash of the reference that the notice shows; it proves once that somebody has read the notice.
  reference_hash bytea,
  reference_used_at timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'held', 'sending', 'sent', 'bounced', 'no_address', 'failed')),
  not_before timestamptz not null default clock_timestamp(),
  next_attempt_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  outcome_code text,
  platform_ref text,
  queued_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  -- From when on the person knew; the window for an appeal runs from here.
  informed_at timestamptz,
  version integer not null default 1,
  constraint notice_number_unique unique (number),
  constraint notice_once unique (kind, about_kind, about_id, recipient_id),
  constraint notice_informed check (informed_at is null or state = 'sent'),
  constraint notice_sent_complete check (state <> 'sent' or sent_at is not null)
);
create unique index notice_reference_unique on notice (reference_hash) where reference_hash is not null;
create index notice_due_idx on notice (next_attempt_at) where state in ('waiting', 'held', 'sending');
create index notice_about_idx on notice (about_kind, about_id, queued_at);
create index notice_subject_idx on notice (subject_id, queued_at) where subject_id is not null;
create index notice_case_idx on notice (case_id, queued_at) where case_id is not null;
create index notice_recipient_idx on notice (recipient_id);
create index notice_state_idx on notice (state, id);

create table notice_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into notice_transition (from_state, to_state) values
  ('waiting', 'held'), ('waiting', 'sending'), ('waiting', 'no_address'),
  ('held', 'sending'), ('held', 'waiting'), ('held', 'no_address'),
  ('sending', 'waiting'), ('sending', 'sent'), ('sending', 'bounced'), ('sending', 'no_address'), ('sending', 'failed'),
  ('bounced', 'waiting'), ('no_address', 'waiting'), ('failed', 'waiting'),
  ('bounced', 'sent'), ('no_address', 'sent'), ('failed', 'sent');
create function check_notice_transition() returns trigger language plpgsql as $fn$
begin
  if not exists (select from notice_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'notice % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'notice_transition';
  end if;
  return new;
end
$fn$;
create trigger notice_state_transition before update of state on notice
  for each row when (old.state is distinct from new.state) execute function check_notice_transition();

-- What Art. 17 of the Digital Services Act asks for, one for each restricted subject of a decision; its words stand in
-- the notice, what databases and reports need stands here.
create table statement (
  id uuid primary key default new_id(),
  number bigint generated always as identity,
  decision_id uuid not null references decision (id),
  subject_id uuid not null references subject (id),
  case_id uuid not null references review_case (id),
  platform_id uuid not null references platform (id),
  restriction_ids uuid[] not null check (cardinality(restriction_ids) > 0),
  policy_version_id uuid references policy_version (id),
  ground text check (ground in ('law', 'terms')),
  source_kinds text[] not null,
  automated_detection boolean not null,
  automated_decision boolean not null,
  language text not null,
  notice_id uuid not null references notice (id),
  made_at timestamptz not null default clock_timestamp(),
  constraint statement_number_unique unique (number),
  constraint statement_once unique (decision_id, subject_id)
);
create index statement_subject_idx on statement (subject_id, made_at);
create index statement_case_idx on statement (case_id, made_at);
create trigger statement_immutable before update or delete on statement for each row execute function refuse_change();

grant select on notice_kind, notice_transition to mizan_app;
grant select, insert on notice_template, statement to mizan_app;
grant select, insert, update on notice to mizan_app;
-- Dashboards count notices; what they say and to whom stays out of their reach.
grant select (id, number, kind, about_kind, about_id, platform_id, case_id, decision_id, channel, language, state, attempts, outcome_code,
  queued_at, sent_at, informed_at) on notice to mizan_read;
grant select on statement to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
