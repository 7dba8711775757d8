import type { ChildProcess } from 'node:child_process';
import { spawnBound } from '@mizan/foundation/embedded/bound-child.js';
import { DeskFault } from './explain.js';

export interface OneShotOptions {
  /** As in "The <name> failed". */
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Sees the process as soon as it runs, so that a stop can end it. */
  onStart?(child: ChildProcess): void;
}

/** Runs a Node script to its end and gives its standard output. Throws DeskFault with what it said when it fails. */
export async function runOnce(options: OneShotOptions): Promise<string> {
  const child = spawnBound(process.execPath, ['--enable-source-maps', options.script, ...(options.args ?? [])], {
    deathSignal: 'SIGTERM',
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.onStart?.(child);
  let output = '';
  let faults = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (faults += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return output;
  throw new DeskFault(
    `The ${options.name} failed:\n${`${output}${faults}`
      .trimEnd()
      .split('\n')
      .slice(-20)
      .map((line) => `    ${line}`)
      .join('\n')}`,
  );
}
