import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { findProcess } from '@mizan/foundation/embedded/running-process.js';
import { failToStart, newDataFolder, removeData, runDesk, startDesk, type TestDesk } from '../support/desk.js';
import { hasRedis } from '../support/redis.js';

// Each start takes seconds on a quiet machine and half a minute on a busy one.
jest.setTimeout(240_000);

const withoutSample = { MIZAN_SAMPLE: 'false' };

async function query<Row extends pg.QueryResultRow>(desk: TestDesk, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: desk.environment['DATABASE_URL'] });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

async function eventually(check: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

/** Every process whose command line names the folder, besides this one. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && (findProcess(pid)?.command ?? '').includes(folder));
}

describe('starting and stopping the desk', () => {
  let dataFolder: string;
  let desk: TestDesk | null = null;

  beforeEach(() => {
    dataFolder = newDataFolder();
  });
  afterEach(async () => {
    await desk?.stop();
    desk = null;
    removeData(dataFolder);
  });

  async function start(environment: Record<string, string> = {}): Promise<TestDesk> {
    desk = await startDesk({ dataFolder, environment: { ...withoutSample, ...environment } });
    return desk;
  }

  it('reaches a desk that is ready, says which services it took, and stops all of them in order', async () => {
    const running = await start();
    expect(await isReady(running.url.replace('localhost', '127.0.0.1'))).toBe(true);
    expect(running.output()).toMatch(/Using the PostgreSQL that comes along and .+\./);
    const pids = [...Object.values(running.children()), ...processesOf(dataFolder)];
    expect(pids.length).toBeGreaterThanOrEqual(3);
    expect(await running.stop()).toBe(0);
    expect(running.output()).toContain('Stopped.');
    expect(pids.filter((pid) => findProcess(pid))).toEqual([]);
    expect(processesOf(dataFolder)).toEqual([]);
  });

  it('survives kill -9 of itself: nothing is left running, and the next start has the data', async () => {
    const first = await start();
    await query(first, 'create table kept as select 42 as n');
    const children = Object.values(first.children());
    await first.kill();
    expect(await eventually(() => children.every((pid) => !findProcess(pid)), 60_000)).toBe(true);
    const second = await start();
    expect(await query(second, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  test.each([300, 900, 1_800])('can be stopped %i ms after it began, and leaves nothing running', async (afterMs) => {
    const child = runDesk({ dataFolder, environment: withoutSample });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGINT');
    expect(await exited).not.toBe(0);
    expect(processesOf(dataFolder)).toEqual([]);
    expect(await isReady((await start()).url.replace('localhost', '127.0.0.1'))).toBe(true);
  });

  it('starts from a copy of the data folder of a stopped desk, elsewhere', async () => {
    const first = await start();
    await query(first, 'create table kept as select 43 as n');
    await first.stop();
    const copy = newDataFolder();
    cpSync(dataFolder, copy, { recursive: true });
    try {
      const restored = await startDesk({ dataFolder: copy, environment: withoutSample });
      desk = restored;
      expect(await query(restored, 'select n from kept')).toEqual([{ n: 43 }]);
      await restored.stop();
    } finally {
      removeData(copy);
    }
  });

  it('starts at once after kill -9 of itself, ending what is left', async () => {
    const first = await start();
    await first.kill();
    const second = await start();
    expect(await isReady(second.url.replace('localhost', '127.0.0.1'))).toBe(true);
  });

  it('says which port is taken and leaves nothing running', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    try {
      const { code, output } = await failToStart({
        dataFolder,
        environment: { ...withoutSample, MEDIA_PORT: String(port) },
      });
      expect(code).toBe(1);
      expect(output).toContain(`port ${port} (MEDIA_PORT)`);
      expect(processesOf(dataFolder)).toEqual([]);
    } finally {
      await new Promise((resolve) => blocker.close(resolve));
    }
  });

  it('does not end a stranger that has the number of a process of the last desk', async () => {
    const stranger = findProcess(process.pid);
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(
      path.join(dataFolder, 'desk.json'),
      JSON.stringify({
        pid: 2 ** 22 + 1,
        startedAt: '1',
        address: null,
        environment: {},
        children: [
          { name: 'API', script: 'apps/api/dist/main.js', pid: stranger?.pid, startedAt: stranger?.startedAt },
        ],
      }),
    );
    const running = await start();
    expect(await isReady(running.url.replace('localhost', '127.0.0.1'))).toBe(true);
  });

  it('starts although the state file of the last desk was cut short', async () => {
    writeFileSync(path.join(dataFolder, 'desk.json'), '{"pid": 12');
    expect(await isReady((await start()).url.replace('localhost', '127.0.0.1'))).toBe(true);
  });

  it('says what is wrong with a setting, by name and without its value', async () => {
    const { code, output } = await failToStart({
      dataFolder,
      environment: { PORT: 'seventy', QUEUE_BACKEND: 'rabbit' },
    });
    expect(code).toBe(1);
    expect(output).toMatch(/PORT: .+/);
    expect(output).toMatch(/QUEUE_BACKEND: .+/);
    expect(output).not.toMatch(/seventy|\n {4}at /);
  });

  it('says so when the database of DATABASE_URL does not answer', async () => {
    const { code, output } = await failToStart({
      dataFolder,
      environment: { DATABASE_URL: 'postgres://mizan:secret-word@127.0.0.1:9/mizan' },
    });
    expect(code).toBe(1);
    expect(output).toContain('The database of DATABASE_URL does not answer');
    expect(output).not.toContain('secret-word');
  });

  it('says so when the data folder cannot be made', async () => {
    const file = path.join(dataFolder, 'a-file');
    writeFileSync(file, '');
    const { code, output } = await failToStart({ dataFolder: path.join(file, 'data'), environment: withoutSample });
    expect(code).toBe(1);
    expect(output).toContain('cannot be made');
  });

  it('keeps the job queues in PostgreSQL where no Redis is on PATH, and says what would be faster', async () => {
    const bin = path.join(dataFolder, 'bin');
    mkdirSync(bin);
    for (const program of ['unshare', 'setpriv', 'true', 'sh']) {
      writeFileSync(path.join(bin, program), `#!/bin/sh\nexec /usr/bin/env -S PATH=/usr/bin:/bin ${program} "$@"\n`);
      chmodSync(path.join(bin, program), 0o755);
    }
    const running = await start({ PATH: bin });
    expect(running.output()).toMatch(/job queues in PostgreSQL \(faster with Redis: .+\)/);
    expect(running.environment['QUEUE_BACKEND']).toBe('postgres');
    rmSync(bin, { recursive: true });
  });
});

describe('a desk that runs', () => {
  let running: TestDesk | null = null;
  let dataFolder: string;
  const desk = (): TestDesk => {
    if (!running) throw new Error('The desk runs only while these tests do.');
    return running;
  };
  beforeAll(async () => {
    dataFolder = newDataFolder();
    running = await startDesk({ dataFolder, environment: withoutSample });
  });
  afterAll(async () => {
    await running?.stop();
    removeData(dataFolder);
  });

  it('keeps its secrets and its passwords to itself', async () => {
    for (const name of ['secrets.json', 'desk.json', 'postgres/password']) {
      expect(statSync(path.join(dataFolder, name)).mode & 0o077).toBe(0);
    }
    const { ENCRYPTION_KEY } = JSON.parse(readFileSync(path.join(dataFolder, 'secrets.json'), 'utf8')) as {
      ENCRYPTION_KEY: string;
    };
    for (const pid of processesOf(dataFolder)) expect(findProcess(pid)?.command).not.toContain(ENCRYPTION_KEY);
  });

  it('starts a killed API and a killed worker again', async () => {
    const running = desk();
    const before = running.children();
    for (const name of ['API', 'worker']) process.kill(before[name] ?? 0, 'SIGKILL');
    const back = await eventually(() => {
      const now = running.children();
      return ['API', 'worker'].every((name) => now[name] !== undefined && now[name] !== before[name]);
    }, 60_000);
    expect(back).toBe(true);
    expect(await eventually(() => isReady(running.url.replace('localhost', '127.0.0.1')), 60_000)).toBe(true);
    expect(await eventually(() => /worker is ready again/.test(running.output()), 60_000)).toBe(true);
  });

  it('starts a killed database again on its port, and the API works on', async () => {
    const running = desk();
    const port = new URL(running.environment['DATABASE_URL'] ?? '').port;
    process.kill(running.servers().postgres, 'SIGKILL');
    expect(await eventually(() => running.output().includes('PostgreSQL is ready again'), 60_000)).toBe(true);
    expect(await query(running, `select inet_server_port()::text as port`)).toEqual([{ port }]);
    expect(await eventually(() => isReady(running.url.replace('localhost', '127.0.0.1')), 60_000)).toBe(true);
  });

  it('refuses a data folder on which another desk runs, and names it', async () => {
    const running = desk();
    const { code, output } = await failToStart({ dataFolder, environment: withoutSample });
    expect(code).toBe(1);
    expect(output).toContain(`Another desk already runs on ${dataFolder} (process ${running.pid}, at ${running.url})`);
    expect(await isReady(running.url.replace('localhost', '127.0.0.1'))).toBe(true);
  });

  (hasRedis ? it : it.skip)('takes the Redis on PATH, and starts it again when it is killed', async () => {
    const running = desk();
    expect(running.output()).toMatch(/the (redis|valkey)-server found on PATH/);
    process.kill(running.servers().redis ?? 0, 'SIGKILL');
    expect(await eventually(() => running.output().includes('Redis is ready again'), 60_000)).toBe(true);
  });
});
