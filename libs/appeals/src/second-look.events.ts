import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** So many answers of a scope were reversed that it cannot be chance; payload `{groupId}`. */
export const MASS_ERROR_FOUND = 'second_look.massError';
/** A group, its sample or its progress changed; payload `{groupId}`. */
export const SECOND_LOOK_CHANGED = 'second_look.changed';

export function groupEvent(topic: string, groupId: string): OutboxEvent {
  return { topic, payload: { groupId } };
}
