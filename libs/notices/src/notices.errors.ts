import { AppError, invalid } from '@mizan/foundation/errors.js';
import type { WordingFault } from './template-rules.js';
import type { ValueFault } from './value-rules.js';

/** Something is wrong with the values of a notice. INVALID_INPUT, field `values.<placeholder>`. */
export function wrongValues(faults: readonly ValueFault[]): AppError | null {
  const [first] = faults;
  if (!first) return null;
  return invalid(`values.${first.placeholder}`, `The value of ${first.placeholder} is ${first.code}.`, {
    reason: first.code,
    faults: faults.map((each) => `values.${each.placeholder} ${each.code}`),
  });
}

/** A wording that may not be used. INVALID_INPUT, field `subjectLine` or `body`, `placeholder` names the one meant. */
export function wrongWording(faults: readonly WordingFault[]): AppError | null {
  const [first] = faults;
  if (!first) return null;
  return invalid(first.field, `The wording cannot be used: ${first.code}.`, {
    reason: first.code,
    placeholder: first.placeholder,
    faults: faults.map(({ field, code, placeholder }) => `${field} ${code}${placeholder ? ` ${placeholder}` : ''}`),
  });
}

/** Somebody wrote another version meanwhile. Code STALE_VERSION, `current` = its number. */
export function staleWording(current: number): AppError {
  return new AppError('STALE_VERSION', 'conflict', 'Somebody else has changed this wording meanwhile.', { current });
}

/** Only what did not reach its recipient is sent again or handed over. Code NOTICE_STATE. */
export function notUndelivered(state: string): AppError {
  return new AppError('NOTICE_STATE', 'conflict', `The notice is ${state}.`, { state });
}
