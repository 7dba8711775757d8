import type { CaseState } from './case.entity.js';

type StateName = `${CaseState}`;

/** Every step a case may take (settled 12); the database keeps the same table and refuses the rest. */
export const CASE_TRANSITIONS: Readonly<Record<StateName, readonly StateName[]>> = {
  open: ['claimed', 'decided', 'closed'],
  claimed: ['open', 'on_hold', 'awaiting_approval', 'decided'],
  on_hold: ['open'],
  awaiting_approval: ['decided', 'open'],
  decided: ['open', 'closed'],
  closed: ['open'],
};

/** True when the step is allowed; staying where one is is no step. */
export function mayGo(from: string, to: StateName): boolean {
  return isStateName(from) && CASE_TRANSITIONS[from].includes(to);
}

function isStateName(name: string): name is StateName {
  return name in CASE_TRANSITIONS;
}
