import { AppError } from '@mizan/foundation/errors.js';

/** Another version was published since the one that was read. Code STALE_VERSION; `version` is the current number. */
export function stalePolicy(current: number): AppError {
  return new AppError('STALE_VERSION', 'conflict', 'Another version was published meanwhile.', {
    what: 'policy',
    version: current,
  });
}
