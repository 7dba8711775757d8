import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEntry } from '@mizan/audit/audit.service.js';
import { newId } from '@mizan/foundation/ids.js';
import { planKey, type CoverChange, type KeyState, type KeyWrites, type RestrictionKey } from './cover-rules.js';
import {
  lockKeys,
  loadKeys,
  touchedSubjects,
  writeKeys,
  type OrderRow,
  type RestrictionChange,
} from './restriction-statements.js';

export type { RestrictionChange } from './restriction-statements.js';
import { orderEvents } from './orders.events.js';

/** Keeps restrictions, covers and orders in step: applied at the first cover, undone only when the last one ends. */
@Injectable()
export class RestrictionsService {
  /**
   * Changes covers and makes or cancels what has to be ordered, in the caller's transaction. Changes of one subject wait
   * for each other. Gives the audit rows to be written with the caller's own.
   */
  async change(manager: EntityManager, change: RestrictionChange): Promise<AuditEntry[]> {
    const further = await touchedSubjects(manager, change.endOf, change.restoreEndedBy);
    const subjectIds = [...new Set([...change.targets.map((target) => target.subjectId), ...further])].sort();
    if (subjectIds.length === 0) return [];
    await lockKeys(manager, subjectIds);
    const states = await loadKeys(manager, change.targets, change.endOf, change.restoreEndedBy);
    const covered = new Set(change.targets.map(keyText));
    const planned = states.flatMap((state) => {
      const ending =
        change.endsOnly === null || state.covers.some(({ restrictionId }) => change.endsOnly?.includes(restrictionId));
      const own: CoverChange = {
        ...change,
        cover: covered.has(keyText(state.key)) ? change.cover : null,
        endOf: ending ? change.endOf : [],
      };
      const writes = planKey(state, own, () => newId());
      return writes ? [{ state, writes }] : [];
    });
    const orders = planned.flatMap(({ state, writes }) => orderRows(state, writes, change));
    await writeKeys(manager, planned, orders, change);
    return [...planned.flatMap(({ state, writes }) => entries(state, writes, change.caseId)), ...made(orders, change)];
  }
}

const keyText = (key: RestrictionKey) => `${key.subjectId} ${key.measure} ${key.scope}`;

function orderRows(state: KeyState, writes: KeyWrites, change: RestrictionChange): OrderRow[] {
  if (!writes.order) return [];
  const { platformId, subjectId } = state.key;
  const { restrictionId, order: direction } = writes;
  return [{ id: newId(), restrictionId, platformId, subjectId, decisionId: change.decisionId, direction }];
}

function entries(state: KeyState, writes: KeyWrites, caseId: string): AuditEntry[] {
  const { subjectId, measure, scope } = state.key;
  const target = { kind: 'restriction', id: writes.restrictionId };
  const list: AuditEntry[] = [];
  if (writes.restriction === 'new' || writes.restriction === 'revive')
    list.push({ kind: 'restriction.imposed', target, caseId, subjectId, details: { measure, scope } });
  if (writes.restriction === 'lift')
    list.push({ kind: 'restriction.lifted', target, caseId, subjectId, details: { measure, scope } });
  for (const [orderId, kind] of [
    [writes.cancelOrderId, 'order.cancelled'],
    [writes.postpone?.orderId ?? null, 'order.postponed'],
  ] as const)
    if (orderId)
      list.push({ kind, target: { kind: 'order', id: orderId }, caseId, subjectId, events: orderEvents(orderId) });
  return list;
}

function made(orders: readonly OrderRow[], change: RestrictionChange): AuditEntry[] {
  return orders.map((order) => ({
    kind: 'order.made',
    target: { kind: 'order', id: order.id },
    caseId: change.caseId,
    subjectId: order.subjectId,
    details: { direction: order.direction, decisionId: order.decisionId },
    events: orderEvents(order.id, true),
  }));
}
