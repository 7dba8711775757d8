import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { OrderDirection, OrderState } from './order-transition-rules.js';

/** What is kept of the time before a measure: `seen` by us, `kept` = what the platform returned to undo it with. */
export interface PriorState {
  readonly seen?: unknown;
  readonly kept?: unknown;
}

/** An order as the worker takes it up, locked. */
export interface DueOrder {
  readonly id: string;
  readonly platformId: string;
  readonly decisionId: string;
  readonly caseId: string;
  readonly subjectId: string;
  readonly direction: OrderDirection;
  readonly state: OrderState;
  readonly attempts: number;
  readonly version: number;
  readonly priorState: PriorState | null;
  readonly measure: string;
  readonly scope: string;
  readonly subject: {
    readonly kind: 'channel' | 'group' | 'account' | 'bot';
    readonly nativeId: string | null;
    readonly handle: string | null;
  };
  readonly paused: boolean;
  /** Milliseconds until the next attempt is due by the database's clock; not positive = now. */
  readonly waitMs: number;
  /** Orders made before it for the same measure, subject and scope, oldest first, without those cancelled. */
  readonly earlier: readonly {
    readonly direction: OrderDirection;
    readonly state: OrderState;
    readonly priorState: PriorState | null;
  }[];
}

export async function lockDueOrder(manager: EntityManager, id: string): Promise<DueOrder | null> {
  const [found] = await rows<DueOrder>(
    manager,
    `select o.id, o.platform_id as "platformId", o.decision_id as "decisionId", d.case_id as "caseId", r.subject_id as "subjectId",
       o.direction, o.state, o.attempts, o.version, o.prior_state as "priorState", r.measure, r.scope, p.paused,
       jsonb_build_object('kind', s.kind, 'nativeId', s.native_id, 'handle', s.handle) as subject,
       (extract(epoch from o.next_attempt_at - clock_timestamp()) * 1000)::float8 as "waitMs",
       (select coalesce(jsonb_agg(jsonb_build_object('direction', e.direction, 'state', e.state, 'priorState', e.prior_state)
          order by e.created_at, e.id), '[]')
        from restriction er join platform_order e on e.restriction_id = er.id
        where er.subject_id = r.subject_id and er.measure = r.measure and er.scope = r.scope and e.state <> 'cancelled'
          and (e.created_at, e.id) < (o.created_at, o.id)) as earlier
     from platform_order o join restriction r on r.id = o.restriction_id join subject s on s.id = r.subject_id
       join platform p on p.id = o.platform_id join decision d on d.id = o.decision_id
     where o.id = $1 for no key update of o`,
    [id],
  );
  return found ?? null;
}

/** Puts the next look off without an attempt. */
export async function postpone(manager: EntityManager, id: string, ms: number): Promise<void> {
  await manager.query(
    'update platform_order set next_attempt_at = clock_timestamp() + make_interval(secs => $2 / 1000.0) where id = $1',
    [id, ms],
  );
}

/** Takes the order up for `leaseMs`: whoever comes later finds it being sent. Answers the new version, the fence. */
export async function takeUp(manager: EntityManager, id: string, leaseMs: number): Promise<number> {
  const [taken] = await rows<{ version: number }>(
    manager,
    `update platform_order set state = 'sending', attempts = attempts + 1, version = version + 1,
       sent_at = coalesce(sent_at, clock_timestamp()), next_attempt_at = clock_timestamp() + make_interval(secs => $2 / 1000.0)
     where id = $1 returning version`,
    [id, leaseMs],
  );
  if (!taken) throw new Error('A locked order was gone.');
  return taken.version;
}

/** Holds on to an order that was taken up, and keeps what was seen before applying. False = somebody took it over. */
export async function holdOn(
  manager: EntityManager,
  id: string,
  version: number,
  leaseMs: number,
  priorState: PriorState | null,
): Promise<boolean> {
  const held = await rows(
    manager,
    `update platform_order set next_attempt_at = clock_timestamp() + make_interval(secs => $3 / 1000.0),
       prior_state = coalesce($4::jsonb, prior_state)
     where id = $1 and version = $2 and state = 'sending' returning id`,
    [id, version, leaseMs, priorState === null ? null : JSON.stringify(priorState)],
  );
  return held.length > 0;
}

export interface AttemptRecord {
  readonly state: OrderState;
  readonly attempts: number;
  /** Milliseconds to the next attempt; null = none. */
  readonly nextMs: number | null;
  readonly code: string | null;
  readonly platformRef: string | null;
  readonly priorState: PriorState | null;
}

/** Writes the end of an attempt, unless somebody took the order over in the meantime (false). */
export async function recordAttempt(
  manager: EntityManager,
  id: string,
  version: number,
  attempt: AttemptRecord,
): Promise<boolean> {
  const written = await rows(
    manager,
    `update platform_order set state = $3, attempts = $4, outcome_code = $6,
       next_attempt_at = case when $5::float8 is null then next_attempt_at else clock_timestamp() + make_interval(secs => $5::float8 / 1000.0) end,
       finished_at = case when $3 in ('applied', 'gone', 'failed') then clock_timestamp() end,
       platform_ref = coalesce($7, platform_ref), prior_state = coalesce($8::jsonb, prior_state)
     where id = $1 and version = $2 and state = 'sending' returning id`,
    [
      id,
      version,
      attempt.state,
      attempt.attempts,
      attempt.nextMs,
      attempt.code,
      attempt.platformRef,
      attempt.priorState === null ? null : JSON.stringify(attempt.priorState),
    ],
  );
  return written.length > 0;
}
