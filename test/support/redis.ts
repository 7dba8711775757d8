import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRedisProgram, startRedis, type RedisServer } from '@mizan/foundation/embedded/redis-child.js';

export interface TestRedis {
  readonly url: string;
  readonly pid: number;
  /** Ends the server as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port with what its append-only file holds. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const hasRedis = findRedisProgram() !== null;

/** A Redis of its own, or null when neither redis-server nor valkey-server is on PATH. */
export async function withRedis(): Promise<TestRedis | null> {
  if (!hasRedis) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'mizan-redis-'));
  let server: RedisServer = await startRedis({ folder });
  return {
    get url() {
      return server.url;
    },
    get pid() {
      return server.pid;
    },
    kill: async () => {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
    },
    restart: async () => {
      server = await startRedis({ folder, port: server.port });
    },
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `describe` with a Redis that is started before and stopped after; skipped by name where the machine has none. */
export function describeWithRedis(name: string, suite: (redis: () => TestRedis) => void): void {
  const describeIfPresent = hasRedis ? describe : describe.skip;
  describeIfPresent(hasRedis ? name : `${name} (needs redis-server or valkey-server on PATH)`, () => {
    let redis: TestRedis | null = null;
    beforeAll(async () => {
      redis = await withRedis();
    });
    afterAll(async () => {
      await redis?.close();
    });
    suite(() => {
      if (!redis) throw new Error('Redis is there only while the tests of its suite run.');
      return redis;
    });
  });
}
