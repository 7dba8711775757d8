import { AppError } from '@mizan/foundation/errors.js';

/** Nobody is signed in, or the session ended. Code UNAUTHENTICATED. */
export function unauthenticated(): AppError {
  return new AppError('UNAUTHENTICATED', 'unauthenticated', 'Sign in first.');
}

/** The password was right and the code of the second factor is still missing. Code SECOND_FACTOR_REQUIRED. */
export function secondFactorRequired(): AppError {
  return new AppError('SECOND_FACTOR_REQUIRED', 'unauthenticated', 'Enter the code of your second factor first.');
}

/** A role of the person needs a second factor and none is set up. Code SECOND_FACTOR_ENROLMENT. */
export function enrolmentRequired(): AppError {
  return new AppError('SECOND_FACTOR_ENROLMENT', 'unauthenticated', 'Set up a second factor first.');
}

/** The act asks who is there, again. Code PROOF_REQUIRED; `by`: what the person shows for it. */
export function recentProofRequired(by: 'code' | 'password', withinMinutes: number): AppError {
  return new AppError('PROOF_REQUIRED', 'forbidden', 'Prove again that it is you.', { by, withinMinutes });
}

/** One answer for an unknown address, a wrong password and a disabled person. Code BAD_CREDENTIALS. */
export function signInRefused(): AppError {
  return new AppError('BAD_CREDENTIALS', 'unauthenticated', 'E-mail or password is not right.');
}

/** Code BAD_SECOND_FACTOR: wrong, too old, or used before. */
export function secondFactorRefused(): AppError {
  return new AppError('BAD_SECOND_FACTOR', 'invalid', 'This code is not right, or was used before.', {
    field: 'code',
  });
}

/** Code RATE_LIMITED; `retryAfterSeconds` is whole seconds, at least 1. */
export function rateLimited(retryAfterSeconds: number): AppError {
  return new AppError('RATE_LIMITED', 'rate_limited', 'Too many requests; wait and try again.', { retryAfterSeconds });
}

/** Code SELF_APPROVAL: nobody approves what they proposed. */
export function selfApproval(): AppError {
  return new AppError('SELF_APPROVAL', 'forbidden', 'Somebody else has to decide about this.');
}

/** Code CHANGE_NOT_PENDING: decided, or its 24 hours are over. */
export function changeNotPending(state: string): AppError {
  return new AppError('CHANGE_NOT_PENDING', 'conflict', 'This proposal is no longer open.', { state });
}

/** Code CHANGE_CONTENT_DIFFERS: what would be signed is not what was proposed. */
export function changeContentDiffers(): AppError {
  return new AppError('CHANGE_CONTENT_DIFFERS', 'conflict', 'The proposal is not the one you looked at.', {
    field: 'contentHash',
  });
}

/** Code LAST_ADMINISTRATOR: the desk would be left without anybody to set it up. */
export function lastAdministrator(): AppError {
  return new AppError('LAST_ADMINISTRATOR', 'conflict', 'Somebody has to stay administrator.');
}

/** Code VERSION_CONFLICT: somebody changed this person meanwhile. */
export function personChanged(version: number): AppError {
  return new AppError('VERSION_CONFLICT', 'conflict', 'This person was changed meanwhile; look again.', { version });
}

/** Code SSO_REFUSED; `reason` is a stable word for the log and the sign-in page. */
export function ssoRefused(reason: string, options?: { cause?: unknown }): AppError {
  return new AppError('SSO_REFUSED', 'unauthenticated', 'Single sign-on was refused.', { reason }, options);
}
