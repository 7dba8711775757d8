import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only record, its seals, and the outbox that publishes it. */
export class CreateAudit1764000001000 implements MigrationInterface {
  readonly name = 'CreateAudit1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(/* sql */ `
-- Transaction ids of the record: the server's, plus a number that grows when the record is restored into a server whose
-- own ids are lower (audit_resume). Without it such rows would fall into ranges that are sealed already.
create function audit_xid_offset() returns bigint language sql stable parallel safe as 'select 0::bigint';
create function audit_xid() returns xid8 language sql stable parallel restricted as $fn$
  select (pg_current_xact_id()::text::bigint + audit_xid_offset())::text::xid8
$fn$;
-- Every row with a lower xid is committed or will never be there.
create function audit_horizon() returns xid8 language sql stable parallel restricted as $fn$
  select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + audit_xid_offset())::text::xid8
$fn$;

create table audit_event (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default audit_xid(),
  kind text not null,
  actor_kind text not null check (actor_kind in ('person', 'api_key', 'system')),
  actor_id uuid,
  target_kind text not null,
  target_id uuid,
  case_id uuid,
  subject_id uuid,
  details jsonb not null default '{}',
  request_id text,
  -- One act on many cases is one row: the cases and, in the same places, their subjects; case_id and subject_id are null.
  case_ids uuid[],
  subject_ids uuid[],
  primary key (id, at),
  constraint audit_event_cases_and_subjects check (cardinality(case_ids) = cardinality(subject_ids))
) partition by range (at);
-- Ids do not compress.
alter table audit_event alter column case_ids set storage external, alter column subject_ids set storage external;
create index audit_event_case_ids_idx on audit_event using gin (case_ids) where case_ids is not null;
create index audit_event_subject_ids_idx on audit_event using gin (subject_ids) where subject_ids is not null;
create index audit_event_xid_idx on audit_event (xid, id);
create index audit_event_target_idx on audit_event (target_id, id);
create index audit_event_case_idx on audit_event (case_id, id) where case_id is not null;
create index audit_event_subject_idx on audit_event (subject_id, id) where subject_id is not null;
create index audit_event_actor_idx on audit_event (actor_id, id);
create index audit_event_kind_idx on audit_event (kind, id);

-- A seal covers every row whose transaction id lies in [from_xid, to_xid): rows are leaves in (xid, id) order.
-- root = Merkle root of the leaves; chained = hash of previous, root, bounds and count (audit/seal-rules.ts).
-- leaves: 40 bytes a row, its id (int8) and its leaf hash (sha256), so that a changed row can be named.
create table audit_seal (
  id bigint generated always as identity primary key,
  from_xid xid8 not null,
  to_xid xid8 not null,
  row_count integer not null,
  root bytea not null,
  previous bytea not null,
  chained bytea not null,
  leaves bytea not null,
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

-- Called when a process starts. Does something only when the server's transaction ids are below what is sealed: after a
-- restore into another server. Then rows from now on get ids above all that is there. True = it was needed.
create function audit_resume() returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $fn$
declare
  sealed bigint; highest bigint; own bigint;
begin
  perform pg_advisory_xact_lock(4700002);
  select to_xid::text::bigint into sealed from audit_seal order by id desc limit 1;
  if sealed is null or audit_horizon()::text::bigint >= sealed then return false; end if;
  select xid::text::bigint into highest from audit_event order by xid desc limit 1;
  own := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  execute format('create or replace function public.audit_xid_offset() returns bigint language sql stable parallel safe as %L',
    format('select %s::bigint', greatest(sealed, coalesce(highest, 0) + 1) - own));
  return true;
end
$fn$;
revoke execute on function audit_resume() from public;
grant execute on function audit_resume() to mizan_app;

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

-- One row per (consumer, event): noted by the relay, handled in the consumer's transaction. Duplicates are absorbed here,
-- and what was noted and not handled is the due view of the consumer.
create table inbox (
  consumer text not null,
  outbox_id bigint not null,
  noted_at timestamptz not null default clock_timestamp(),
  handled_at timestamptz,
  primary key (consumer, outbox_id)
);
create index inbox_pending_idx on inbox (consumer, noted_at) where handled_at is null;
create index inbox_handled_idx on inbox (outbox_id);
grant select, insert on audit_event, audit_seal, view_log to mizan_app;
grant usage on sequence audit_event_id_seq to mizan_app;
grant select, insert, update, delete on outbox, inbox to mizan_app;
grant select on audit_event, audit_seal to mizan_read;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only: restore a backup to go back.');
  }
}
