import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** Which process wrote the file; `startedAt` as in RunningProcess. */
export interface ProcessState {
  readonly pid: number;
  readonly startedAt: string;
}

/** Null when there is no such file or it was cut short by a crash. */
export function readStateFile(file: string): ProcessState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (state === null || typeof state !== 'object' || !('pid' in state) || !('startedAt' in state)) return null;
    const { pid, startedAt } = state;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

/** Replaces the file in one step, so that a crash leaves the old or the new one. Mode 600. */
export function writeStateFile(file: string, state: object): void {
  const unfinished = `${file}.${process.pid}`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(state));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
}
