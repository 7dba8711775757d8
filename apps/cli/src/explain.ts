import { ConfigError } from '@mizan/foundation/config.js';
import { EmbeddedServiceError } from '@mizan/foundation/embedded/embedded-errors.js';

/** A reason not to start that the person at the terminal can do something about; shown without a stack. */
export class DeskFault extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DeskFault';
  }
}

const BY_CODE: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and start again; nothing committed is lost.',
  EDQUOT: 'The disk quota of this user is used up. Free some space and start again; nothing committed is lost.',
  EROFS: 'The file system is read-only.',
  EACCES: 'This user may not write there.',
};

/** Words for the terminal: the plain message of an expected fault, the stack of anything else. */
export function explain(error: unknown): string {
  if (error instanceof DeskFault || error instanceof EmbeddedServiceError || error instanceof ConfigError)
    return error.message;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const words = BY_CODE[error.code];
    if (words) return `${words} (${error.message})`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
