import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type AuditEntry } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import { sqlArray } from '@mizan/foundation/sql-array.js';
import { keyName, matchSubjects, type KnownSubject, type MatchPlan, type SeenSubject } from './subject-match-rules.js';
import { mergeEntry, writeMerge } from './subject-merge-statements.js';
import { subjectEvent } from './subjects.events.js';

/** Times that a batch looks again for subjects which somebody else made between two statements. */
const MAX_LOOKS = 10;

/** Finds or makes the subject of every name in a batch. */
@Injectable()
export class SubjectResolverService {
  constructor(private readonly audit: AuditService) {}

  /**
   * Ids of the subjects, in the order of `seen`; names read through merges, new names start subjects, names that changed
   * owner are moved (`matchSubjects` says how). A few statements however many there are; names are written in one order,
   * so that two writers do not deadlock. Changes of what is known already are audited, new subjects are not one by one.
   */
  async resolve(manager: EntityManager, actor: Actor, seen: readonly SeenSubject[]): Promise<string[]> {
    if (seen.length === 0) return [];
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      const { now, known } = await this.lookUp(manager, seen);
      const plan = matchSubjects(seen, known, newId);
      if (await this.write(manager, actor, plan, now)) return plan.subjectIds;
    }
    throw new Error('Subjects kept changing under the names that were to find them.');
  }

  private async lookUp(
    manager: EntityManager,
    seen: readonly SeenSubject[],
  ): Promise<{ now: string; known: Map<string, KnownSubject> }> {
    const names = new Map(
      seen.flatMap((item) => item.keys.map((key) => [keyName(item.platformId, key), { ...key, p: item.platformId }])),
    );
    const asked = [...names.values()];
    const found = await rows<{
      now: string;
      p: string | null;
      k: string;
      v: string;
      id: string;
      native: string | null;
      handle: string | null;
    }>(
      manager,
      `with asked as materialized (select * from unnest($1::uuid[], $2::text[], $3::text[]) as a(p, k, v)),
       found as materialized (
         select a.p, a.k, a.v, case when s.merged_into is null then s.id else subject_root(s.id) end as id
         from asked a
         join subject_key key on key.platform_id = a.p and key.kind = a.k and key.value_normalised = a.v and key.valid_to is null
         join subject s on s.id = key.subject_id)
       select clock_timestamp()::text as now, f.p, f.k, f.v, f.id, s.handle,
         (select n.value_normalised from subject_key n
          where n.subject_id = f.id and n.kind = 'native_id' and n.valid_to is null and not s.provisional limit 1) as native
       from (select) as always left join found f on true left join subject s on s.id = f.id`,
      [
        sqlArray(asked.map(({ p }) => p)),
        sqlArray(asked.map(({ kind }) => kind)),
        sqlArray(asked.map(({ value }) => value)),
      ],
    );
    const known = new Map<string, KnownSubject>();
    for (const row of found) {
      if (row.p === null) continue;
      known.set(keyName(row.p, { kind: row.k, value: row.v }), {
        id: row.id,
        nativeKey: row.native,
        handle: row.handle,
      });
    }
    return { now: found[0]?.now ?? '', known };
  }

  /** False when another writer was first with one of the names: nothing of the plan stays then. */
  private async write(manager: EntityManager, actor: Actor, plan: MatchPlan, now: string): Promise<boolean> {
    const { created, keysBegun, promoted, merged, named } = plan;
    if ([created, keysBegun, promoted, merged, named].every((list) => list.length === 0)) return true;
    await manager.query('savepoint resolve');
    const ended = await this.endKeys(manager, plan, now);
    const made = await this.insertNew(manager, plan, now);
    if (!ended || !made) {
      await manager.query('rollback to savepoint resolve');
      return false;
    }
    const entries: AuditEntry[] = [];
    if (promoted.length > 0) await this.promote(manager, plan, entries);
    if (named.length > 0) await this.name(manager, plan);
    for (const { fromId, intoId } of merged) {
      const mergeId = await writeMerge(manager, actor, fromId, intoId);
      entries.push(mergeEntry(mergeId, fromId, intoId));
    }
    for (const { subjectId, key } of plan.keysEnded) {
      entries.push({
        kind: 'subject.keyLost',
        target: { kind: 'subject', id: subjectId },
        subjectId,
        details: { keyKind: key.kind },
        events: [subjectEvent('keyLost', subjectId)],
      });
    }
    await this.audit.recordMany(manager, actor, entries);
    await manager.query('release savepoint resolve');
    return true;
  }

  private async endKeys(manager: EntityManager, plan: MatchPlan, now: string): Promise<boolean> {
    if (plan.keysEnded.length === 0) return true;
    const list = plan.keysEnded.map(({ subjectId, platformId, key }) => ({
      s: subjectId,
      p: platformId,
      k: key.kind,
      v: key.value,
    }));
    const ended = await rows(
      manager,
      `with lost as (
         update subject_key key set valid_to = greatest(key.valid_from, $2::timestamptz)
         from jsonb_to_recordset($1::jsonb) as l(s uuid, p uuid, k text, v text)
         where key.platform_id = l.p and key.kind = l.k and key.value_normalised = l.v and key.valid_to is null
           and (key.subject_id = l.s or subject_root(key.subject_id) = l.s)
         returning l.s as subject_id, key.value_normalised)
       , cleared as (
         update subject s set handle = null, version = s.version + 1, updated_at = clock_timestamp()
         from lost where s.id = lost.subject_id and s.handle = lost.value_normalised)
       select subject_id from lost`,
      [JSON.stringify(list), now],
    );
    return ended.length === list.length;
  }

  /** Names first and in one order, so that of two writers the second waits there and then makes no second subject. */
  private async insertNew(manager: EntityManager, plan: MatchPlan, now: string): Promise<boolean> {
    const keys = plan.keysBegun
      .map((begun) => ({ ...begun, name: keyName(begun.platformId, begun.key) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (keys.length > 0) {
      const [made] = await rows<{ n: number }>(
        manager,
        `with made as (
           insert into subject_key (id, platform_id, kind, value_normalised, value_as_seen, subject_id, valid_from)
           select id, p, k, v, seen, s, $1::timestamptz
           from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[]) as n(id, p, k, v, seen, s)
           on conflict (platform_id, kind, value_normalised) where valid_to is null do nothing returning 1)
         select count(*)::int as n from made`,
        [
          now,
          sqlArray(keys.map(() => newId())),
          sqlArray(keys.map((begun) => begun.platformId)),
          sqlArray(keys.map((begun) => begun.key.kind)),
          sqlArray(keys.map((begun) => begun.key.value)),
          sqlArray(keys.map((begun) => begun.key.asSeen)),
          sqlArray(keys.map((begun) => begun.subjectId)),
        ],
      );
      if (made?.n !== keys.length) return false;
    }
    const { created } = plan;
    if (created.length === 0) return true;
    await manager.query(
      `insert into subject (id, platform_id, kind, native_id, handle, provisional)
       select id, p, kind, native, handle, native is null
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as s(id, p, kind, native, handle)`,
      [
        sqlArray(created.map(({ id }) => id)),
        sqlArray(created.map(({ seen }) => seen.platformId)),
        sqlArray(created.map(({ seen }) => seen.kind)),
        sqlArray(created.map(({ seen }) => seen.nativeId)),
        sqlArray(created.map(({ seen }) => seen.handle)),
      ],
    );
    return true;
  }

  private async promote(manager: EntityManager, plan: MatchPlan, entries: AuditEntry[]): Promise<void> {
    await manager.query(
      `update subject s set native_id = n.native, provisional = false, version = s.version + 1, updated_at = clock_timestamp()
       from jsonb_to_recordset($1::jsonb) as n(id uuid, native text) where s.id = n.id`,
      [JSON.stringify(plan.promoted.map(({ id, nativeId }) => ({ id, native: nativeId })))],
    );
    for (const { id } of plan.promoted) {
      entries.push({
        kind: 'subject.promoted',
        target: { kind: 'subject', id },
        subjectId: id,
        events: [subjectEvent('promoted', id)],
      });
    }
  }

  private async name(manager: EntityManager, plan: MatchPlan): Promise<void> {
    await manager.query(
      `update subject s set handle = n.handle, version = s.version + 1, updated_at = clock_timestamp()
       from jsonb_to_recordset($1::jsonb) as n(id uuid, handle text) where s.id = n.id and s.handle is distinct from n.handle`,
      [JSON.stringify(plan.named)],
    );
  }
}
