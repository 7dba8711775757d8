import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startPostgres, type PostgresServer } from '@mizan/foundation/embedded/postgres-server.js';
import { startRedis } from '@mizan/foundation/embedded/redis-child.js';
import { findProcess } from '@mizan/foundation/embedded/running-process.js';
import { describeWithRedis } from '../support/redis.js';

const asRoot = process.getuid?.() === 0;
const itAsRoot = asRoot ? it : it.skip;

let folder: string;
const open: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mizan-faults-'));
});

afterEach(async () => {
  for (const service of open.splice(0)) await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<PostgresServer> {
  const server = await startPostgres({ folder, ...options });
  open.push(server);
  return server;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

interface Held {
  readonly url: string;
  readonly postgresPid: number;
  readonly redisUrl?: string;
  readonly redisPid?: number;
  /** Ends the process that started the services, as a crash would. */
  kill(): Promise<void>;
}

async function hold(...wishes: string[]): Promise<Held> {
  const script = path.resolve(__dirname, '../support/hold-services.mjs');
  const child = spawn(process.execPath, [script, folder, ...wishes], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const kill = async () => {
      child.kill('SIGKILL');
      await exited;
    };
    return { ...(JSON.parse(line) as Omit<Held, 'kill'>), kill };
  }
  throw new Error('The services did not start.');
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (findProcess(pid)) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1_000 });
    const answer = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

describe('the PostgreSQL that comes with the desk', () => {
  it('is UTF-8, takes passwords only, and listens on this machine only', async () => {
    const server = await start();
    const [row] = await query(
      server.url,
      `select current_setting('server_encoding') as encoding, current_setting('max_connections') as connections,
              current_setting('fsync') as fsync, current_setting('unix_socket_directories') as sockets`,
    );
    expect(row).toEqual({ encoding: 'UTF8', connections: '200', fsync: 'on', sockets: '' });
    expect(statSync(path.join(folder, 'password')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, 'data/pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\btrust\b/m);
    await expect(query(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      /password authentication/,
    );
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    expect(await connects('127.0.0.1', server.port)).toBe(true);
    if (outside) expect(await connects(outside.address, server.port)).toBe(false);
  });

  it('keeps every committed row when it is killed during inserts', async () => {
    const server = await start();
    await query(server.url, 'create table kept (n int primary key)');
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    let committed = 0;
    const writing = (async () => {
      for (;;) {
        await client.query('insert into kept values ($1)', [committed + 1]);
        committed += 1;
      }
    })().catch(() => undefined);
    while (committed < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(server.pid, 'SIGKILL');
    await Promise.all([writing, server.ended]);

    const again = await start();
    const [row] = await query<{ kept: number }>(again.url, 'select count(*)::int as kept from kept');
    expect(row?.kept).toBeGreaterThanOrEqual(committed);
  });

  it('ends with the process that started it, and starts again with its data', async () => {
    const held = await hold();
    await query(held.url, 'create table kept as select 7 as n');
    await held.kill();
    expect(await goneWithin(held.postgresPid, 10_000)).toBe(true);
    const server = await start({ folder: path.join(folder, 'postgres') });
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('finds and ends an orphan where the death of its parent could not end it', async () => {
    chmodSync(folder, 0o755);
    const held = await hold('without-guard');
    await query(held.url, 'create table kept as select 8 as n');
    await held.kill();
    expect(findProcess(held.postgresPid)).not.toBeNull();
    const server = await start({ folder: path.join(folder, 'postgres') });
    expect(findProcess(held.postgresPid)).toBeNull();
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 8 }]);
  });

  it('refuses a data folder on which the server of a living desk runs', async () => {
    const held = await hold();
    try {
      await expect(start({ folder: path.join(folder, 'postgres') })).rejects.toMatchObject({
        fault: 'ALREADY_RUNNING',
      });
      expect(await query(held.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    } finally {
      await held.kill();
      await goneWithin(held.postgresPid, 10_000);
    }
  });

  it('starts although the lock file names a process number that another program has now', async () => {
    const server = await start();
    const lockFile = path.join(folder, 'data/postmaster.pid');
    const [, ...rest] = readFileSync(lockFile, 'utf8').split('\n');
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    try {
      writeFileSync(lockFile, [other.pid, ...rest].join('\n'));
      const again = await start();
      expect(await query(again.url, 'select 1 as n')).toEqual([{ n: 1 }]);
      expect(findProcess(other.pid ?? 0)).not.toBeNull();
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('repeats a first start that was cut short', async () => {
    mkdirSync(path.join(folder, 'data.new/base'), { recursive: true });
    const server = await start();
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(existsSync(path.join(folder, 'data.new'))).toBe(false);
  });

  it('says which version wrote the data when it cannot read it', async () => {
    await (await start()).stop();
    writeFileSync(path.join(folder, 'data/PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      fault: 'VERSION_MISMATCH',
      message: expect.stringContaining('PostgreSQL 17'),
    });
  });

  itAsRoot('runs under another account where namespaces are forbidden', async () => {
    const server = await start({ forbidNamespace: true });
    expect(await query(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(statSync(path.join(folder, 'data')).uid).not.toBe(0);
  });

  itAsRoot('says so when that account cannot reach the data folder', async () => {
    const closed = path.join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    await expect(start({ folder: path.join(closed, 'postgres'), forbidNamespace: true })).rejects.toMatchObject({
      fault: 'FOLDER_UNREACHABLE',
    });
  });
});

describeWithRedis('the Redis that the desk starts', () => {
  it('keeps its keys when it is killed', async () => {
    const server = await startRedis({ folder });
    const client = new Redis(server.url);
    client.on('error', () => undefined);
    await client.set('kept', 'yes');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    client.disconnect();

    const again = await startRedis({ folder });
    open.push(again);
    const reader = new Redis(again.url);
    try {
      expect(await reader.get('kept')).toBe('yes');
      expect(await reader.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    } finally {
      reader.disconnect();
    }
  });

  it('refuses whoever has no password', async () => {
    const server = await startRedis({ folder });
    open.push(server);
    const client = new Redis(server.url.replace(/\/\/[^@]+@/, '//'), {
      retryStrategy: () => null,
      enableReadyCheck: false,
    });
    client.on('error', () => undefined);
    try {
      await expect(client.get('kept')).rejects.toThrow(/NOAUTH/);
    } finally {
      client.disconnect();
    }
  });

  it('ends with the process that started it', async () => {
    const held = await hold('redis');
    await held.kill();
    expect(await goneWithin(held.redisPid ?? 0, 10_000)).toBe(true);
    expect(await goneWithin(held.postgresPid, 10_000)).toBe(true);
  });
});
