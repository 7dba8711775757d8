import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { AttachedFacts, CaseFacts } from './attach-rules.js';
import type { PriorityReason } from './case-priority-rules.js';

/** A standing case as flags find it, locked. */
export interface StandingCase extends CaseFacts {
  readonly caseId: string;
  readonly subjectId: string;
  readonly state: string;
  readonly round: number;
  readonly rank: number;
}

interface StandingRow {
  id: string;
  subject_id: string;
  state: string;
  round: number;
  rank: string;
  category: string;
  queue_id: string;
  queue_kind: string;
  policy_id: string | null;
  language: string | null;
  flag_count: number;
  source_ids: string[];
  strongest_source: string | null;
  audience: string | null;
  due_ms: string;
  reasons: PriorityReason[];
}

/** The database's time in ms, and the cases asked for by the subject they are about. */
export interface Standing {
  readonly nowMs: number;
  readonly standing: ReadonlyMap<string, StandingCase>;
}

/** Locks the open cases of these subjects, in their order. */
export function lockStanding(manager: EntityManager, subjectIds: readonly string[]): Promise<Standing> {
  return lockWhere(manager, `subject_id = any($1::uuid[]) and kind = 'flagged' and state <> 'closed'`, subjectIds);
}

/** Locks these cases whatever their state, in the order of their subjects. */
export function lockByIds(manager: EntityManager, caseIds: readonly string[]): Promise<Standing> {
  return lockWhere(manager, 'id = any($1::uuid[])', caseIds);
}

async function lockWhere(manager: EntityManager, condition: string, wanted: readonly string[]): Promise<Standing> {
  const found = await rows<StandingRow & { now_ms: string }>(
    manager,
    `with locked as materialized (
       select id, subject_id, state, round, rank, category, queue_id, policy_id, language, flag_count, source_ids,
              strongest_source, audience, (extract(epoch from due_at) * 1000)::bigint as due_ms, reasons
       from review_case where ${condition} order by subject_id for no key update)
     select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms, locked.*, q.kind as queue_kind
     from (select) as always left join locked on true left join queue q on q.id = locked.queue_id`,
    [wanted],
  );
  const standing = new Map<string, StandingCase>();
  for (const row of found) {
    if (row.id === null) continue;
    standing.set(row.subject_id, {
      caseId: row.id,
      subjectId: row.subject_id,
      state: row.state,
      round: row.round,
      rank: Number(row.rank),
      category: row.category,
      queueId: row.queue_id,
      queueKind: row.queue_kind,
      policyId: row.policy_id,
      language: row.language,
      flagCount: row.flag_count,
      sourceIds: row.source_ids,
      strongestSource: row.strongest_source,
      audience: row.audience === null ? null : Number(row.audience),
      dueAtMs: Number(row.due_ms),
      reasons: row.reasons,
    });
  }
  return { nowMs: Number(found[0]?.now_ms), standing };
}

export interface NewCase {
  readonly subjectId: string;
  readonly platformId: string;
  readonly facts: AttachedFacts;
}

/** What a set-based write needs of the facts, as one JSON text for jsonb_to_recordset. */
function written(facts: AttachedFacts): Record<string, unknown> {
  return {
    category: facts.category,
    queue_id: facts.queueId,
    rank: facts.rank,
    reasons: facts.reasons,
    policy_id: facts.policyId,
    language: facts.language,
    flag_count: facts.flagCount,
    source_ids: facts.sourceIds,
    strongest_source: facts.strongestSource,
    audience: facts.audience,
    due_ms: facts.dueAtMs,
  };
}

const FACT_COLUMNS = `category text, queue_id uuid, rank bigint, reasons jsonb, policy_id uuid, language text, flag_count int,
  source_ids uuid[], strongest_source text, audience bigint, due_ms bigint`;

/** Opens a case and its first round for each subject that has none; subjects that got one meanwhile are left out. */
export async function insertCases(
  manager: EntityManager,
  cases: readonly NewCase[],
): Promise<{ id: string; subject_id: string; queue_id: string }[]> {
  const list = cases.map((one) => ({
    subject_id: one.subjectId,
    platform_id: one.platformId,
    ...written(one.facts),
  }));
  return rows(
    manager,
    `with opened as (
       insert into review_case (platform_id, subject_id, kind, category, queue_id, rank, reasons, policy_id, language,
                                flag_count, source_count, source_ids, strongest_source, audience, due_at)
       select platform_id, subject_id, 'flagged', category, queue_id, rank, reasons, policy_id, language,
              flag_count, cardinality(source_ids), source_ids, strongest_source, audience, to_timestamp(due_ms / 1000.0)
       from jsonb_to_recordset($1::jsonb) as c(subject_id uuid, platform_id uuid, ${FACT_COLUMNS})
       order by subject_id
       on conflict (subject_id) where kind = 'flagged' and state <> 'closed' do nothing
       returning id, subject_id, queue_id, rank, opened_at, due_at
     ), rounds as (
       insert into case_round (case_id, n, opened_at, due_at, reason)
       select id, 1, opened_at, due_at, 'flagged' from opened
     ), heads as (
       update queue_head h set head = least(h.head, fresh.rank)
       from (select queue_id, min(rank) as rank from opened group by queue_id order by queue_id) fresh
       where h.queue_id = fresh.queue_id and h.head > fresh.rank
     )
     select id, subject_id, queue_id from opened`,
    [JSON.stringify(list)],
  );
}

export interface ChangedCase {
  readonly caseId: string;
  readonly facts: AttachedFacts;
  /** The lease ends because the case leaves for a queue of its own. */
  readonly endLease: boolean;
}

/**
 * Writes what changed. `asFlagged`: flags joined, so that a case which is decided keeps its deadline and remembers that
 * it was flagged again.
 */
export async function updateCases(
  manager: EntityManager,
  cases: readonly ChangedCase[],
  options: { readonly asFlagged: boolean },
): Promise<void> {
  const list = cases.map((one) => ({ id: one.caseId, end_lease: one.endLease, ...written(one.facts) }));
  await manager.query(
    `with fresh as materialized (
       select * from jsonb_to_recordset($1::jsonb) as f(id uuid, end_lease boolean, ${FACT_COLUMNS})
     ), changed as (
       update review_case c set category = f.category, queue_id = f.queue_id, rank = f.rank, reasons = f.reasons,
         policy_id = f.policy_id, language = f.language, flag_count = f.flag_count,
         source_count = cardinality(f.source_ids), source_ids = f.source_ids, strongest_source = f.strongest_source,
         audience = f.audience,
         due_at = case when $2 and c.state = 'decided' then c.due_at else to_timestamp(f.due_ms / 1000.0) end,
         flagged_again = c.flagged_again or ($2 and c.state = 'decided'),
         state = case when f.end_lease then 'open' else c.state end,
         claimed_by = case when f.end_lease then null else c.claimed_by end,
         lease_expires_at = case when f.end_lease then null else c.lease_expires_at end,
         prefetched = c.prefetched and not f.end_lease, updated_at = clock_timestamp()
       from fresh f where c.id = f.id
       returning c.queue_id, c.rank, c.state
     )
     update queue_head h set head = least(h.head, low.rank)
     from (select queue_id, min(rank) as rank from changed where state = 'open' group by queue_id order by queue_id) low
     where h.queue_id = low.queue_id and h.head > low.rank`,
    [JSON.stringify(list), options.asFlagged],
  );
}
