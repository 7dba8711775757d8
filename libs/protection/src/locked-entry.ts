import type { EntityManager } from 'typeorm';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { staleEntry } from './protection.errors.js';
import { ProtectedPerson } from './protected-person.entity.js';

/** The entry, locked until the transaction ends. Throws NOT_FOUND, STALE_VERSION. */
export async function lockEntry(manager: EntityManager, id: string, version: number): Promise<ProtectedPerson> {
  const entry = isId(id)
    ? await manager.findOne(ProtectedPerson, { where: { id }, lock: { mode: 'pessimistic_write' } })
    : null;
  if (!entry) throw notFound('protected person');
  if (entry.version !== version) throw staleEntry(entry.version);
  return entry;
}
