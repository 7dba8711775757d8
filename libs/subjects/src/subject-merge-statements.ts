import type { EntityManager } from 'typeorm';
import type { AuditEntry } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { NOBODY } from './subject-merge.entity.js';
import { SUBJECT_MERGED, SUBJECT_SPLIT } from './subjects.events.js';

/** Makes `from` be read as `into`; keys, evidence and links stay where they are, so that a split needs to move nothing. */
export async function writeMerge(
  manager: EntityManager,
  actor: Actor,
  fromId: string,
  intoId: string,
): Promise<string> {
  const id = newId();
  await manager.query(
    `with merged as (
       update subject set merged_into = $3, version = version + 1, updated_at = clock_timestamp() where id = $2)
     insert into subject_merge (id, from_subject_id, into_subject_id, merged_by) values ($1, $2, $3, $4)`,
    [id, fromId, intoId, actor.kind === 'person' ? actor.id : NOBODY],
  );
  await manager.query('update subject set version = version + 1, updated_at = clock_timestamp() where id = $1', [
    intoId,
  ]);
  // What is reserved stays so under every name, also when the two are taken apart again.
  await manager.query(
    `insert into subject_reserve (subject_id, circle_id)
     select f.id, r.circle_id from subject_family(subject_root($1)) f(id), subject_reserve r
     where r.subject_id in (select subject_family(subject_root($1))) on conflict do nothing`,
    [intoId],
  );
  return id;
}

export function mergeEntry(mergeId: string, fromId: string, intoId: string): AuditEntry {
  return {
    kind: 'subject.merged',
    target: { kind: 'subject', id: fromId },
    subjectId: intoId,
    details: { mergeId, intoId },
    events: [{ topic: SUBJECT_MERGED, payload: { mergeId, fromId, intoId } }],
  };
}

export function splitEntry(mergeId: string, fromId: string, intoId: string): AuditEntry {
  return {
    kind: 'subject.split',
    target: { kind: 'subject', id: fromId },
    subjectId: intoId,
    details: { mergeId, intoId },
    events: [{ topic: SUBJECT_SPLIT, payload: { mergeId, fromId, intoId } }],
  };
}
