import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PROJECT_FOLDER = path.resolve(__dirname, '../..');
const MAIN = path.join(PROJECT_FOLDER, 'apps/cli/dist/main.js');

export interface TestDesk {
  /** The one address that was printed. */
  readonly url: string;
  readonly sandboxUrl: string;
  readonly dataFolder: string;
  /** Process number of the supervisor. */
  readonly pid: number;
  readonly signIns: readonly { role: string; email: string; password: string }[];
  /** What the processes were told: DATABASE_URL (owner of the schema), REDIS_URL, WORKER_PORT … */
  readonly environment: Readonly<Record<string, string>>;
  /** The children by name (`API`, `worker`, `sandbox`) and their present process numbers. */
  children(): Record<string, number>;
  /** Process numbers of the servers that were started for this desk; they are started again when they are killed. */
  servers(): { postgres: number; redis: number | null };
  /** Everything printed so far. */
  output(): string;
  /** As Ctrl-C. Resolves to the exit code; the data folder stays. */
  stop(): Promise<number | null>;
  /** kill -9 of the supervisor alone. */
  kill(): Promise<void>;
}

export interface TestDeskOptions {
  /** Default: a new one, removed by `removeData`. */
  readonly dataFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly readyWithinMs?: number;
}

/**
 * Starts the built desk (`npm run build` first; `npm test` does) as `npm start` does, on free ports and in a data folder
 * of its own. Rejects with everything it printed when it ends before it is ready.
 */
export async function startDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  if (!existsSync(MAIN)) throw new Error('The desk is not built: run npm run build.');
  const dataFolder = options.dataFolder ?? newDataFolder();
  const child = runDesk({ ...options, dataFolder });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = Date.now() + (options.readyWithinMs ?? 90_000);
  while (!output.includes('Ctrl-C stops it.')) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The desk ended:\n${output}`);
    if (Date.now() > end) {
      child.kill('SIGTERM');
      await exited;
      throw new Error(`The desk was not ready in time:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const state = readState(dataFolder);
  return {
    url: state.address,
    sandboxUrl: state.environment['SANDBOX_URL'] ?? '',
    dataFolder,
    pid: child.pid ?? 0,
    signIns: readSignIns(dataFolder),
    environment: state.environment,
    children: () => Object.fromEntries(readState(dataFolder).children.map(({ name, pid }) => [name, pid])),
    servers: () => readServers(dataFolder),
    output: () => output,
    stop: () => {
      child.kill('SIGINT');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Runs the desk without waiting; for starts that are expected to fail. */
export function runDesk(options: TestDeskOptions & { dataFolder: string }): ChildProcess {
  const { PATH, HOME, LANG } = process.env;
  return spawn(process.execPath, [MAIN, 'start'], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, LANG, PORT: '0', MIZAN_DATA: options.dataFolder, LOG_LEVEL: 'info', ...options.environment },
  });
}

/** Resolves to what a start that fails printed, and its exit code. */
export async function failToStart(
  options: TestDeskOptions & { dataFolder: string },
): Promise<{ code: number | null; output: string }> {
  const child = runDesk(options);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

export function newDataFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'mizan-desk-'));
}

export function removeData(dataFolder: string): void {
  rmSync(dataFolder, { recursive: true, force: true });
}

interface State {
  readonly address: string;
  readonly environment: Record<string, string>;
  readonly children: { name: string; pid: number }[];
}

function readState(dataFolder: string): State {
  return JSON.parse(readFileSync(path.join(dataFolder, 'desk.json'), 'utf8')) as State;
}

function readServers(dataFolder: string): { postgres: number; redis: number | null } {
  const redis = path.join(dataFolder, 'redis/server.json');
  return {
    postgres: Number(readFileSync(path.join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]),
    redis: existsSync(redis) ? (JSON.parse(readFileSync(redis, 'utf8')) as { pid: number }).pid : null,
  };
}

function readSignIns(dataFolder: string): TestDesk['signIns'] {
  const file = path.join(dataFolder, 'sample.json');
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { signIns: TestDesk['signIns'] }).signIns;
}
