import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flags, their keys for all time, reporters, and files that were imported. */
export class CreateIntake1764000007000 implements MigrationInterface {
  readonly name = 'CreateIntake1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table reporter (
  id uuid primary key default new_id(),
  source_id uuid not null,
  external_hash bytea not null,
  upheld_count integer not null default 0,
  decided_count integer not null default 0,
  first_seen_at timestamptz not null default clock_timestamp(),
  constraint reporter_unique unique (source_id, external_hash)
);
-- No foreign keys, for the same reason as those of subject.
create table flag (
  id uuid primary key default new_id(),
  platform_id uuid not null,
  subject_id uuid not null,
  case_id uuid not null,
  round integer not null,
  source_id uuid not null,
  external_id text not null,
  key_as_received text not null,
  reporter_id uuid,
  reason text not null,
  policy_id uuid,
  confidence real check (confidence between 0 and 1),
  reference text,
  details jsonb not null default '{}',
  occurred_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  import_id uuid,
  set_aside_at timestamptz,
  set_aside_by uuid
);
create index flag_case_idx on flag (case_id, received_at);
-- Asked only whether any flag of a subject was under a certain policy.
create index flag_subject_idx on flag (subject_id) where policy_id is not null;
create index flag_reporter_idx on flag (reporter_id, received_at) where reporter_id is not null;
-- Idempotency for all time: 16 bytes of sha256(external id) per source.
create table flag_key (
  source_id uuid not null,
  key_hash uuid not null,
  flag_id uuid not null,
  primary key (source_id, key_hash)
);
create table import (
  id uuid primary key default new_id(),
  kind text not null check (kind in ('telegram_export', 'referral_batch')),
  file_name text not null,
  blob_sha256 bytea references blob (sha256),
  file_path text,
  byte_size bigint not null,
  platform_id uuid references platform (id),
  source_id uuid references source (id),
  zone text,
  policy_id uuid references policy (id),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  bytes_done bigint not null default 0,
  row_count integer not null default 0,
  accepted_count integer not null default 0,
  repeated_count integer not null default 0,
  refused_count integer not null default 0,
  error_code text,
  error_details jsonb,
  result jsonb not null default '{}',
  created_by uuid references person (id),
  created_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz
);
create index import_due_idx on import (due_at) where state in ('waiting', 'running');
create table import_refusal (
  import_id uuid not null references import (id),
  line integer not null,
  field text,
  code text not null,
  message text not null,
  raw text,
  primary key (import_id, line)
);
-- Rows that point at something which is not there; there must be none.
create view intake_orphan as
  select 'subject.platform_id' as pointer, s.id from subject s where not exists (select from platform p where p.id = s.platform_id)
  union all select 'subject_key.subject_id', k.id from subject_key k where not exists (select from subject s where s.id = k.subject_id)
  union all select 'review_case.subject_id', c.id from review_case c where not exists (select from subject s where s.id = c.subject_id)
  union all select 'review_case.platform_id', c.id from review_case c where not exists (select from platform p where p.id = c.platform_id)
  union all select 'review_case.queue_id', c.id from review_case c where not exists (select from queue q where q.id = c.queue_id)
  union all select 'review_case.policy_id', c.id from review_case c
    where c.policy_id is not null and not exists (select from policy p where p.id = c.policy_id)
  union all select 'case_round.case_id', r.case_id from case_round r where not exists (select from review_case c where c.id = r.case_id)
  union all select 'review_case without its round', c.id from review_case c
    where not exists (select from case_round r where r.case_id = c.id and r.n = c.round)
  union all select 'flag.subject_id', f.id from flag f where not exists (select from subject s where s.id = f.subject_id)
  union all select 'flag.case_id', f.id from flag f where not exists (select from review_case c where c.id = f.case_id)
  union all select 'flag.source_id', f.id from flag f where not exists (select from source s where s.id = f.source_id)
  union all select 'flag.reporter_id', f.id from flag f
    where f.reporter_id is not null and not exists (select from reporter r where r.id = f.reporter_id)
  union all select 'reporter.source_id', r.id from reporter r where not exists (select from source s where s.id = r.source_id)
  union all select 'review_case.claimed_by', c.id from review_case c
    where c.claimed_by is not null and not exists (select from person p where p.id = c.claimed_by)
  union all select 'review_case.assigned_to', c.id from review_case c
    where c.assigned_to is not null and not exists (select from person p where p.id = c.assigned_to)
  union all select 'review_case.merged_into', c.id from review_case c
    where c.merged_into is not null and not exists (select from review_case other where other.id = c.merged_into);
grant select on intake_orphan to mizan_app;
grant select, insert, update, delete on reporter, flag, import, import_refusal to mizan_app;
grant select, insert on flag_key to mizan_app;
grant select (id, platform_id, subject_id, case_id, round, source_id, reason, policy_id, confidence, occurred_at, received_at, set_aside_at) on flag to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
