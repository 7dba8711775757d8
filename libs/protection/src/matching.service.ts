import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { LATE_RENEWAL_DAYS } from './entry-rules.js';
import { lookupTexts, type PresentKey } from './identifier-rules.js';

interface KeyRow {
  root: string;
  platformId: string;
  kind: string;
  value: string;
}
interface Match {
  subjectId: string;
  entryId: string;
  identifierId: string;
  /** An id of the platform, or a name on it; a name without its platform is never certain. */
  bound: boolean;
}

/** Entries that still count: not revoked, and not a month past their term. */
export const COUNTS = `p.state <> 'revoked'
  and (p.state <> 'expired' or p.expires_at + make_interval(days => ${LATE_RENEWAL_DAYS}) > clock_timestamp())`;

/**
 * Finds which subjects an entry of the register is about and writes it down in `protected_subject`, which the gate of
 * decisions reads. What is written is derived, so it leaves no audit row: beside the acts of its transaction such a row
 * would tell every reader of the audit who is protected.
 */
@Injectable()
export class MatchingService {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'IDENTITY_KEY'>) {}

  /** Keyed hash of a lookup text: the register can be asked for a name, but not read, without the installation's key. */
  hash(text: string): Buffer {
    return keyedHash(this.config.IDENTITY_KEY, 'protected-identifier', text);
  }

  /** Writes down what the present names of these subjects, read through merges, match. */
  async matchSubjects(manager: EntityManager, subjectIds: readonly string[]): Promise<void> {
    const keys = await rows<KeyRow>(
      manager,
      `select distinct f.root, k.platform_id as "platformId", k.kind, k.value_normalised as value
       from (select distinct subject_root(id) as root from unnest($1::uuid[]) as asked(id)) f
       cross join lateral subject_family(f.root) as member(id)
       join subject_key k on k.subject_id = member.id and k.valid_to is null
       where exists (select from protected_identifier where removed_at is null)`,
      [subjectIds],
    );
    const asked = new Map<string, Set<string>>();
    for (const key of keys) {
      for (const text of lookupTexts(key)) {
        const hash = this.hash(text).toString('hex');
        asked.set(hash, (asked.get(hash) ?? new Set()).add(key.root));
      }
    }
    if (asked.size === 0) return;
    const found = await rows<{ hash: string; id: string; entryId: string; bound: boolean }>(
      manager,
      `select encode(i.value_hmac, 'hex') as hash, i.id, p.id as "entryId",
         i.kind in ('account', 'handle') and i.platform_id is not null as bound
       from protected_identifier i join protected_person p on p.id = i.protected_person_id
       where i.value_hmac = any (select decode(h, 'hex') from unnest($1::text[]) h) and i.removed_at is null and ${COUNTS}
       order by i.id`,
      [[...asked.keys()]],
    );
    await this.write(
      manager,
      found.flatMap(({ hash, id, entryId, bound }) =>
        [...(asked.get(hash) ?? [])].map((subjectId) => ({ subjectId, entryId, identifierId: id, bound })),
      ),
    );
  }

  /** The same from the other side: subjects that have one of the entry's names at present. */
  async matchEntry(manager: EntityManager, entryId: string, keys: readonly PresentKey[]): Promise<void> {
    const found = await rows<{ id: string }>(
      manager,
      `select distinct k.subject_id as id from jsonb_to_recordset($1::jsonb) as a("platformId" uuid, kind text, value text)
       join subject_key k on k.platform_id = a."platformId" and k.kind = a.kind and k.value_normalised = a.value
         and k.valid_to is null`,
      [JSON.stringify(keys)],
    );
    await this.matchSubjects(
      manager,
      found.map((row) => row.id),
    );
    // Whoever had one of the names when it was first seen stays matched under whatever name they have now.
    await manager.query(
      `insert into protected_subject as m (subject_id, protected_person_id, certain, strength)
       select a.s, p.id, a.certain, ${strength('a.certain')}
       from (select subject_root(i.subject_id) as s, bool_or(i.confirmed) as certain from protected_identifier i
             where i.protected_person_id = $1 and i.subject_id is not null and i.removed_at is null group by 1) a
       join protected_person p on p.id = $1 and ${COUNTS}
       on conflict (subject_id, protected_person_id) where until is null do update
         set certain = m.certain or excluded.certain`,
      [entryId],
    );
    await this.weigh(manager, entryId);
  }

  /** Ends what was written down for an entry, to be matched anew. */
  async forget(manager: EntityManager, entryId: string): Promise<void> {
    await manager.query(
      'update protected_subject set until = clock_timestamp() where protected_person_id = $1 and until is null',
      [entryId],
    );
  }

  /** Brings the written matches of an entry into line with its state; ends them when it no longer counts. */
  async weigh(manager: EntityManager, entryId: string): Promise<void> {
    await manager.query(
      `update protected_subject m set
         until = case when ${COUNTS} then null else clock_timestamp() end,
         strength = case when ${COUNTS} then ${strength('m.certain')} else m.strength end
       from protected_person p where p.id = $1 and m.protected_person_id = p.id and m.until is null`,
      [entryId],
    );
  }

  private async write(manager: EntityManager, matches: readonly Match[]): Promise<void> {
    if (matches.length === 0) return;
    const list = JSON.stringify(
      matches.map((match) => ({ s: match.subjectId, p: match.entryId, i: match.identifierId, b: match.bound })),
    );
    // The first subject that is seen with a name has it; whoever has it later may be somebody else.
    await manager.query(
      `update protected_identifier i set subject_id = a.s from jsonb_to_recordset($1::jsonb) as a(s uuid, p uuid, i uuid, b boolean)
       where i.id = a.i and a.b and i.subject_id is null`,
      [list],
    );
    await manager.query(
      `insert into protected_subject as m (subject_id, protected_person_id, certain, strength)
       select a.s, p.id, a.certain, ${strength('a.certain')}
       from (select l.s, l.p, bool_or(l.b and i.confirmed and subject_root(i.subject_id) = l.s) as certain
             from jsonb_to_recordset($1::jsonb) as l(s uuid, p uuid, i uuid, b boolean)
             join protected_identifier i on i.id = l.i group by l.s, l.p) a
       join protected_person p on p.id = a.p order by a.s, p.id
       on conflict (subject_id, protected_person_id) where until is null do update
         set certain = excluded.certain, strength = excluded.strength
         where excluded.certain and (not m.certain or m.strength <> excluded.strength)`,
      [list],
    );
  }
}

function strength(certain: string): string {
  return `case when p.state = 'verified' and ${certain} then 'protected' else 'may_be' end`;
}
