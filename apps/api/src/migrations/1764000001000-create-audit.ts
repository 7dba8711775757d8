import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only record, its seals, and the outbox that publishes it. */
export class CreateAudit1764000001000 implements MigrationInterface {
  readonly name = 'CreateAudit1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
create table audit_event (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  actor_kind text not null check (actor_kind in ('person', 'api_key', 'system')),
  actor_id uuid,
  target_kind text not null,
  target_id uuid,
  case_id uuid,
  subject_id uuid,
  details jsonb not null default '{}',
  request_id text,
  primary key (id, at)
) partition by range (at);
create index audit_event_xid_idx on audit_event (xid, id);
create index audit_event_target_idx on audit_event (target_id, id);
create index audit_event_case_idx on audit_event (case_id, id) where case_id is not null;
create index audit_event_subject_idx on audit_event (subject_id, id) where subject_id is not null;
create index audit_event_actor_idx on audit_event (actor_id, id);
create index audit_event_kind_idx on audit_event (kind, id);

-- A seal covers every row whose transaction id lies in [from_xid, to_xid): rows are leaves in (xid, id) order.
-- root = Merkle root of the leaves; chained = sha256(previous chained || root || bounds || count).
create table audit_seal (
  id bigint generated always as identity primary key,
  from_xid xid8 not null,
  to_xid xid8 not null,
  row_count integer not null,
  root bytea not null,
  previous bytea not null,
  chained bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  constraint audit_seal_from_unique unique (from_xid)
);

create function refuse_change() returns trigger language plpgsql as $fn$
begin
  raise exception '% on % is refused: this record is append-only', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end
$fn$;
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change();
create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function refuse_change();
create trigger audit_seal_no_truncate before truncate on audit_seal for each statement execute function refuse_change();

-- Who viewed what. Kept apart from audit: much larger, shorter retention.
create table view_log (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  person_id uuid not null,
  target_kind text not null,
  target_id uuid not null,
  surface text not null,
  primary key (id, at)
) partition by range (at);
create index view_log_target_idx on view_log (target_id, at);
create index view_log_person_idx on view_log (person_id, at);

-- Makes this month's and the next two months' partitions; run at start and daily. New partitions get no more rights than their parent.
create function ensure_month_partitions() returns void language plpgsql security definer set search_path = public as $fn$
declare
  parent text; month date; partition text;
begin
  foreach parent in array array['audit_event', 'view_log'] loop
    for offset_months in -1..2 loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => offset_months))::date;
      partition := parent || '_' || to_char(month, 'YYYYMM');
      if to_regclass(partition) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', partition, parent,
          month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        if parent = 'audit_event' then
          execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', partition || '_no_truncate', partition);
        end if;
      end if;
    end loop;
  end loop;
end
$fn$;
select ensure_month_partitions();
revoke execute on function ensure_month_partitions() from public;
grant execute on function ensure_month_partitions() to mizan_app;

create table outbox (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  audit_id bigint not null,
  topic text not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz
);
create index outbox_unpublished_idx on outbox (id) where published_at is null;
create index outbox_feed_idx on outbox (xid, id);
create index outbox_published_idx on outbox (published_at) where published_at is not null;

-- One row per (consumer, event) handled, written in the consumer's transaction: duplicates are absorbed here.
create table inbox (
  consumer text not null,
  outbox_id bigint not null,
  handled_at timestamptz not null default clock_timestamp(),
  primary key (consumer, outbox_id)
);
grant select, insert on audit_event, audit_seal, view_log to mizan_app;
grant select, insert, update, delete on outbox, inbox to mizan_app;
grant select on audit_event, audit_seal to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
