import { holds, type Role } from '@mizan/foundation/permissions.js';

/** Who a queue is open to: a whole role, or one person by name. */
export interface AccessRow {
  readonly queueId: string;
  readonly role: Role | null;
  readonly personId: string | null;
}

export interface AccessQueue {
  readonly id: string;
  readonly kind: string;
  readonly active: boolean;
}

export interface AccessPerson {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Roles that see the cases of every queue but child safety: to steer, to set up, to check. */
const OVERSEERS: readonly Role[] = ['supervisor', 'administrator', 'auditor'];

/**
 * A queue of protective stays tells by its mere cases and counts who may be protected: it is there only for those who may
 * decide about them, whatever access says (settled 25).
 */
function isHidden(queue: AccessQueue, person: AccessPerson): boolean {
  return queue.kind === 'stay' && !holds(person.roles, 'protection.decide');
}

/** May take cases from the queue. Child safety: only people named, never a role (settled 22). */
export function mayWork(queue: AccessQueue, person: AccessPerson, access: readonly AccessRow[]): boolean {
  if (isHidden(queue, person)) return false;
  return access.some(
    (row) =>
      row.queueId === queue.id &&
      (row.personId === person.id ||
        (queue.kind !== 'child_safety' && row.role !== null && person.roles.includes(row.role))),
  );
}

/** May see the queue's cases: who may work it, and overseers except for child safety. */
export function maySeeCases(queue: AccessQueue, person: AccessPerson, access: readonly AccessRow[]): boolean {
  if (mayWork(queue, person, access)) return true;
  if (queue.kind === 'child_safety' || isHidden(queue, person)) return false;
  return person.roles.some((role) => OVERSEERS.includes(role));
}

/** May see that the queue exists, its settings and its counts. */
export function maySeeQueue(queue: AccessQueue, person: AccessPerson, access: readonly AccessRow[]): boolean {
  if (isHidden(queue, person)) return false;
  return maySeeCases(queue, person, access) || person.roles.some((role) => OVERSEERS.includes(role));
}
