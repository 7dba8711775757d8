import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Finds a program on PATH; null when there is none. */
export function findProgram(name: string, searchPath = process.env['PATH'] ?? ''): string | null {
  for (const folder of searchPath.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return null;
}

export interface BoundSpawnOptions extends SpawnOptions {
  /** Sent to the child when this process dies, however it dies (Linux with util-linux; elsewhere nothing is sent). */
  readonly deathSignal: NodeJS.Signals;
  /** Put in front of everything, e.g. `unshare` and its options: what changes credentials must run before the death signal is set. */
  readonly prefix?: readonly string[];
}

/**
 * Starts a child that does not outlive this process, in its own process group, so that Ctrl-C in a terminal reaches
 * only this process, which then stops its children in order.
 */
export function spawnBound(program: string, args: readonly string[], options: BoundSpawnOptions): ChildProcess {
  const { deathSignal, prefix = [], ...rest } = options;
  const line = [...prefix, ...deathGuard(deathSignal), program, ...args];
  const [first = program, ...others] = line;
  return spawn(first, others, { detached: true, ...rest });
}

let setpriv: string | null | undefined;

// prctl(2) PR_SET_PDEATHSIG by way of setpriv(1); it is cleared by a change of credentials and survives execve.
function deathGuard(signal: NodeJS.Signals): string[] {
  if (process.platform !== 'linux') return [];
  if (setpriv === undefined) {
    const found = findProgram('setpriv');
    const works =
      found !== null && spawnSync(found, ['--pdeathsig', 'TERM', '--', 'true'], { stdio: 'ignore' }).status === 0;
    setpriv = works ? found : null;
  }
  return setpriv === null ? [] : [setpriv, '--pdeathsig', signal.replace(/^SIG/, ''), '--'];
}
