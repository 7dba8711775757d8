export const COLLATERAL_STATES = ['suspected', 'confirmed', 'rejected', 'remedying', 'remedied'] as const;
export type CollateralStateName = (typeof COLLATERAL_STATES)[number];

/** Steps of a collateral case (product.md §6, and back where a step was taken back); the database holds the same as rows. */
export const COLLATERAL_TRANSITIONS: Readonly<Record<CollateralStateName, readonly CollateralStateName[]>> = {
  suspected: ['confirmed', 'rejected'],
  confirmed: ['remedying', 'remedied', 'rejected'],
  // The remedy was taken back in its grace period.
  remedying: ['remedied', 'confirmed'],
  rejected: ['confirmed'],
  // Something was found to stand still, or was imposed again.
  remedied: ['remedying'],
};

export function mayGo(from: CollateralStateName, to: CollateralStateName): boolean {
  return COLLATERAL_TRANSITIONS[from].includes(to);
}

/** What has become of a remedy, as its orders tell. */
export interface RemedyProgress {
  /** Items with a decision that takes them back. */
  readonly decided: number;
  /** Of these, those that are undone on the platform. */
  readonly done: number;
  /** Items that are to be taken back and that nobody has decided on. */
  readonly open: number;
  /** Restrictions that stand on the person. */
  readonly residual: number;
}

/** The state that the progress of the remedy leads to; the same state when nothing follows from it. */
export function stateAfter(state: CollateralStateName, progress: RemedyProgress): CollateralStateName {
  if (state !== 'confirmed' && state !== 'remedying' && state !== 'remedied') return state;
  const { decided, done, open, residual } = progress;
  if (done === decided && open === 0 && residual === 0) return 'remedied';
  // What was imposed anew after the remedy is another matter until somebody takes it up.
  if (state === 'remedied') return done === decided ? 'remedied' : 'remedying';
  return decided === 0 ? 'confirmed' : 'remedying';
}
