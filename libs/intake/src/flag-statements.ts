import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { hashId } from '@mizan/foundation/ids.js';
import { sqlArray } from '@mizan/foundation/sql-array.js';

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
  readonly details: Readonly<Record<string, string | readonly string[]>>;
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
  const [taken] = await rows<{ n: number; keys: string[] | null }>(
    manager,
    `with taken as (
       insert into flag_key (source_id, key_hash, flag_id) select $1, k, f from unnest($2::uuid[], $3::uuid[]) as n(k, f)
       on conflict do nothing returning key_hash)
     select count(*)::int as n, case when count(*) < cardinality($2::uuid[]) then array_agg(key_hash) end as keys from taken`,
    [sourceId, sqlArray(sorted.map(({ key }) => key)), sqlArray(sorted.map(({ flagId }) => flagId))],
  );
  return new Set(taken?.n === sorted.length ? sorted.map(({ key }) => key) : taken?.keys);
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

/** Ids of reporters by hash (hexadecimal); those that are new are made, in one order. */
export async function reporterIds(
  manager: EntityManager,
  sourceId: string,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(hashes)].sort();
  const ids = new Map<string, string>();
  const look = async (sql: string): Promise<void> => {
    const missing = wanted.filter((hash) => !ids.has(hash));
    if (missing.length === 0) return;
    const found = await rows<{ id: string; hash: string }>(manager, sql, [sourceId, missing]);
    for (const row of found) ids.set(row.hash, row.id);
  };
  const known = `select r.id, h as hash from unnest($2::text[]) h
    join reporter r on r.source_id = $1 and r.external_hash = decode(h, 'hex')`;
  await look(known);
  await look(`insert into reporter (source_id, external_hash) select $1, decode(h, 'hex') from unnest($2::text[]) h
    on conflict (source_id, external_hash) do nothing returning id, encode(external_hash, 'hex') as hash`);
  // Somebody else made them meanwhile.
  await look(known);
  return ids;
}

/** Writes the flags, in one statement. */
export async function insertFlags(
  manager: EntityManager,
  sourceId: string,
  importId: string | null,
  flags: readonly NewFlag[],
): Promise<void> {
  await manager.query(
    `insert into flag (id, platform_id, subject_id, case_id, round, source_id, external_id, key_as_received, reporter_id, reason,
       policy_id, confidence, reference, details, occurred_at, import_id)
     select id, p, s, c, n, $1, e, k, r, t, o, f, x, d::jsonb, a, $2
     from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::int[], $8::text[], $9::text[], $10::uuid[], $11::text[],
       $12::uuid[], $13::real[], $14::text[], $15::text[], $16::timestamptz[]) as l(id, p, s, c, n, e, k, r, t, o, f, x, d, a)`,
    [
      sourceId,
      importId,
      sqlArray(flags.map((flag) => flag.id)),
      sqlArray(flags.map((flag) => flag.platformId)),
      sqlArray(flags.map((flag) => flag.subjectId)),
      sqlArray(flags.map((flag) => flag.caseId)),
      sqlArray(flags.map((flag) => flag.round)),
      sqlArray(flags.map((flag) => flag.externalId)),
      sqlArray(flags.map((flag) => flag.keyAsReceived)),
      sqlArray(flags.map((flag) => flag.reporterId)),
      sqlArray(flags.map((flag) => flag.reason)),
      sqlArray(flags.map((flag) => flag.policyId)),
      sqlArray(flags.map((flag) => flag.confidence)),
      sqlArray(flags.map((flag) => flag.reference)),
      sqlArray(flags.map((flag) => JSON.stringify(flag.details))),
      sqlArray(flags.map((flag) => flag.occurredAt?.toISOString() ?? null)),
    ],
  );
}
