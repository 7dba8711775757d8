import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { hashId } from '@mizan/foundation/ids.js';

/** A flag about to be written. */
export interface NewFlag {
  readonly id: string;
  readonly platformId: string;
  readonly subjectId: string;
  readonly caseId: string;
  readonly round: number;
  readonly externalId: string;
  readonly keyAsReceived: string;
  readonly reporterId: string | null;
  readonly reason: string;
  readonly policyId: string | null;
  readonly confidence: number | null;
  readonly reference: string | null;
  readonly details: Readonly<Record<string, string>>;
  readonly occurredAt: Date | null;
}

export interface FirstAnswer {
  readonly flagId: string;
  /** Null when the flag itself is past its retention. */
  readonly caseId: string | null;
  readonly subjectId: string | null;
}

/** Idempotency key of a flag of one source. */
export function flagKey(externalId: string): string {
  return hashId(externalId);
}

/** Takes the keys that nobody took before; answers those. Keys are taken in one order, so that writers do not deadlock. */
export async function takeKeys(
  manager: EntityManager,
  sourceId: string,
  keys: readonly { readonly key: string; readonly flagId: string }[],
): Promise<Set<string>> {
  const sorted = [...keys].sort((a, b) => (a.key < b.key ? -1 : 1));
  const taken = await rows<{ key_hash: string }>(
    manager,
    `insert into flag_key (source_id, key_hash, flag_id)
     select $1, k, f from unnest($2::uuid[], $3::uuid[]) with ordinality as n(k, f, place) order by place
     on conflict do nothing returning key_hash`,
    [sourceId, sorted.map(({ key }) => key), sorted.map(({ flagId }) => flagId)],
  );
  return new Set(taken.map((row) => row.key_hash));
}

/** What was answered when these keys were taken. */
export async function firstAnswers(
  manager: EntityManager,
  sourceId: string,
  keys: readonly string[],
): Promise<Map<string, FirstAnswer>> {
  if (keys.length === 0) return new Map();
  const found = await rows<{ key: string } & FirstAnswer>(
    manager,
    `select k.key_hash as key, k.flag_id as "flagId", f.case_id as "caseId", f.subject_id as "subjectId"
     from flag_key k left join flag f on f.id = k.flag_id where k.source_id = $1 and k.key_hash = any($2::uuid[])`,
    [sourceId, keys],
  );
  return new Map(found.map((row) => [row.key, row]));
}

/** Counts flags for reporters, making those that are new; ids by hash (hexadecimal). */
export async function countReporters(
  manager: EntityManager,
  sourceId: string,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, string>> {
  if (counts.size === 0) return new Map();
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const found = await rows<{ id: string; hash: string }>(
    manager,
    `insert into reporter as r (source_id, external_hash, flag_count)
     select $1, decode(h, 'hex'), n from unnest($2::text[], $3::int[]) with ordinality as c(h, n, place) order by place
     on conflict (source_id, external_hash) do update set flag_count = r.flag_count + excluded.flag_count
     returning id, encode(external_hash, 'hex') as hash`,
    [sourceId, sorted.map(([hash]) => hash), sorted.map(([, count]) => count)],
  );
  return new Map(found.map((row) => [row.hash, row.id]));
}

/** Writes the flags, in one statement. */
export async function insertFlags(
  manager: EntityManager,
  sourceId: string,
  importId: string | null,
  flags: readonly NewFlag[],
): Promise<void> {
  const list = flags.map((flag) => ({
    id: flag.id,
    p: flag.platformId,
    s: flag.subjectId,
    c: flag.caseId,
    n: flag.round,
    e: flag.externalId,
    k: flag.keyAsReceived,
    r: flag.reporterId,
    t: flag.reason,
    o: flag.policyId,
    f: flag.confidence,
    x: flag.reference,
    d: flag.details,
    a: flag.occurredAt?.toISOString() ?? null,
  }));
  await manager.query(
    `insert into flag (id, platform_id, subject_id, case_id, round, source_id, external_id, key_as_received, reporter_id, reason,
       policy_id, confidence, reference, details, occurred_at, import_id)
     select id, p, s, c, n, $2, e, k, r, t, o, f, x, d, a, $3
     from jsonb_to_recordset($1::jsonb) as l(id uuid, p uuid, s uuid, c uuid, n int, e text, k text, r uuid, t text, o uuid, f real, x text,
       d jsonb, a timestamptz)`,
    [JSON.stringify(list), sourceId, importId],
  );
}
