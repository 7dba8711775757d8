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

/** Code APPEAL_NOT_CLOSED: only an appeal that was answered can be taken to a body out of court. */
export function notClosed(): AppError {
  return new AppError('APPEAL_NOT_CLOSED', 'conflict', 'This appeal has not been answered yet.');
}

/** Code DISPUTE_OPEN: one body is deciding about it. */
export function disputeOpen(): AppError {
  return new AppError('DISPUTE_OPEN', 'conflict', 'A body is deciding about this appeal already.');
}

/** Code TEMPLATE_CHANGED: somebody saved it meanwhile. */
export function templateChanged(): AppError {
  return new AppError('TEMPLATE_CHANGED', 'conflict', 'Somebody has changed this template meanwhile.');
}

/** Code HANDLER_REFUSED: this person cannot be invited: `inactive`, `no_right` to answer appeals, `barred`, or `not_needed` where the desk has somebody. */
export function handlerRefused(why: 'inactive' | 'no_right' | 'barred' | 'not_needed'): AppError {
  return new AppError('HANDLER_REFUSED', 'conflict', 'This person cannot be invited to this appeal.', {
    field: 'personId',
    why,
  });
}

/** Code REFERENCE_UNKNOWN: no notice carries it, or it was used already. */
export function referenceUnknown(): AppError {
  return new AppError('REFERENCE_UNKNOWN', 'invalid', 'This reference is not known, or was used already.', {
    field: 'reference',
  });
}
