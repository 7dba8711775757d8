import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findProcess, isSameProcess, signalProcess, waitUntilGone } from './running-process.js';
import { EmbeddedServiceError } from './embedded-errors.js';

/** Milliseconds an orphaned server gets to finish its transactions before it is told to stop at once. */
const ORPHAN_STOP_MS = 15_000;
/** Milliseconds that backends get to notice that their postmaster is gone. */
const BACKENDS_LEAVE_MS = 10_000;

/**
 * Makes a data folder startable after a crash: ends a server whose desk died, and removes a lock file that names a
 * process which is not a server on this folder. Throws ALREADY_RUNNING when the desk that started the server lives.
 */
export async function clearPostgresLeftovers(
  dataFolder: string,
  owner: { pid: number; startedAt: string } | null,
): Promise<void> {
  const lockFile = path.join(dataFolder, 'postmaster.pid');
  const lines = readLines(lockFile);
  const pid = Number(lines[0]);
  const server = findProcess(pid);
  if (server && isServerOn(server.command, dataFolder)) {
    if (owner && owner.pid !== process.pid && isSameProcess(owner)) {
      throw new EmbeddedServiceError(
        'ALREADY_RUNNING',
        `Another desk (process ${owner.pid}) already runs on ${dataFolder}.`,
      );
    }
    signalProcess(pid, 'SIGINT');
    if (!(await waitUntilGone(server, ORPHAN_STOP_MS))) {
      signalProcess(pid, 'SIGQUIT');
      await waitUntilGone(server, BACKENDS_LEAVE_MS);
    }
    return;
  }
  if (lines.length > 0 && (await sharedMemoryIsFree(lines[6]))) rmSync(lockFile, { force: true });
}

function isServerOn(command: string, dataFolder: string): boolean {
  return /postgres/.test(command) && command.includes(dataFolder);
}

// Line 7 of postmaster.pid is "key id" of the System V segment. While a backend of the dead server is attached, a
// second server on the same files would destroy them, so the lock file stays and PostgreSQL refuses to start.
async function sharedMemoryIsFree(line: string | undefined): Promise<boolean> {
  const id = line?.trim().split(/\s+/)[1];
  if (id === undefined || process.platform !== 'linux') return id === undefined;
  const end = Date.now() + BACKENDS_LEAVE_MS;
  while (attachedTo(id) > 0) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

// proc_sysvipc(5): key shmid perms size cpid lpid nattch …
function attachedTo(id: string): number {
  const row = readLines('/proc/sysvipc/shm')
    .map((line) => line.trim().split(/\s+/))
    .find((fields) => fields[1] === id);
  return Number(row?.[6] ?? 0);
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}
