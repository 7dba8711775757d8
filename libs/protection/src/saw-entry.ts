import type { EntityManager } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import type { ProtectedPerson } from './protected-person.entity.js';

/** True when the person declared the entry or wrote its present content, or had it revealed since that was written. */
export async function sawEntry(
  manager: EntityManager,
  person: ActingPerson,
  entry: Pick<ProtectedPerson, 'id'>,
): Promise<boolean> {
  const [row] = await rows<{ saw: boolean }>(
    manager,
    `select p.content_by = $2 or exists (
       select from protection_reveal r where r.protected_person_id = p.id and r.person_id = $2 and r.at >= p.content_at) as saw
     from protected_person p where p.id = $1`,
    [entry.id, person.id],
  );
  return row?.saw ?? false;
}
