import { AppError } from '@mizan/foundation/errors.js';
import type { ApprovalRefusal } from './approval-rules.js';
import type { Fault } from './decision-rules.js';

/** The first rule that the draft breaks; `field` as the caller wrote it, `faults` all of them as `field CODE`. */
export function brokenRule(faults: readonly Fault[]): AppError | null {
  const [first] = faults;
  if (!first) return null;
  return new AppError(first.code, 'invalid', first.message, {
    field: `input.${first.field}`,
    faults: faults.map((each) => `input.${each.field} ${each.code}`),
  });
}

/** The grace period is over and orders may have left. Code UNDO_TOO_LATE. */
export function undoTooLate(): AppError {
  return new AppError('UNDO_TOO_LATE', 'conflict', 'The decision can no longer be taken back; correct it instead.');
}

/** Code DECISION_UNDONE. */
export function alreadyUndone(): AppError {
  return new AppError('DECISION_UNDONE', 'conflict', 'The decision was already taken back.');
}

/** Only who took part may take a decision back. Code NOT_A_PARTICIPANT. */
export function notAParticipant(): AppError {
  return new AppError('NOT_A_PARTICIPANT', 'forbidden', 'Only those who made a decision take it back.');
}

const REFUSALS: Readonly<Record<ApprovalRefusal, readonly [code: string, message: string]>> = {
  not_pending: ['PROPOSAL_SETTLED', 'This proposal was already settled.'],
  own_proposal: ['PROPOSAL_OWN', 'A proposal needs a second person.'],
  expired: ['PROPOSAL_LAPSED', 'The proposal lapsed after a day; its case is open again.'],
  author_left: ['PROPOSAL_LAPSED', 'The author of the proposal left; its case is open again.'],
  facts_changed: ['PROPOSAL_LAPSED', 'What the proposal rests on has changed; its case is open again.'],
  other_content: ['PROPOSAL_CONTENT', 'This is not what was proposed; read it again.'],
};

/** Codes PROPOSAL_SETTLED, PROPOSAL_OWN, PROPOSAL_LAPSED (with `reason`), PROPOSAL_CONTENT. */
export function approvalRefused(refusal: ApprovalRefusal): AppError {
  const [code, message] = REFUSALS[refusal];
  return new AppError(code, 'conflict', message, { reason: refusal });
}

/** Only an order that is stuck, and that no later order replaced, is sent again. Codes ORDER_STATE, ORDER_SUPERSEDED. */
export function notRetryable(state: string, superseded: boolean): AppError {
  return superseded
    ? new AppError('ORDER_SUPERSEDED', 'conflict', 'A later order replaced this one.')
    : new AppError('ORDER_STATE', 'conflict', `The order is ${state}.`, { state });
}

/** More than a hundred restrictions are lifted together only with a second person. Code SECOND_PERSON_NEEDED. */
export function secondPersonNeeded(): AppError {
  return new AppError('SECOND_PERSON_NEEDED', 'conflict', 'So many reversals together need a second person.');
}
