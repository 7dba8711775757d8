/** States of an appeal (product.md §6). */
export const APPEAL_STATES = [
  'received',
  'acknowledged',
  'in_review',
  'decided',
  'executing',
  'closed',
  'out_of_court',
] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

export const APPEAL_OUTCOMES = ['upheld', 'partially_reversed', 'reversed', 'omitted'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/**
 * Every step an appeal may take; the table `appeal_transition` holds the same rows and refuses all others. Back from
 * `decided` leads only the undo of its resolution within the grace period; from `out_of_court`, an outcome of the body
 * that has to be carried out.
 */
export const APPEAL_TRANSITIONS: Readonly<Record<AppealState, readonly AppealState[]>> = {
  received: ['acknowledged', 'in_review', 'decided'],
  acknowledged: ['in_review', 'decided'],
  in_review: ['decided'],
  decided: ['in_review', 'executing', 'closed'],
  executing: ['closed'],
  closed: ['out_of_court'],
  out_of_court: ['closed', 'executing'],
};

export function mayBecome(from: AppealState, to: AppealState): boolean {
  return APPEAL_TRANSITIONS[from].includes(to);
}

/** Nobody has answered it yet: it can be asked about, claimed and decided. */
export function isOpen(state: AppealState): boolean {
  return state === 'received' || state === 'acknowledged' || state === 'in_review';
}
