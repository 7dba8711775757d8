import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that is really running, not one that only waits to be reaped. */
export interface RunningProcess {
  readonly pid: number;
  /** Arguments joined by spaces. */
  readonly command: string;
  /** Tells two processes with the same number apart; only ever compared for equality. */
  readonly startedAt: string;
}

/** Looks a process up by number; null when it is gone, or dead and not yet reaped by its parent. */
export function findProcess(pid: number): RunningProcess | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** True when the process is still the one that was recorded. */
export function isSameProcess(recorded: Pick<RunningProcess, 'pid' | 'startedAt'>): boolean {
  return findProcess(recorded.pid)?.startedAt === recorded.startedAt;
}

/** Waits until the process is gone; false when it still runs after `withinMs`. */
export async function waitUntilGone(
  recorded: Pick<RunningProcess, 'pid' | 'startedAt'>,
  withinMs: number,
): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (isSameProcess(recorded)) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/** Sends a signal; false when the process was gone already. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

// proc(5): the second field of stat is the name in brackets and may itself hold spaces and brackets; state and start
// time are fields 3 and 22.
function fromProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startedAt = fields[19];
    if (state === 'Z' || state === 'X' || startedAt === undefined) return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid, command, startedAt };
  } catch {
    return null;
  }
}

function fromPs(pid: number): RunningProcess | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const match = /^(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/s.exec(line);
    const [, state, startedAt, command] = match ?? [];
    if (state === undefined || startedAt === undefined || command === undefined || state.startsWith('Z')) return null;
    return { pid, command, startedAt };
  } catch {
    return null;
  }
}
