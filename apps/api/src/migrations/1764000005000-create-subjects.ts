import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subjects, the keys they were known by over time, links and evidence. */
export class CreateSubjects1764000005000 implements MigrationInterface {
  readonly name = 'CreateSubjects1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- No foreign key from what intake writes: the statement that writes a row has just made or locked what it points at,
-- nothing of that is ever deleted (the application has no right to), and each key would be looked up and locked for
-- every flag. The view intake_orphan must be empty.
create table subject (
  id uuid primary key default new_id(),
  platform_id uuid not null,
  kind text not null check (kind in ('channel', 'group', 'account', 'bot')),
  native_id text,
  handle text,
  title text,
  description text,
  provisional boolean not null default false,
  audience bigint check (audience >= 0),
  language text,
  verified_badge boolean not null default false,
  created_on_platform_at timestamptz,
  merged_into uuid references subject (id),
  search_folded text generated always as (mizan_fold(coalesce(title, '') || ' ' || coalesce(handle, '') || ' ' || coalesce(native_id, ''))) stored,
  version integer not null default 1,
  first_seen_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
create unique index subject_native_unique on subject (platform_id, native_id) where native_id is not null and merged_into is null;
create index subject_search_idx on subject using gin (search_folded gin_trgm_ops);
create index subject_merged_idx on subject (merged_into) where merged_into is not null;
-- The subject that one turned out to be, through any number of merges; itself when it was never merged.
create function subject_root(start uuid) returns uuid language sql stable parallel safe as $fn$
  with recursive step(id, next, depth) as (
    select s.id, s.merged_into, 0 from subject s where s.id = start
    union all
    select s.id, s.merged_into, step.depth + 1 from step join subject s on s.id = step.next where step.depth < 32
  )
  select id from step order by depth desc limit 1
$fn$;
-- The subject itself and all that turned out to be it: what stands under any of them stands under it.
create function subject_family(root uuid) returns setof uuid language sql stable parallel safe as $fn$
  with recursive member(id) as (
    select root union select s.id from member m join subject s on s.merged_into = m.id)
  select id from member
$fn$;

-- Every key a subject was known by, and when. A handle that changes owner starts a new subject.
create table subject_key (
  id uuid primary key default new_id(),
  platform_id uuid not null,
  kind text not null check (kind in ('native_id', 'handle', 'invite', 'alias')),
  value_normalised text not null,
  value_as_seen text not null,
  subject_id uuid not null,
  valid_from timestamptz not null default clock_timestamp(),
  valid_to timestamptz,
  constraint subject_key_in_order check (valid_to >= valid_from),
  constraint subject_key_one_owner exclude using gist (
    platform_id with =, kind with =, value_normalised with =, tstzrange(valid_from, valid_to) with &&) where (valid_to is not null)
);
-- One owner at any time: past periods by the exclusion constraint, the present by this index, the seam by the trigger.
-- A GiST entry for every key that still holds would cost more than all the rest of taking in a flag.
create unique index subject_key_current_unique on subject_key (platform_id, kind, value_normalised) where valid_to is null;
create function check_subject_key_seam() returns trigger language plpgsql as $fn$
begin
  if exists (select from fresh f join subject_key past on past.platform_id = f.platform_id and past.kind = f.kind
      and past.value_normalised = f.value_normalised and past.valid_to is not null
      and past.valid_to > f.valid_from and past.valid_to > past.valid_from and past.id <> f.id
    where f.valid_to is null) then
    raise exception 'a name had another owner at that time' using errcode = 'exclusion_violation', constraint = 'subject_key_one_owner';
  end if;
  return null;
end
$fn$;
create trigger subject_key_seam after insert on subject_key referencing new table as fresh
  for each statement execute function check_subject_key_seam();
create index subject_key_subject_idx on subject_key (subject_id);

create table subject_name (
  subject_id uuid not null references subject (id),
  title text not null,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (subject_id, seen_at)
);
create table subject_merge (
  id uuid primary key default new_id(),
  from_subject_id uuid not null references subject (id),
  into_subject_id uuid not null references subject (id),
  merged_by uuid not null,
  merged_at timestamptz not null default clock_timestamp(),
  split_by uuid,
  split_at timestamptz,
  moved jsonb not null default '{}'
);
create table subject_salt (
  subject_id uuid primary key references subject (id),
  salt bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);
create table subject_note (
  id uuid primary key default new_id(),
  subject_id uuid not null references subject (id),
  author_id uuid not null,
  text text not null check (length(text) between 1 and 10000),
  created_at timestamptz not null default clock_timestamp()
);
create index subject_note_subject_idx on subject_note (subject_id, created_at);
create table link (
  id uuid primary key default new_id(),
  platform_id uuid not null,
  from_subject_id uuid not null references subject (id),
  to_subject_id uuid not null references subject (id),
  kind text not null check (kind in ('administers', 'member_of', 'backup_of', 'successor_of', 'forwards_from', 'invites_to', 'same_operator', 'mirrors')),
  weight double precision not null default 1 check (weight > 0),
  source text not null,
  first_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  constraint link_edge_unique unique (platform_id, from_subject_id, to_subject_id, kind),
  constraint link_not_self check (from_subject_id <> to_subject_id)
);
create index link_to_idx on link (to_subject_id, kind) include (from_subject_id);
create index link_from_idx on link (from_subject_id, kind) include (to_subject_id);
create table evidence (
  id uuid primary key default new_id(),
  platform_id uuid not null,
  subject_id uuid not null references subject (id),
  flag_id uuid,
  kind text not null check (kind in ('message', 'file_hash', 'screenshot', 'note', 'media')),
  external_ref text,
  author text,
  text text,
  language text,
  sent_at timestamptz,
  sent_at_local text,
  zone_assumed boolean not null default false,
  media jsonb,
  blob_sha256 bytea references blob (sha256),
  content_hash bytea not null,
  received_at timestamptz not null default clock_timestamp(),
  search tsvector generated always as (to_tsvector('simple', mizan_fold(coalesce(text, '')))) stored
);
create unique index evidence_ref_unique on evidence (subject_id, kind, external_ref) where external_ref is not null;
create index evidence_subject_idx on evidence (subject_id, sent_at desc nulls last, id);
create index evidence_blob_subject_idx on evidence (subject_id) where blob_sha256 is not null;
create index evidence_blob_idx on evidence (blob_sha256) where blob_sha256 is not null;
create index evidence_flag_idx on evidence (flag_id) where flag_id is not null;
create index evidence_search_idx on evidence using gin (search);
-- By what a platform would know a person again (phone, e-mail, device): keyed hashes only, made with a key that is not in
-- the database, and never readable for figures.
create table identity_key (
  platform_id uuid not null,
  hmac bytea not null,
  subject_id uuid not null references subject (id),
  kind text not null check (kind in ('phone', 'email', 'device', 'other')),
  first_seen_at timestamptz not null default clock_timestamp(),
  primary key (platform_id, hmac, subject_id)
);
create index identity_key_subject_idx on identity_key (subject_id);
grant select, insert, delete on identity_key to mizan_app;
grant select, insert, update on subject, subject_key to mizan_app;
grant select, insert, update, delete on subject_name, subject_merge, subject_salt, subject_note, link, evidence to mizan_app;
grant select on subject, subject_key, link to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
