import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { spawnBound } from '@mizan/foundation/embedded/bound-child.js';
import { findProcess } from '@mizan/foundation/embedded/running-process.js';
import { DeskFault } from './explain.js';
import { rotateLog, tailOf } from './log-file.js';
import { crashesInARow, restartPauseMs } from './restart-rules.js';

const READY_WITHIN_MS = 60_000;
const POLL_MS = 100;

export interface ManagedProcessOptions {
  readonly name: string;
  /** JavaScript file that Node runs. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 when the process can do its work. */
  readonly readyUrl: string;
  /** Longest a graceful stop may take, in milliseconds. */
  readonly stopWithinMs: number;
  /** Called when the process has another number, or none. */
  onChange(): void;
  say(line: string): void;
}

/** One Node process of the desk: started, waited for, started again after a crash, stopped in time. */
export class ManagedProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  /** Was ready once: from then on a crash means a restart, before it means that the start failed. */
  private ready = false;
  private crashes = 0;
  private pause: NodeJS.Timeout | null = null;

  constructor(readonly options: ManagedProcessOptions) {}

  /** What the state file keeps, to find the process again after a crash of the supervisor; null while it does not run. */
  identity(): { name: string; script: string; pid: number; startedAt: string } | null {
    const running = findProcess(this.child?.pid ?? 0);
    const { name, script } = this.options;
    return running && { name, script, pid: running.pid, startedAt: running.startedAt };
  }

  /** Starts the process and waits until it is ready. Throws DeskFault with the end of its log when it ends before that. */
  async start(): Promise<void> {
    const child = this.spawn();
    if (await this.becomesReady(child)) return;
    const ended = child.exitCode !== null || child.signalCode !== null;
    await this.stop();
    const what = ended ? 'ended while it started' : `was not ready within ${READY_WITHIN_MS / 1_000} s`;
    throw new DeskFault(
      `The ${this.options.name} ${what}. Its log: ${this.options.logFile}\n${indented(tailOf(this.options.logFile))}`,
    );
  }

  /** Ends the process in order and starts it again; for new code. */
  async restart(): Promise<void> {
    await this.stop();
    this.stopping = false;
    this.spawn();
  }

  /** Asks the process to end, and makes it end when that takes too long. Safe to call twice. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.pause) clearTimeout(this.pause);
    const child = this.child;
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const deadline = setTimeout(() => {
      this.options.say(
        `The ${this.options.name} did not stop within ${this.options.stopWithinMs / 1_000} s and was ended.`,
      );
      child.kill('SIGKILL');
    }, this.options.stopWithinMs);
    await ended;
    clearTimeout(deadline);
  }

  private spawn(): ChildProcess {
    const { script, args = [], environment, logFile, cwd } = this.options;
    rotateLog(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const startedAt = Date.now();
    try {
      const child = spawnBound(process.execPath, ['--enable-source-maps', script, ...args], {
        deathSignal: 'SIGTERM',
        cwd,
        env: environment,
        stdio: ['ignore', log, log],
      });
      this.child = child;
      child.once('error', (error) =>
        this.options.say(`The ${this.options.name} could not be started: ${error.message}`),
      );
      child.once('exit', (code, signal) =>
        this.ended(child, Date.now() - startedAt, signal ?? `exit code ${code ?? '?'}`),
      );
      this.options.onChange();
      return child;
    } finally {
      closeSync(log);
    }
  }

  private ended(child: ChildProcess, ranMs: number, how: string): void {
    if (child !== this.child || this.stopping || !this.ready) return;
    this.crashes = crashesInARow(this.crashes, ranMs);
    const pauseMs = restartPauseMs(this.crashes);
    this.options.say(
      `The ${this.options.name} ended (${how}); it starts again in ${pauseMs / 1_000} s. Its log: ${this.options.logFile}`,
    );
    this.pause = setTimeout(() => {
      void this.becomesReady(this.spawn()).then((ready) => {
        if (ready && !this.stopping) this.options.say(`The ${this.options.name} is ready again.`);
      });
    }, pauseMs);
  }

  private async becomesReady(child: ChildProcess): Promise<boolean> {
    const end = Date.now() + READY_WITHIN_MS;
    while (Date.now() < end && child.exitCode === null && child.signalCode === null && !this.stopping) {
      const answer = await fetch(this.options.readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) {
        this.ready = true;
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return false;
  }
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
