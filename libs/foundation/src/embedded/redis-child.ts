import { randomBytes } from 'node:crypto';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findProgram, spawnBound } from './bound-child.js';
import { EmbeddedServiceError, explainFailure } from './embedded-errors.js';
import { freePort } from './free-port.js';
import { findProcess, isSameProcess, signalProcess, waitUntilGone } from './running-process.js';
import { readStateFile, writeStateFile } from './state-file.js';

const START_MS = 20_000;
const STOP_MS = 5_000;
const PORT_ATTEMPTS = 5;

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** `redis-server` or `valkey-server`. */
  readonly program: string;
  readonly ended: Promise<void>;
  /** Writes what is pending and ends; kills when that takes too long. Safe to call twice. */
  stop(): Promise<void>;
}

/** Path of a Redis or Valkey server on PATH; null when the machine has none. */
export function findRedisProgram(): string | null {
  return findProgram('redis-server') ?? findProgram('valkey-server');
}

/**
 * Starts a Redis or Valkey from PATH on 127.0.0.1 and a free port, with a password and an append-only file in
 * `folder`, never dropping a key (BullMQ needs noeviction). Throws EmbeddedServiceError.
 */
export async function startRedis(options: { folder: string; port?: number }): Promise<RedisServer> {
  const program = findRedisProgram();
  if (program === null)
    throw new EmbeddedServiceError('NO_BINARIES', 'Neither redis-server nor valkey-server is on PATH.');
  const folder = path.resolve(options.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await endOrphan(folder);
  const password = makePassword(path.join(folder, 'password'));
  const logFile = path.join(folder, 'server.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const offset = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const url = `redis://:${password}@127.0.0.1:${port}`;
    const child = launch(program, folder, logFile, port, password);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (await becomesReady(url, child)) {
      const running = findProcess(child.pid ?? 0);
      if (running) writeStateFile(path.join(folder, 'server.json'), { pid: running.pid, startedAt: running.startedAt });
      return { url, port, pid: child.pid ?? 0, program: path.basename(program), ended, stop: () => stop(child, ended) };
    }
    await stop(child, ended);
    const log = readFileSync(logFile, 'utf8').slice(offset);
    if (!/Address already in use/i.test(log) || options.port !== undefined || attempt >= PORT_ATTEMPTS) {
      throw explainFailure('Redis', log, logFile);
    }
  }
}

// The password comes by standard input, so that it does not show in the list of processes.
function launch(program: string, folder: string, logFile: string, port: number, password: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'save ""',
    'daemonize no',
  ];
  try {
    const child = spawnBound(program, ['-'], { deathSignal: 'SIGTERM', cwd: folder, stdio: ['pipe', log, log] });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(`${settings.join('\n')}\n`);
    return child;
  } finally {
    closeSync(log);
  }
}

function makePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

// Only where the death signal is not available can a server outlive its desk; two on one append-only file would spoil it.
async function endOrphan(folder: string): Promise<void> {
  const state = readStateFile(path.join(folder, 'server.json'));
  if (!state || !isSameProcess(state)) return;
  signalProcess(state.pid, 'SIGTERM');
  if (!(await waitUntilGone(state, STOP_MS))) signalProcess(state.pid, 'SIGKILL');
  await waitUntilGone(state, STOP_MS);
}

// An append-only file that is still being read answers LOADING, which is not ready.
async function becomesReady(url: string, child: ChildProcess): Promise<boolean> {
  const end = Date.now() + START_MS;
  let failed = false;
  child.once('error', () => (failed = true));
  while (Date.now() < end && !failed && child.exitCode === null && child.signalCode === null) {
    if (await answers(url)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, STOP_MS)))]);
    clearTimeout(timer);
  }
}
