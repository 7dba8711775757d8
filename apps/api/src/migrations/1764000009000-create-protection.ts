import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of personal text; the register of protected people, what matches them, and who looked. */
export class CreateProtection1764000009000 implements MigrationInterface {
  readonly name = 'CreateProtection1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- A key per person, encrypted with the installation's key: destroying it erases whatever it sealed (settled 3).
create table personal_key (
  id uuid primary key default new_id(),
  key bytea,
  created_at timestamptz not null default clock_timestamp(),
  destroyed_at timestamptz,
  constraint personal_key_destroyed check ((key is null) = (destroyed_at is not null))
);
create function keep_personal_key() returns trigger language plpgsql as $fn$
begin
  if old.key is null or new.key is not null or new.id <> old.id then
    raise exception 'a personal key can only be destroyed' using errcode = 'check_violation', constraint = 'personal_key_only_destroyed';
  end if;
  return new;
end
$fn$;
create trigger personal_key_only_destroyed before update on personal_key for each row execute function keep_personal_key();

create table protected_person (
  id uuid primary key default new_id(),
  -- What people say aloud: P-17. Says nothing of who it is.
  number bigint generated always as identity,
  class text not null check (class in ('journalist', 'newsroom', 'academic', 'researcher', 'counter_terrorism_expert', 'rights_archive', 'artist', 'satirist', 'other')),
  basis text check (basis in ('journalistic', 'academic_research', 'educational', 'artistic', 'counter_terrorism', 'polemic_public_debate', 'none')),
  state text not null default 'declared' check (state in ('declared', 'verified', 'expired', 'revoked')),
  found_by text not null default 'register' check (found_by in ('register', 'collateral', 'appeal', 'import')),
  -- Name, organisation, contact, declaration: one JSON text under a key of its own. Null = erased.
  key_id uuid not null references personal_key (id),
  sealed_details bytea,
  -- All seven elements of a declaration after Art. 18(1) of Regulation (EU) 2024/1083 are there.
  media_declaration boolean not null default false,
  -- And two people verified it.
  media_verified boolean not null default false,
  -- Each verification by two people is a term; 0 = never verified.
  term integer not null default 0,
  -- Grows with every change of who it is or how they are known; two people verify the same content.
  content_no integer not null default 1,
  verified_content_no integer,
  -- Who wrote the present content: they need no reveal to know it.
  content_by uuid references person (id),
  content_at timestamptz not null default clock_timestamp(),
  declared_by uuid references person (id),
  declared_at timestamptz not null default clock_timestamp(),
  verified_at timestamptz,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references person (id),
  revoke_reason text check (revoke_reason in ('not_who_was_claimed', 'no_longer_in_the_role', 'asked_to_be_removed', 'evidence_false', 'duplicate', 'other')),
  changed_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  constraint protected_person_number_unique unique (number),
  constraint protected_person_expiry check (expires_at <= coalesce(verified_at, declared_at) + interval '12 months'),
  constraint protected_person_verified_complete check (state <> 'verified' or (verified_at is not null and term > 0 and verified_content_no is not null)),
  constraint protected_person_revoked_complete check ((state = 'revoked') = (revoked_at is not null and revoke_reason is not null))
);
create index protected_person_list_idx on protected_person (state, expires_at, id);
create index protected_person_number_idx on protected_person (number desc);

create table protected_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into protected_transition (from_state, to_state) values
  ('declared', 'verified'), ('declared', 'expired'), ('declared', 'revoked'),
  ('verified', 'expired'), ('verified', 'revoked'),
  ('expired', 'verified'), ('expired', 'revoked');

-- Who checked an entry, and how, in which term. Never changed, never removed.
create table protected_verification (
  protected_person_id uuid not null references protected_person (id),
  term integer not null check (term > 0),
  content_no integer not null,
  verifier_id uuid not null references person (id),
  method text not null check (method in ('public_record', 'regulator_or_self_regulator', 'employer_or_institution', 'published_work', 'contact_answered', 'known_in_person')),
  at timestamptz not null default clock_timestamp(),
  constraint protected_verification_once unique (protected_person_id, term, content_no, verifier_id)
);
create function check_protected_person() returns trigger language plpgsql as $fn$
begin
  if tg_op = 'INSERT' and new.state <> 'declared' then
    raise exception 'an entry begins as declared' using errcode = 'check_violation', constraint = 'protected_person_transition';
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state and not exists (
      select from protected_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'entry % cannot go from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'protected_person_transition';
  end if;
  if new.state = 'verified' and 2 > (select count(distinct v.verifier_id) from protected_verification v
      where v.protected_person_id = new.id and v.term = new.term and v.content_no = new.verified_content_no) then
    raise exception 'entry % is not verified by two people', new.id
      using errcode = 'check_violation', constraint = 'protected_person_two_verifiers';
  end if;
  return new;
end
$fn$;
create trigger protected_person_checked before insert or update on protected_person
  for each row execute function check_protected_person();

create table protected_identifier (
  id uuid primary key default new_id(),
  protected_person_id uuid not null references protected_person (id),
  platform_id uuid references platform (id),
  kind text not null check (kind in ('account', 'handle', 'domain', 'byline')),
  -- As it was given, under the entry's key; null = erased.
  sealed_value bytea,
  -- HMAC with the installation's key, which the database does not have.
  value_hmac bytea not null,
  -- The subject that had this name when it was first seen: who takes the name over later only may be this person.
  subject_id uuid references subject (id),
  -- Both verifiers saw it; until then it makes nobody more than may_be.
  confirmed boolean not null default false,
  added_at timestamptz not null default clock_timestamp(),
  removed_at timestamptz,
  constraint protected_identifier_account_platform check (kind <> 'account' or platform_id is not null)
);
create unique index protected_identifier_once on protected_identifier (protected_person_id, kind, value_hmac) where removed_at is null;
create index protected_identifier_hmac_idx on protected_identifier (value_hmac) where removed_at is null;

-- The match as it was written down: what the gate of decisions and its triggers read.
create table protected_subject (
  id uuid primary key default new_id(),
  subject_id uuid not null references subject (id),
  protected_person_id uuid not null references protected_person (id),
  strength text not null check (strength in ('protected', 'may_be')),
  -- False when only a name fits that may belong to somebody else by now: never more than may_be.
  certain boolean not null,
  since timestamptz not null default clock_timestamp(),
  until timestamptz,
  constraint protected_subject_strength check (certain or strength = 'may_be'),
  constraint protected_subject_in_order check (until >= since)
);
create unique index protected_subject_open on protected_subject (subject_id, protected_person_id) where until is null;
create index protected_subject_person_idx on protected_subject (protected_person_id) where until is null;

create table protected_evidence (
  id uuid primary key default new_id(),
  protected_person_id uuid not null references protected_person (id),
  blob_sha256 bytea references blob (sha256),
  sealed_name bytea,
  media_type text not null,
  byte_size bigint not null,
  added_by uuid not null references person (id),
  added_at timestamptz not null default clock_timestamp()
);
create index protected_evidence_person_idx on protected_evidence (protected_person_id, added_at);

-- Who asked who an entry is, and why. Never changed, never removed.
create table protection_reveal (
  id uuid primary key default new_id(),
  protected_person_id uuid not null references protected_person (id),
  person_id uuid not null references person (id),
  reason text not null check (reason in ('verify', 'renew', 'decide', 'appeal', 'complaint_of_the_person', 'audit', 'correct_entry', 'other')),
  case_id uuid,
  at timestamptz not null default clock_timestamp()
);
create index protection_reveal_person_idx on protection_reveal (protected_person_id, at desc);

-- What an entry waits for: the due view of its life. A job that is lost comes back from here.
create table protected_step (
  id uuid primary key default new_id(),
  protected_person_id uuid not null references protected_person (id),
  term integer not null,
  kind text not null check (kind in ('remind_60', 'remind_30', 'remind_7', 'expire', 'end')),
  due_at timestamptz not null,
  done_at timestamptz,
  dropped_at timestamptz,
  constraint protected_step_once unique (protected_person_id, term, kind)
);
create index protected_step_due_idx on protected_step (due_at) where done_at is null and dropped_at is null;

-- The strongest match of a subject, read through merges: 'protected', 'may_be', or null.
create function subject_protection(asked uuid) returns text language sql stable as $fn$
  select case when bool_or(p.strength = 'protected') then 'protected' when count(*) > 0 then 'may_be' end
  from subject_family(subject_root(asked)) as f(id)
  join protected_subject p on p.subject_id = f.id and p.until is null
$fn$;
-- Both strengths are gated alike: what may be a protected person is treated as one.
create function subject_is_protected(asked uuid) returns boolean language sql stable as $fn$
  select subject_protection(asked) is not null
$fn$;

grant delete on protected_subject to mizan_app;
grant select, insert, update on personal_key, protected_person, protected_identifier, protected_subject, protected_evidence, protected_step to mizan_app;
grant select on protected_transition to mizan_app;
grant select, insert on protected_verification, protection_reveal to mizan_app;
-- mizan_read gets nothing of the register.
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
