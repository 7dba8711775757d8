import { AppError } from '@mizan/foundation/errors.js';

/** Code COLLATERAL_STATE: the case is not where this can be done. */
export function collateralState(state: string): AppError {
  return new AppError('COLLATERAL_STATE', 'conflict', 'The collateral case is past that, or not there yet.', { state });
}

/** Code COLLATERAL_CHANGED: somebody else changed the case since it was read. */
export function collateralChanged(version: number): AppError {
  return new AppError('COLLATERAL_CHANGED', 'conflict', 'The collateral case was changed meanwhile; look again.', {
    version,
  });
}

/** Code NOT_INDEPENDENT: who had a part in the decision may not judge whom it hurt, whatever their role (settled 2). */
export function notIndependent(): AppError {
  return new AppError('NOT_INDEPENDENT', 'forbidden', 'You had a part in a decision that this is about.');
}

/** Code NOTHING_TO_REMEDY: none of the chosen items stands. */
export function nothingToRemedy(): AppError {
  return new AppError('NOTHING_TO_REMEDY', 'invalid', 'Nothing of what was chosen stands any more.', {
    field: 'itemIds',
  });
}

/** Code AFTER_CHECK_ENDED. */
export function afterCheckEnded(): AppError {
  return new AppError('AFTER_CHECK_ENDED', 'conflict', 'This after-check has ended already.');
}
