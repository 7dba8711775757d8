import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const READY_WITHIN_MS = 120_000;

export interface BenchServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Posts JSON over kept-alive connections; resolves to the body, rejects for every status but 200. */
export type Post = (url: string, body: object, headers?: Record<string, string>) => Promise<string>;

/** The built API as a process of its own, in production mode. */
export function startApi(databaseUrl: string, environment: Record<string, string> = {}): Promise<BenchServer> {
  return startProcess('apps/api/dist/main.js', '/health/ready', {
    NODE_ENV: 'production',
    REQUEST_COST_PER_MINUTE: '0',
    DATABASE_URL: databaseUrl,
    QUEUE_BACKEND: 'postgres',
    ENCRYPTION_KEY: '11'.repeat(32),
    IDENTITY_KEY: '22'.repeat(32),
    LOG_LEVEL: 'error',
    ...environment,
  });
}

/** What is compared with, as a process of its own: `kind` is one of bare-server.mjs. */
export function startBare(kind: string, environment: Record<string, string>): Promise<BenchServer> {
  return startProcess('test/bench/bare-server.mjs', '/', { NODE_ENV: 'production', KIND: kind, ...environment });
}

async function startProcess(file: string, health: string, environment: Record<string, string>): Promise<BenchServer> {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [path.join(ROOT, file)], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      MEDIA_PORT: String(mediaPort),
      PUBLIC_URL: url,
      ...environment,
    },
  });
  const exited = once(child, 'exit');
  const until = Date.now() + READY_WITHIN_MS;
  while (
    !(await fetch(`${url}${health}`).then(
      // Apollo Server refuses the probe, and so listens.
      (answer) => answer.ok || health === '/',
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${file} did not begin to listen.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    close: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export function poster(clients: number): { post: Post; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const post: Post = (url, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const sent = request(
        url,
        {
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.on('error', reject);
          answer.on('end', () => {
            const said = Buffer.concat(pieces).toString();
            if (answer.statusCode === 200) resolve(said);
            else reject(new Error(`${answer.statusCode} ${said.slice(0, 500)}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  return { post, close: () => agent.destroy() };
}
