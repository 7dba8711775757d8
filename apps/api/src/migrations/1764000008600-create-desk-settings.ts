import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every number of the desk that people may change, with its bounds; and which roles need a second factor. */
export class CreateDeskSettings1764000008600 implements MigrationInterface {
  readonly name = 'CreateDeskSettings1764000008600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table desk_setting (
  code text primary key,
  section text not null,
  unit text not null check (unit in ('seconds', 'minutes', 'hours', 'days', 'months', 'percent', 'count')),
  value numeric not null,
  standard numeric not null,
  least numeric not null,
  most numeric not null,
  whole boolean not null default true,
  position integer not null,
  version integer not null default 1,
  constraint desk_setting_bounds check (value between least and most and standard between least and most),
  constraint desk_setting_whole check (not whole or value = trunc(value))
);
insert into desk_setting (code, section, unit, value, standard, least, most, whole, position) values
  ('lease_seconds', 'work', 'seconds', 600, 600, 60, 7200, true, 1),
  ('prefetch_lease_seconds', 'work', 'seconds', 180, 180, 60, 3600, true, 2),
  ('heartbeat_seconds', 'work', 'seconds', 30, 30, 10, 120, true, 3),
  ('skip_hours', 'work', 'hours', 4, 4, 1, 168, true, 4),
  ('exposure_minutes', 'work', 'minutes', 120, 120, 15, 600, true, 5),
  ('grace_seconds', 'deciding', 'seconds', 30, 30, 0, 3600, true, 10),
  ('threat_to_life_minutes', 'deciding', 'minutes', 15, 15, 1, 240, true, 11),
  ('order_attempts', 'orders', 'count', 8, 8, 2, 20, true, 20),
  ('order_attempts_minutes', 'orders', 'minutes', 120, 120, 10, 2880, true, 21),
  ('appeal_days', 'appeals', 'days', 7, 7, 1, 60, true, 30),
  ('appeal_terrorism_days', 'appeals', 'days', 14, 14, 1, 14, true, 31),
  ('appeal_register_hours', 'appeals', 'hours', 72, 72, 1, 336, true, 32),
  ('question_days', 'appeals', 'days', 7, 7, 1, 30, true, 33),
  ('appeal_window_months', 'appeals', 'months', 6, 6, 6, 60, true, 34),
  ('protective_stay_hours', 'protection', 'hours', 24, 24, 1, 168, true, 40),
  ('mass_error_percent', 'protection', 'percent', 10, 10, 1, 50, false, 41),
  ('mass_error_least_cases', 'protection', 'count', 20, 20, 5, 1000, true, 42),
  ('mass_error_days', 'protection', 'days', 90, 90, 7, 730, true, 44),
  ('second_look_sample', 'protection', 'count', 60, 60, 1, 1000, true, 45),
  ('campaign_limit_percent', 'protection', 'percent', 2, 2, 0.1, 20, false, 43),
  ('recent_proof_minutes', 'access', 'minutes', 5, 5, 1, 60, true, 50),
  ('request_cost_per_minute', 'access', 'count', 60000, 60000, 6000, 10000000, true, 51);
create table role_second_factor (
  role text primary key check (role in ('moderator', 'senior_moderator', 'appeal_handler', 'supervisor', 'administrator', 'auditor')),
  required text not null check (required in ('always', 'when_public', 'never'))
);
insert into role_second_factor (role, required) values
  ('moderator', 'never'), ('senior_moderator', 'never'), ('appeal_handler', 'never'),
  ('supervisor', 'when_public'), ('administrator', 'when_public'), ('auditor', 'when_public');
grant select on desk_setting, role_second_factor to mizan_app;
grant update (value, version) on desk_setting to mizan_app;
grant update (required) on role_second_factor to mizan_app;
grant select on desk_setting to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
