import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Measures, policies and their versions. */
export class CreatePolicies1764000003000 implements MigrationInterface {
  readonly name = 'CreatePolicies1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table measure (
  code text primary key,
  reversible boolean not null,
  applies_to text[] not null,
  position integer not null
);
insert into measure (code, reversible, applies_to, position) values
  ('remove_channel', true, '{channel,group}', 1),
  ('disable_in_territory', true, '{channel,group,account,bot}', 2),
  ('label', true, '{channel,group,account,bot}', 3),
  ('suspend_account', true, '{account,bot}', 4),
  ('terminate_account', false, '{account,bot}', 5),
  ('bar_reregistration', true, '{account,bot}', 6),
  ('remove_followers', true, '{channel,group}', 7),
  ('revoke_invites', false, '{channel,group}', 8);
create table policy (
  id uuid primary key default new_id(),
  code text not null,
  category text not null default 'general' check (category in ('general', 'terrorism', 'child_safety', 'threat_to_life')),
  ground text not null check (ground in ('law', 'terms')),
  position integer not null default 0,
  active boolean not null default true,
  -- Longer than the desk's own window of appeal, where the policy gives more (DSA Art. 20(1): six months at least).
  appeal_window_months integer check (appeal_window_months between 6 and 60),
  created_at timestamptz not null default clock_timestamp(),
  constraint policy_code_unique unique (code)
);
create table policy_version (
  id uuid primary key default new_id(),
  policy_id uuid not null references policy (id),
  n integer not null,
  title jsonb not null,
  guidance jsonb not null,
  legal_reference text,
  severity_minutes integer not null check (severity_minutes between 0 and 2880),
  measures text[] not null,
  requires_second boolean not null default false,
  -- What a violation weighs on whoever it restricts, and for how many days; 0 = nothing.
  strike_weight integer not null default 0 check (strike_weight between 0 and 10),
  strike_days integer check (strike_days between 1 and 3650),
  published_by uuid references person (id),
  approved_by uuid references person (id),
  published_at timestamptz not null default clock_timestamp(),
  constraint policy_version_n_unique unique (policy_id, n),
  constraint policy_version_strike check ((strike_weight = 0) = (strike_days is null))
);
create trigger policy_version_immutable before update or delete on policy_version for each row execute function refuse_change();
grant select on measure to mizan_app;
grant select, insert, update, delete on policy to mizan_app;
grant select, insert on policy_version to mizan_app;
grant select on measure, policy, policy_version to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
