import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Platforms, their connectors, and the sources that flag. */
export class CreatePlatforms1764000004000 implements MigrationInterface {
  readonly name = 'CreatePlatforms1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table platform (
  id uuid primary key default new_id(),
  code text not null,
  kind text not null check (kind in ('telegram', 'matrix', 'tamtam', 'other')),
  name text not null,
  connector text not null check (connector in ('webhook')),
  endpoint_url text,
  signing_secret bytea,
  previous_signing_secret bytea,
  orders_per_second integer not null default 30 check (orders_per_second between 1 and 10000),
  paused boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  constraint platform_code_unique unique (code)
);
create table source (
  id uuid primary key default new_id(),
  platform_id uuid references platform (id),
  code text not null,
  name text not null,
  kind text not null check (kind in ('user_report', 'trusted_flagger', 'referral', 'removal_order', 'detector', 'staff', 'resurfacing')),
  active boolean not null default true,
  -- Reporters are told, by the platform, when what they reported had no consequence.
  tells_reporters boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  constraint source_code_unique unique (code)
);
-- Keys are made before platforms exist, so what they are bound to is fastened here.
alter table api_key
  add constraint api_key_source_fkey foreign key (source_id) references source (id),
  add constraint api_key_platform_fkey foreign key (platform_id) references platform (id);
grant select, insert, update, delete on platform, source to mizan_app;
grant select (id, code, kind, name, connector, paused) on platform to mizan_read;
grant select on source to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
