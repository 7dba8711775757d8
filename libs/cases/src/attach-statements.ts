import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { sqlArray } from '@mizan/foundation/sql-array.js';
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
  readonly caseId: string;
  readonly subjectId: string;
  readonly platformId: string;
  readonly facts: AttachedFacts;
}

/** The facts of many cases as one array a column: PostgreSQL reads arrays several times faster than JSON. */
function factArrays(list: readonly AttachedFacts[]): unknown[] {
  return [
    sqlArray(list.map((facts) => facts.category)),
    sqlArray(list.map((facts) => facts.queueId)),
    sqlArray(list.map((facts) => facts.rank)),
    sqlArray(list.map((facts) => JSON.stringify(facts.reasons))),
    sqlArray(list.map((facts) => facts.policyId)),
    sqlArray(list.map((facts) => facts.language)),
    sqlArray(list.map((facts) => facts.flagCount)),
    sqlArray(list.map((facts) => sqlArray(facts.sourceIds))),
    sqlArray(list.map((facts) => facts.strongestSource)),
    sqlArray(list.map((facts) => facts.audience)),
    sqlArray(list.map((facts) => facts.dueAtMs)),
  ];
}

/** What unnests `factArrays` when they begin at this parameter, and the names of the columns. */
function factParameters(from: number): string {
  const types = ['text', 'uuid', 'bigint', 'text', 'uuid', 'text', 'int', 'text', 'text', 'bigint', 'bigint'];
  return types.map((type, index) => `$${from + index}::${type}[]`).join(', ');
}
const FACT_NAMES =
  'category, queue_id, rank, reasons, policy_id, language, flag_count, source_ids, strongest_source, audience, due_ms';

/**
 * Opens a case and its first round for each subject that has none; subjects that got one meanwhile are left out. Answers
 * the ids of those that were opened. Rows are written in the order of the list: by subject.
 */
export async function insertCases(manager: EntityManager, cases: readonly NewCase[]): Promise<Set<string>> {
  const ids = cases.map((one) => one.caseId);
  const [opened] = await rows<{ n: number }>(
    manager,
    `with opened as (
       insert into review_case (id, platform_id, subject_id, kind, category, queue_id, rank, reasons, policy_id, language,
                                flag_count, source_count, source_ids, strongest_source, audience, due_at)
       select id, platform_id, subject_id, 'flagged', category, queue_id, rank, reasons::jsonb, policy_id, language,
              flag_count, cardinality(source_ids::uuid[]), source_ids::uuid[], strongest_source, audience,
              to_timestamp(due_ms / 1000.0)
       from unnest($1::uuid[], $2::uuid[], $3::uuid[], ${factParameters(4)}) as c(id, platform_id, subject_id, ${FACT_NAMES})
       on conflict (subject_id) where kind = 'flagged' and state <> 'closed' do nothing
       returning id, queue_id, rank, opened_at, due_at
     ), rounds as (
       insert into case_round (case_id, n, opened_at, due_at, reason)
       select id, 1, opened_at, due_at, 'flagged' from opened
     ), heads as (
       update queue_head h set head = least(h.head, fresh.rank)
       from (select queue_id, min(rank) as rank from opened group by queue_id order by queue_id) fresh
       where h.queue_id = fresh.queue_id and h.head > fresh.rank
     )
     select count(*)::int as n from opened`,
    [
      sqlArray(ids),
      sqlArray(cases.map((one) => one.platformId)),
      sqlArray(cases.map((one) => one.subjectId)),
      ...factArrays(cases.map((one) => one.facts)),
    ],
  );
  if (opened?.n === ids.length) return new Set(ids);
  const there = await rows<{ id: string }>(manager, 'select id from review_case where id = any($1::uuid[])', [ids]);
  return new Set(there.map((row) => row.id));
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
  await manager.query(
    `with fresh as materialized (
       select id, end_lease, category, queue_id, rank, reasons::jsonb, policy_id, language, flag_count,
         source_ids::uuid[], strongest_source, audience, due_ms
       from unnest($2::uuid[], $3::boolean[], ${factParameters(4)}) as f(id, end_lease, ${FACT_NAMES})
     ), changed as (
       update review_case c set category = f.category, queue_id = f.queue_id, rank = f.rank, reasons = f.reasons,
         policy_id = f.policy_id, language = f.language, flag_count = f.flag_count,
         source_count = cardinality(f.source_ids), source_ids = f.source_ids, strongest_source = f.strongest_source,
         audience = f.audience,
         due_at = case when $1 and c.state = 'decided' then c.due_at else to_timestamp(f.due_ms / 1000.0) end,
         flagged_again = c.flagged_again or ($1 and c.state = 'decided'),
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
    [
      options.asFlagged,
      sqlArray(cases.map((one) => one.caseId)),
      sqlArray(cases.map((one) => one.endLease)),
      ...factArrays(cases.map((one) => one.facts)),
    ],
  );
}
