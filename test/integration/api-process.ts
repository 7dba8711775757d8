import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT_FOLDER } from '../support/desk.js';
import { eventually } from '../support/eventually.js';

/** A collection takes a tenth of this, ms. */
const COLLECTED_MS = 500;

/** The built API as a process of its own, open for development, on a database that is there; measured from outside. */
export interface ApiProcess {
  graphql(query: string, cookie?: string): Promise<{ status: number; body: any }>;
  /** 99th percentile of the delay of its event loop since this was last asked, in milliseconds. */
  eventLoopP99(): Promise<number>;
  /** Memory that it holds once its garbage is collected, whenever the engine would have done that by itself. */
  residentMegabytes(): Promise<number>;
  stop(): Promise<void>;
}

export async function startApiProcess(databaseUrl: string): Promise<ApiProcess> {
  const { PATH, HOME } = process.env;
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-api-'));
  const port = await freePort();
  const collects = 'data:text/javascript,process.on("SIGUSR2", () => gc())';
  const main = path.join(PROJECT_FOLDER, 'apps/api/dist/main.js');
  const child = spawn(process.execPath, ['--expose-gc', '--import', collects, main], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH,
      HOME,
      NODE_ENV: 'development',
      GRAPHQL_OPEN: 'true',
      LOG_LEVEL: 'silent',
      DATABASE_URL: databaseUrl,
      QUEUE_BACKEND: 'postgres',
      DATA_FOLDER: folder,
      ENCRYPTION_KEY: '11'.repeat(32),
      IDENTITY_KEY: '22'.repeat(32),
      PORT: String(port),
      MEDIA_PORT: String(await freePort()),
    },
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually(async () => {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (!answer.ok) throw new Error(`not ready: ${answer.status}`);
    }, 60_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    graphql: async (query, cookie) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', ...(cookie ? { cookie } : {}) },
        body: JSON.stringify({ query }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    eventLoopP99: async () => {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1]) * 1_000;
    },
    residentMegabytes: async () => {
      child.kill('SIGUSR2');
      await new Promise((resolve) => setTimeout(resolve, COLLECTED_MS));
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024;
    },
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
