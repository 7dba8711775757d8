import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

/** Larger logs are moved to `<name>.1`, in bytes. */
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;
const TAIL_BYTES = 8 * 1024;

/** Keeps one older copy. The writer appends, so that cutting the file under it is safe. */
export function rotateLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_LIMIT_BYTES) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}

/** The last lines, for an explanation at the terminal. */
export function tailOf(file: string, lines = 12): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return '';
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    closeSync(handle);
  }
}
