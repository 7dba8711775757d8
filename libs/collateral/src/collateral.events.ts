import type { OutboxEvent } from '@mizan/audit/audit.service.js';

/** Anything that a screen shows of a collateral case changed; payload `{collateralCaseId}`. */
export const COLLATERAL_CHANGED = 'collateral.changed';
/** An after-check was started; payload `{runId}`. */
export const AFTER_CHECK_STARTED = 'afterCheck.started';

export function collateralEvent(collateralCaseId: string): OutboxEvent {
  return { topic: COLLATERAL_CHANGED, payload: { collateralCaseId } };
}
