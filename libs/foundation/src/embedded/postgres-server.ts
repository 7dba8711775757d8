import { spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { spawnBound } from './bound-child.js';
import { EmbeddedServiceError, explainFailure } from './embedded-errors.js';
import { freePort } from './free-port.js';
import { canExecute, canWriteIn, choosePostgresAccount, giveTo, type PostgresAccount } from './postgres-account.js';
import { copyBinaries, findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { clearPostgresLeftovers } from './postgres-leftovers.js';
import { findProcess } from './running-process.js';
import { readStateFile, writeStateFile } from './state-file.js';

const USER = 'mizan';
const DATABASE = 'mizan';
const START_MS = 60_000;
const FAST_STOP_MS = 10_000;
const IMMEDIATE_STOP_MS = 5_000;
const LOG_KEPT_BYTES = 10 * 1024 * 1024;
const PORT_ATTEMPTS = 5;

export interface PostgresOptions {
  /** Holds the cluster, its password (mode 600), its log and its owner's process number. */
  readonly folder: string;
  /** Further server settings, e.g. `{ synchronous_commit: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For tests of the way taken where user namespaces are forbidden. */
  readonly forbidNamespace?: boolean;
  /** Default: a free one, another on every start. */
  readonly port?: number;
}

export interface PostgresServer {
  /** Owner of the schema, database `mizan`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Lets transactions be rolled back, writes a checkpoint, ends; harder means when that takes too long. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL server that npm installed, on 127.0.0.1 and a free port, and makes the cluster at the first
 * start. Survives kill -9 of itself and of this process. Throws EmbeddedServiceError.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const folder = path.resolve(options.folder);
  const dataFolder = path.join(folder, 'data');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = readStateFile(path.join(folder, 'owner.json'));
  await clearPostgresLeftovers(dataFolder, owner);
  const account = choosePostgresAccount(options);
  const password = makePassword(path.join(folder, 'password'));
  const binaries = usableBinaries(findPostgresBinaries(folder), account, folder);
  if (!existsSync(path.join(dataFolder, 'PG_VERSION'))) makeCluster(binaries, account, folder, dataFolder);
  checkVersion(binaries, dataFolder);

  const logFile = path.join(folder, 'server.log');
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_KEPT_BYTES) renameSync(logFile, `${logFile}.1`);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const url = `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
    const offset = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const child = launch(binaries, account, { dataFolder, logFile, port, settings: options.settings ?? {} });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (await becomesReady(url, child)) {
      const self = findProcess(process.pid);
      if (self) writeStateFile(path.join(folder, 'owner.json'), { pid: self.pid, startedAt: self.startedAt });
      await createDatabase(url);
      return { url, port, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) };
    }
    await stop(child, ended);
    const log = readFileSync(logFile, 'utf8').slice(offset);
    if (!/could not bind|Address already in use/i.test(log) || options.port !== undefined || attempt >= PORT_ATTEMPTS) {
      throw explainFailure('PostgreSQL', log, logFile);
    }
  }
}

function usableBinaries(found: PostgresBinaries, account: PostgresAccount, folder: string): PostgresBinaries {
  if (account.kind === 'namespace' && statSync(folder).uid !== 0) giveTo({ uid: 0, gid: 0 }, folder);
  if (account.kind !== 'account') return found;
  giveTo(account, folder);
  if (!canWriteIn(account, folder)) {
    throw new EmbeddedServiceError(
      'FOLDER_UNREACHABLE',
      `PostgreSQL refuses to run as root, and the account "${account.name}" cannot reach ${folder}. Set MIZAN_DATA to a folder that it can reach (for example below /var/lib), start the desk as an ordinary user, or set DATABASE_URL.`,
    );
  }
  if (canExecute(account, found.postgres)) return found;
  const copied = copyBinaries(found, folder);
  giveTo(account, folder);
  return copied;
}

function makePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

// Encoding and locale are named: with LANG unset initdb would make an SQL_ASCII cluster. The cluster is made under
// another name and renamed when it is whole, so that an interrupted first start is simply repeated.
function makeCluster(binaries: PostgresBinaries, account: PostgresAccount, folder: string, dataFolder: string): void {
  const unfinished = `${dataFolder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const args = [
    ...[
      '--pgdata',
      unfinished,
      '--username',
      USER,
      '--pwfile',
      path.join(folder, 'password'),
      '--auth',
      'scram-sha-256',
    ],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-sync', '--no-instructions'],
  ];
  const [program = binaries.initdb, ...rest] = [...prefixOf(account), binaries.initdb, ...args];
  const made = spawnSync(program, rest, {
    ...identityOf(account),
    cwd: folder,
    encoding: 'utf8',
    env: serverEnvironment(),
  });
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const logFile = path.join(folder, 'initdb.log');
    const log = `${made.stdout}\n${made.stderr}\n${made.error?.message ?? ''}`;
    const fault = explainFailure('initdb', log, logFile);
    if (fault.fault !== 'DISK_FULL') writeFileSync(logFile, log);
    throw fault;
  }
  renameSync(unfinished, dataFolder);
}

function checkVersion(binaries: PostgresBinaries, dataFolder: string): void {
  const written = readFileSync(path.join(dataFolder, 'PG_VERSION'), 'utf8').trim();
  if (written === String(binaries.majorVersion)) return;
  throw new EmbeddedServiceError(
    'VERSION_MISMATCH',
    `${dataFolder} was written by PostgreSQL ${written}; this release brings ${binaries.majorVersion}. Dump it with the release that wrote it and restore into a new folder (docs/OPERATIONS.md, Upgrade).`,
  );
}

interface Launch {
  readonly dataFolder: string;
  readonly logFile: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

function launch(
  binaries: PostgresBinaries,
  account: PostgresAccount,
  { dataFolder, logFile, port, settings }: Launch,
): ChildProcess {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawnBound(
      binaries.postgres,
      ['-D', dataFolder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...identityOf(account),
        deathSignal: 'SIGINT',
        prefix: prefixOf(account),
        cwd: path.dirname(dataFolder),
        env: serverEnvironment(),
        stdio: ['ignore', log, log],
      },
    );
  } finally {
    closeSync(log);
  }
}

function prefixOf(account: PostgresAccount): readonly string[] {
  return account.kind === 'namespace' ? account.prefix : [];
}

function identityOf(account: PostgresAccount): { uid?: number; gid?: number } {
  return account.kind === 'account' ? { uid: account.uid, gid: account.gid } : {};
}

// PG* variables of the caller's shell (PGDATA, PGPORT …) must not reach the server.
function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, TEMP, SystemRoot, LC_ALL: 'C' };
}

async function becomesReady(url: string, child: ChildProcess): Promise<boolean> {
  const end = Date.now() + START_MS;
  let failed = false;
  child.once('error', () => (failed = true));
  while (Date.now() < end && !failed && child.exitCode === null && child.signalCode === null) {
    if (await answers(url)) return true;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: maintenanceUrl(url), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl(url) });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function maintenanceUrl(url: string): string {
  return url.replace(/\/[^/]*$/, '/postgres');
}

// Signals of pg_ctl: SIGINT = fast, SIGQUIT = immediate (recovers at the next start).
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const stages = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', IMMEDIATE_STOP_MS],
  ] as const;
  for (const [signal, waitMs] of stages) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, waitMs)))]);
    clearTimeout(timer);
  }
}
