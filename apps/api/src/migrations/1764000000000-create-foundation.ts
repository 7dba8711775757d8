import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, the two process roles, time-ordered ids, Arabic folding, blobs and idempotency keys. */
export class CreateFoundation1764000000000 implements MigrationInterface {
  readonly name = 'CreateFoundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists citext;

do $do$
begin
  if not exists (select from pg_roles where rolname = 'mizan_app') then
    begin create role mizan_app nologin; exception when duplicate_object or unique_violation then null; end;
  end if;
  if not exists (select from pg_roles where rolname = 'mizan_read') then
    begin create role mizan_read nologin; exception when duplicate_object or unique_violation then null; end;
  end if;
  if not pg_has_role(current_user, 'mizan_app', 'member') then
    execute format('grant mizan_app to %I', current_user);
  end if;
  if not pg_has_role(current_user, 'mizan_read', 'member') then
    execute format('grant mizan_read to %I', current_user);
  end if;
end
$do$;
grant usage on schema public to mizan_app, mizan_read;

-- UUIDv7 (RFC 9562): 48 bits of milliseconds, version and variant bits, the rest random.
create function new_id() returns uuid language sql volatile parallel safe as $fn$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$fn$;

-- Folding for finding only: case, Arabic alef forms, hamza seats, ya / alef maqsura, ta marbuta, Persian ya and kaf,
-- diacritics, tatweel, zero-width and bidi controls. The same table stands in subjects/fold-rules.ts (a test compares).
create function mizan_fold(input text) returns text language sql immutable parallel safe strict as $fn$
  select translate(
    regexp_replace(lower(normalize(input, NFKC)), '[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]', '', 'g'),
    'أإآٱؤئىیةکھ', 'ااااويييهكه')
$fn$;

create table blob (
  sha256 bytea primary key,
  byte_size bigint not null check (byte_size >= 0),
  media_type text not null,
  purpose text not null,
  retention_class text not null,
  legal_hold boolean not null default false,
  key_id text not null,
  owner_kind text,
  owner_id uuid,
  -- Removed at that time unless something names it before; null = named.
  expires_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create index blob_expires_idx on blob (expires_at) where expires_at is not null;
grant select, insert, update, delete on blob to mizan_app;

-- One stored answer per key (goals 6.1): same key + same input = the stored answer; other input = conflict; kept 72 h.
create table idempotency_key (
  actor_id uuid not null,
  key uuid not null,
  operation text not null,
  input_hash bytea not null,
  response jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (actor_id, key)
);
create index idempotency_key_created_idx on idempotency_key (created_at);
grant select, insert, update, delete on idempotency_key to mizan_app;

-- One row per schedule: whoever moves next_run_at runs it, so several workers do not multiply a schedule.
create table job_schedule (
  name text primary key,
  next_run_at timestamptz not null,
  holder uuid not null,
  lease_until timestamptz
);
-- What the reconciler counted of each kind of job.
create table job_kind (
  name text primary key,
  due_count bigint not null,
  oldest_due_at timestamptz,
  counted_at timestamptz not null default clock_timestamp()
);
grant select, insert, update on job_schedule, job_kind to mizan_app;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
