import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flags, their keys for all time, reporters, and files that were imported. */
export class CreateIntake1764000007000 implements MigrationInterface {
  readonly name = 'CreateIntake1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table reporter (
  id uuid primary key default new_id(),
  source_id uuid not null references source (id),
  external_hash bytea not null,
  flag_count integer not null default 0,
  upheld_count integer not null default 0,
  decided_count integer not null default 0,
  first_seen_at timestamptz not null default clock_timestamp(),
  constraint reporter_unique unique (source_id, external_hash)
);
-- No foreign keys to platform, source, policy, reporter: nothing of them is ever deleted, and each would be looked up for
-- every flag.
create table flag (
  id uuid primary key default new_id(),
  platform_id uuid not null,
  subject_id uuid not null references subject (id),
  case_id uuid not null references review_case (id),
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
  set_aside_by uuid references person (id)
);
create index flag_case_idx on flag (case_id, received_at);
create index flag_subject_idx on flag (subject_id, received_at);
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
grant select, insert, update, delete on reporter, flag, import, import_refusal to mizan_app;
grant select, insert on flag_key to mizan_app;
grant select (id, platform_id, subject_id, case_id, round, source_id, reason, policy_id, confidence, occurred_at, received_at, set_aside_at) on flag to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
