import { AppError, violatedConstraint } from '@mizan/foundation/errors.js';

/** No queue can take the case: none is active, or there is none for child safety. Code NO_QUEUE. */
export function noQueue(category: string): AppError {
  return new AppError('NO_QUEUE', 'unavailable', 'No active queue can take this case.', { category });
}

/** The case went on to something that does not allow this. Code CASE_STATE. */
export function wrongState(state: string): AppError {
  return new AppError('CASE_STATE', 'conflict', `The case is ${state.replaceAll('_', ' ')}.`, { state });
}

/** Somebody changed the case since it was read. Code CASE_CHANGED; `version` is the present one. */
export function caseChanged(version: number): AppError {
  return new AppError('CASE_CHANGED', 'conflict', 'The case was changed by somebody else.', { version });
}

/** The lease ran out and the case was taken again, or it was given back. Code CASE_LEASE_LOST. */
export function leaseLost(): AppError {
  return new AppError('CASE_LEASE_LOST', 'conflict', 'You no longer hold this case.');
}

/** Another person works on the case. Code CASE_TAKEN. */
export function caseTaken(): AppError {
  return new AppError('CASE_TAKEN', 'conflict', 'Somebody else holds this case.');
}

/** The person named cannot be given this case. Code PERSON_NOT_ELIGIBLE. */
export function notEligible(reason: 'no_access' | 'opted_out' | 'disabled'): AppError {
  return new AppError('PERSON_NOT_ELIGIBLE', 'conflict', 'This person cannot be given the case.', { reason });
}

/** Cases about child safety stay in queues of that kind. Code RESERVED_QUEUE. */
export function reservedQueue(): AppError {
  return new AppError('RESERVED_QUEUE', 'conflict', 'A case about child safety stays in its own queue.');
}

/**
 * Who had a part in what a case looks at again does not work that case, whatever their role (DSA Art. 20(6)). Code
 * NOT_INDEPENDENT.
 */
export function notIndependent(): AppError {
  return new AppError('NOT_INDEPENDENT', 'forbidden', 'You had a part in what this case looks at again.');
}

/** Does the work; where the database refuses somebody who is not independent, throws NOT_INDEPENDENT instead. */
export async function independently<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'case_independence') throw notIndependent();
    throw error;
  }
}
