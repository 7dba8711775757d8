/** Why a service that the desk brings along did not start; the message is meant for the person at the terminal. */
export type EmbeddedFault =
  | 'NO_BINARIES'
  | 'NO_ACCOUNT'
  | 'FOLDER_UNREACHABLE'
  | 'ALREADY_RUNNING'
  | 'VERSION_MISMATCH'
  | 'DISK_FULL'
  | 'DID_NOT_START';

export class EmbeddedServiceError extends Error {
  constructor(
    readonly fault: EmbeddedFault,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'EmbeddedServiceError';
  }
}

/** Turns the last lines of a service's own log into a fault with words a person can act on. */
export function explainFailure(service: string, log: string, logFile: string): EmbeddedServiceError {
  const where = `Its log: ${logFile}`;
  if (/no space left on device|ENOSPC|disk quota exceeded/i.test(log)) {
    return new EmbeddedServiceError(
      'DISK_FULL',
      `${service} cannot write: the disk is full. Free some space and start again; nothing committed is lost. ${where}`,
    );
  }
  if (/database files are incompatible|was initialized by PostgreSQL version/i.test(log)) {
    return new EmbeddedServiceError(
      'VERSION_MISMATCH',
      `${service} cannot read this data folder: it was written by another major version. ${where}`,
    );
  }
  if (/lock file .* already exists|pre-existing shared memory block/i.test(log)) {
    return new EmbeddedServiceError('ALREADY_RUNNING', `${service} already runs on this data folder. ${where}`);
  }
  const lines = log
    .trim()
    .split('\n')
    .slice(-8)
    .map((line) => `    ${line}`);
  return new EmbeddedServiceError('DID_NOT_START', `${service} did not start. ${where}\n${lines.join('\n')}`);
}
