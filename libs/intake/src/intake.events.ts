import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Published when an import is received, starts and ends; payload `{importId}`. */
export const IMPORT_CHANGED = 'import.changed';

export function importEvent(importId: string): OutboxEvent {
  return { topic: IMPORT_CHANGED, payload: { importId } };
}
