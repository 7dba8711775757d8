import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { CoverChange, KeyState, KeyWrites, RestrictionKey } from './cover-rules.js';

/** A change of covers, in whose name, for which case, and when its orders may leave. */
export interface RestrictionChange extends CoverChange {
  readonly caseId: string;
  readonly decisionId: string;
  /** What the decision restricts; covered by `cover`. */
  readonly targets: readonly RestrictionKey[];
  readonly notBefore: Date;
  /** Only covers of these restrictions end; null = all of `endOf`. */
  readonly endsOnly: readonly string[] | null;
}

/** An order to be made. */
export interface OrderRow {
  readonly id: string;
  readonly restrictionId: string;
  readonly platformId: string;
  readonly subjectId: string;
  readonly decisionId: string;
  readonly direction: 'apply' | 'undo';
}

/** Subjects whose covers would end or stand again. */
export async function touchedSubjects(
  manager: EntityManager,
  endOf: readonly string[],
  restoreEndedBy: string | null,
): Promise<string[]> {
  if (endOf.length === 0 && restoreEndedBy === null) return [];
  const found = await rows<{ id: string }>(
    manager,
    `select distinct r.subject_id as id from restriction_cover c join restriction r on r.id = c.restriction_id
     where c.decision_id = any($1::uuid[]) or c.ended_by_decision_id = $2::uuid`,
    [endOf, restoreEndedBy],
  );
  return found.map((row) => row.id);
}

/** One change of the restrictions of a subject at a time; the caller gives the ids in order, so that none deadlock. */
export async function lockKeys(manager: EntityManager, subjectIds: readonly string[]): Promise<void> {
  await manager.query(
    `select pg_advisory_xact_lock(hashtextextended('restriction:' || id, 0)) from unnest($1::text[]) with ordinality as s(id, n) order by n`,
    [subjectIds],
  );
}

/** The state of every key that the change may touch; the newest order of each stays as it is until the commit. */
export async function loadKeys(
  manager: EntityManager,
  targets: readonly RestrictionKey[],
  endOf: readonly string[],
  restoreEndedBy: string | null,
): Promise<KeyState[]> {
  const found = await rows<LoadedKey>(
    manager,
    `with touched as materialized (
       select platform_id, subject_id, measure, scope
       from jsonb_to_recordset($1::jsonb) as t("platform_id" uuid, "subject_id" uuid, measure text, scope text)
       union
       select r.platform_id, r.subject_id, r.measure, r.scope
       from restriction_cover c join restriction r on r.id = c.restriction_id
       where c.decision_id = any($2::uuid[]) or c.ended_by_decision_id = $3::uuid
     )
     select t.platform_id, t.subject_id, t.measure, t.scope, s.id as standing_id,
       l.id as latest_id, l.restriction_id as latest_restriction_id, l.direction, l.state, l.not_before,
       coalesce((
         select jsonb_agg(jsonb_build_object('restrictionId', c.restriction_id, 'decisionId', c.decision_id,
           'standing', c.ended_at is null, 'graceUntil', d.grace_until,
           -- What a decision imposed that was itself taken back does not stand again with it.
           'endedBy', case when exists (select from decision_undo u where u.decision_id = d.id) then null else c.ended_by_decision_id end))
         from restriction r join restriction_cover c on c.restriction_id = r.id join decision d on d.id = c.decision_id
         where r.subject_id = t.subject_id and r.measure = t.measure and r.scope = t.scope), '[]') as covers
     from touched t
     left join restriction s on s.platform_id = t.platform_id and s.subject_id = t.subject_id and s.measure = t.measure
       and s.scope = t.scope and s.lifted_at is null
     left join lateral (
       select o.* from restriction r join platform_order o on o.restriction_id = r.id
       where r.subject_id = t.subject_id and r.measure = t.measure and r.scope = t.scope and o.state <> 'cancelled'
       order by o.created_at desc, o.id desc limit 1 for no key update of o) l on true
     order by t.subject_id, t.measure, t.scope`,
    [JSON.stringify(targets.map(columns)), endOf, restoreEndedBy],
  );
  return found.map(readKey);
}

interface LoadedKey {
  readonly platform_id: string;
  readonly subject_id: string;
  readonly measure: string;
  readonly scope: string;
  readonly standing_id: string | null;
  readonly latest_id: string | null;
  readonly latest_restriction_id: string;
  readonly direction: 'apply' | 'undo';
  readonly state: NonNullable<KeyState['latest']>['state'];
  readonly not_before: Date;
  readonly covers: readonly (Omit<KeyState['covers'][number], 'graceUntil'> & { readonly graceUntil: string })[];
}

function readKey(row: LoadedKey): KeyState {
  return {
    key: { platformId: row.platform_id, subjectId: row.subject_id, measure: row.measure, scope: row.scope },
    standingId: row.standing_id,
    covers: row.covers.map((cover) => ({ ...cover, graceUntil: new Date(cover.graceUntil) })),
    latest: row.latest_id
      ? {
          id: row.latest_id,
          restrictionId: row.latest_restriction_id,
          direction: row.direction,
          state: row.state,
          notBefore: row.not_before,
        }
      : null,
  };
}

const columns = (key: RestrictionKey) => ({
  platform_id: key.platformId,
  subject_id: key.subjectId,
  measure: key.measure,
  scope: key.scope,
});

/** Writes what was planned: restrictions first (covers are checked against them), then all the rest in one statement. */
export async function writeKeys(
  manager: EntityManager,
  planned: readonly { readonly state: KeyState; readonly writes: KeyWrites }[],
  orders: readonly OrderRow[],
  change: RestrictionChange,
): Promise<void> {
  if (planned.length === 0) return;
  const fresh = planned
    .filter(({ writes }) => writes.restriction === 'new')
    .map(({ state, writes }) => ({ id: writes.restrictionId, ...columns(state.key) }));
  if (fresh.length > 0)
    await manager.query(
      `insert into restriction (id, platform_id, subject_id, measure, scope)
       select * from jsonb_to_recordset($1::jsonb) as r(id uuid, platform_id uuid, subject_id uuid, measure text, scope text)`,
      [JSON.stringify(fresh)],
    );
  const ids = (of: KeyWrites['restriction']) =>
    planned.filter(({ writes }) => writes.restriction === of).map(({ writes }) => writes.restrictionId);
  const covers = (of: 'insertCovers' | 'reviveCovers' | 'endCovers') =>
    JSON.stringify(planned.flatMap(({ writes }) => writes[of]));
  const cancelled = planned.flatMap(({ writes }) => (writes.cancelOrderId ? [writes.cancelOrderId] : []));
  const postponed = planned.flatMap(({ writes }) => (writes.postpone ? [writes.postpone] : []));
  await manager.query(WRITE, [
    ids('lift'),
    ids('revive'),
    covers('insertCovers'),
    covers('reviveCovers'),
    covers('endCovers'),
    change.endedBy,
    cancelled,
    JSON.stringify(postponed),
    JSON.stringify(orders),
    change.notBefore,
  ]);
}

const COVER = `as k("restrictionId" uuid, "decisionId" uuid)`;
const WRITE = `with lifted as (update restriction set lifted_at = clock_timestamp() where id = any($1::uuid[])),
  revived as (update restriction set lifted_at = null where id = any($2::uuid[])),
  covered as (insert into restriction_cover (restriction_id, decision_id)
    select "restrictionId", "decisionId" from jsonb_to_recordset($3::jsonb) ${COVER}),
  recovered as (update restriction_cover c set ended_at = null, ended_by_decision_id = null
    from jsonb_to_recordset($4::jsonb) ${COVER} where c.restriction_id = k."restrictionId" and c.decision_id = k."decisionId"),
  ended as (update restriction_cover c set ended_at = clock_timestamp(), ended_by_decision_id = $6::uuid
    from jsonb_to_recordset($5::jsonb) ${COVER} where c.restriction_id = k."restrictionId" and c.decision_id = k."decisionId"),
  cancelled as (update platform_order set state = 'cancelled', finished_at = clock_timestamp() where id = any($7::uuid[])),
  postponed as (update platform_order o set not_before = k.until, next_attempt_at = k.until
    from jsonb_to_recordset($8::jsonb) as k("orderId" uuid, until timestamptz) where o.id = k."orderId")
  insert into platform_order (id, restriction_id, platform_id, decision_id, direction, not_before, next_attempt_at)
  select id, "restrictionId", "platformId", "decisionId", direction, $10::timestamptz, $10::timestamptz
  from jsonb_to_recordset($9::jsonb)
    as o(id uuid, "restrictionId" uuid, "platformId" uuid, "decisionId" uuid, direction text)`;
