import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, roles, sessions, second factors, single sign-on, API keys, proposals that need a second person. */
export class CreateIdentity1764000002000 implements MigrationInterface {
  readonly name = 'CreateIdentity1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table person (
  id uuid primary key default new_id(),
  email citext not null,
  name text not null,
  password_hash text,
  status text not null default 'active' check (status in ('active', 'disabled')),
  totp_secret bytea,
  totp_pending bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  locale text not null default 'en' check (locale in ('en', 'ar')),
  settings jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  constraint person_email_unique unique (email)
);
create table person_role (
  person_id uuid not null references person (id),
  role text not null check (role in ('moderator', 'senior_moderator', 'appeal_handler', 'supervisor', 'administrator', 'auditor')),
  granted_by uuid references person (id),
  approved_by uuid references person (id),
  granted_at timestamptz not null default clock_timestamp(),
  primary key (person_id, role),
  constraint person_role_two_people check (approved_by is null or approved_by is distinct from granted_by)
);
create table session (
  id uuid primary key default new_id(),
  token_hash bytea not null,
  person_id uuid not null references person (id),
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  authenticated_at timestamptz not null default clock_timestamp(),
  second_factor_at timestamptz,
  method text not null check (method in ('password', 'oidc')),
  acr text,
  user_agent text,
  revoked_at timestamptz,
  constraint session_token_unique unique (token_hash)
);
create index session_person_idx on session (person_id) where revoked_at is null;
-- Sliding-window counters for sign-in and per-key limits, shared by all API processes.
create table rate_bucket (
  key text primary key,
  tokens double precision not null,
  refilled_at timestamptz not null
);
create table api_key (
  id uuid primary key default new_id(),
  prefix text not null,
  secret_hash bytea not null,
  name text not null,
  source_id uuid,
  platform_id uuid,
  scopes text[] not null,
  requests_per_minute integer not null default 6000 check (requests_per_minute > 0),
  created_by uuid references person (id),
  created_at timestamptz not null default clock_timestamp(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references person (id),
  constraint api_key_prefix_unique unique (prefix)
);
create table oidc_identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person (id),
  linked_at timestamptz not null default clock_timestamp(),
  primary key (issuer, subject)
);
create table oidc_flow (
  state_hash bytea primary key,
  nonce text not null,
  code_verifier text not null,
  return_to text,
  expires_at timestamptz not null
);
-- What needs a second person before it takes effect (settled 16): role grants, policies that widen measures, keys with orders.
create table change_proposal (
  id uuid primary key default new_id(),
  kind text not null check (kind in ('role_grant', 'policy_version', 'api_key', 'second_look')),
  payload jsonb not null,
  content_hash bytea not null,
  state text not null default 'pending' check (state in ('pending', 'approved', 'refused', 'expired')),
  proposed_by uuid not null references person (id),
  proposed_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '24 hours',
  decided_by uuid references person (id),
  decided_at timestamptz,
  words text,
  constraint change_proposal_two_people check (decided_by is null or state <> 'approved' or decided_by <> proposed_by)
);
create index change_proposal_pending_idx on change_proposal (proposed_at) where state = 'pending';
grant select, insert, update, delete on person, person_role, session, rate_bucket, api_key, oidc_identity, oidc_flow, change_proposal to mizan_app;
grant select (id, name, status, locale, created_at) on person to mizan_read;
grant select on person_role to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
