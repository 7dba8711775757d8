import { AppError } from '@mizan/foundation/errors.js';

/** Code APPEAL_WINDOW_CLOSED: more time has passed since the person was informed than the policy gives. */
export function windowClosed(end: Date): AppError {
  return new AppError('APPEAL_WINDOW_CLOSED', 'conflict', 'The time to appeal this decision is over.', {
    endedAt: end.toISOString(),
  });
}

/** Code APPEAL_OPEN_ALREADY: the same decision is being looked at again for this person. */
export function openAlready(): AppError {
  return new AppError(
    'APPEAL_OPEN_ALREADY',
    'conflict',
    'An appeal against this decision is being looked at. Follow it by its number.',
  );
}

/** Code APPEAL_ABOUT_NOTHING: no decision of the desk stands behind what the appeal names. */
export function aboutNothing(field: string): AppError {
  return new AppError('APPEAL_ABOUT_NOTHING', 'invalid', 'No decision of ours was found for this.', { field });
}

/** Code APPEAL_CLOSED: it was answered; nothing can be added. */
export function appealClosed(): AppError {
  return new AppError('APPEAL_CLOSED', 'conflict', 'This appeal was answered already.');
}

/** Code NOT_INDEPENDENT: who had a part in a decision may not look at it again, whatever their role (settled 2). */
export function notIndependent(): AppError {
  return new AppError('NOT_INDEPENDENT', 'forbidden', 'You had a part in what this case looks at again.');
}

/** Code QUESTION_OPEN: the person was asked already and has not answered. */
export function questionOpen(): AppError {
  return new AppError('QUESTION_OPEN', 'conflict', 'The person was asked already; wait for their answer.');
}
