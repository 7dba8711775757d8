import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  findProcess,
  isSameProcess,
  signalProcess,
  waitUntilGone,
} from '@mizan/foundation/embedded/running-process.js';
import { writeStateFile } from '@mizan/foundation/embedded/state-file.js';
import { DeskFault } from './explain.js';

const MEGABYTE = 1024 * 1024;
/** Less than this, in bytes, and PostgreSQL could stop in the middle of the first start. */
export const MINIMUM_FREE_BYTES = 200 * MEGABYTE;
const LEFTOVER_STOP_MS = 6_000;

const processState = z.object({ pid: z.number(), startedAt: z.string() });
const deskState = processState.extend({
  address: z.string().nullable(),
  /** The environment the processes were started with; lets commands work on the running desk. */
  environment: z.record(z.string(), z.string()),
  children: z.array(processState.extend({ name: z.string(), script: z.string() })),
});
export type DeskState = z.infer<typeof deskState>;

const secrets = z.object({
  ENCRYPTION_KEY: z.string().regex(/^[0-9a-f]{64}$/),
  IDENTITY_KEY: z.string().regex(/^[0-9a-f]{64}$/),
});
export type DeskSecrets = z.infer<typeof secrets>;

/** The data folder of one desk: state of the running one, secrets, logs, PostgreSQL, Redis, blobs. */
export class DeskFolder {
  readonly stateFile: string;

  constructor(readonly root: string) {
    this.stateFile = path.join(root, 'desk.json');
  }

  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  /**
   * Makes the folder when it is missing and takes it for this process. Ends what a desk that was killed left running.
   * Throws DeskFault when another desk runs on it, when the folder cannot be written, or when the disk is full.
   */
  async take(): Promise<void> {
    this.makeFolder();
    for (;;) {
      const self = findProcess(process.pid);
      if (!self) throw new DeskFault('This process could not be looked up in the list of processes.');
      const mine = { pid: self.pid, startedAt: self.startedAt, address: null, environment: {}, children: [] };
      if (this.createState(mine)) return;
      const other = this.readState();
      if (other && other.pid !== process.pid && isSameProcess(other)) {
        const where = other.address ? `, at ${other.address}` : '';
        throw new DeskFault(
          `Another desk already runs on ${this.root} (process ${other.pid}${where}). Stop it first, or set MIZAN_DATA to another folder.`,
        );
      }
      if (other) await endLeftovers(other);
      this.removeStale(other?.pid);
    }
  }

  /** Who runs on this folder now; null when nobody does. */
  runningDesk(): DeskState | null {
    const state = this.readState();
    return state && isSameProcess(state) ? state : null;
  }

  writeState(state: DeskState): void {
    writeStateFile(this.stateFile, state);
  }

  release(): void {
    if (this.readState()?.pid === process.pid) rmSync(this.stateFile, { force: true });
  }

  /** Keys of this installation, made once. Without them encrypted values cannot be read: they belong in the backup. */
  secrets(): DeskSecrets {
    const file = this.path('secrets.json');
    if (!existsSync(file)) {
      writeStateFile(file, {
        ENCRYPTION_KEY: randomBytes(32).toString('hex'),
        IDENTITY_KEY: randomBytes(32).toString('hex'),
      });
    }
    const parsed = secrets.safeParse(readJson(file));
    if (!parsed.success)
      throw new DeskFault(`${file} is damaged. Restore it from a backup: without it encrypted values cannot be read.`);
    return parsed.data;
  }

  /** Words for the terminal while little is left on the disk; null when there is enough. */
  spaceWarning(): string | null {
    const free = this.freeBytes();
    if (free >= MINIMUM_FREE_BYTES) return null;
    return `Only ${Math.floor(free / MEGABYTE)} MB are left at ${this.root}: when nothing is left, the desk stops taking anything in.`;
  }

  private freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.root);
    return bavail * bsize;
  }

  private makeFolder(): void {
    try {
      // Root's PostgreSQL may have to run under an account that must be able to pass through; the files inside are closed.
      mkdirSync(this.root, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
      mkdirSync(this.path('logs'), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new DeskFault(
        `The data folder ${this.root} cannot be made: ${error instanceof Error ? error.message : String(error)}. Set MIZAN_DATA to a folder this user can write.`,
        { cause: error },
      );
    }
    const owner = statSync(this.root).uid;
    const self = process.getuid?.();
    if (self !== undefined && self !== 0 && owner !== self) {
      throw new DeskFault(
        `The data folder ${this.root} belongs to another user. Start the desk as that user, or set MIZAN_DATA to a folder of your own.`,
      );
    }
    const fault = diskFault(this.freeBytes(), this.root);
    if (fault) throw new DeskFault(fault);
  }

  // A link is made only where nothing is: of two desks that start together one succeeds.
  private createState(state: DeskState): boolean {
    const unlinked = `${this.stateFile}.${process.pid}.new`;
    writeStateFile(unlinked, state);
    try {
      linkSync(unlinked, this.stateFile);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(unlinked, { force: true });
    }
  }

  // Moves the file away first and looks at what was moved: another desk may have replaced it in between.
  private removeStale(stalePid: number | undefined): void {
    const moved = `${this.stateFile}.${process.pid}.old`;
    try {
      renameSync(this.stateFile, moved);
    } catch {
      return;
    }
    const state = deskState.safeParse(readJson(moved));
    if (state.success && state.data.pid !== stalePid) renameSync(moved, this.stateFile);
    else rmSync(moved, { force: true });
  }

  private readState(): DeskState | null {
    const parsed = deskState.safeParse(readJson(this.stateFile));
    return parsed.success ? parsed.data : null;
  }
}

/** Words when so little is left on the disk that starting would do harm; null when there is enough. */
export function diskFault(freeBytes: number, folder: string): string | null {
  if (freeBytes >= MINIMUM_FREE_BYTES) return null;
  const megabytes = (bytes: number) => `${Math.floor(bytes / MEGABYTE)} MB`;
  return `The disk is full: ${megabytes(freeBytes)} left at ${folder}, and the desk needs at least ${megabytes(MINIMUM_FREE_BYTES)} to start safely. Free some space, or set MIZAN_DATA to a folder on another disk.`;
}

// A number alone may belong to another program by now: start time and command line must fit before anything is ended.
async function endLeftovers(state: DeskState): Promise<void> {
  const left = state.children.filter((child) => {
    const running = findProcess(child.pid);
    return running !== null && running.startedAt === child.startedAt && running.command.includes(child.script);
  });
  for (const child of left) signalProcess(child.pid, 'SIGTERM');
  await Promise.all(
    left.map(async (child) => {
      if (await waitUntilGone(child, LEFTOVER_STOP_MS)) return;
      signalProcess(child.pid, 'SIGKILL');
      await waitUntilGone(child, LEFTOVER_STOP_MS);
    }),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
