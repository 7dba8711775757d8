import pg from 'pg';
import { Redis } from 'ioredis';
import { findRedisProgram, startRedis } from '@mizan/foundation/embedded/redis-child.js';
import { startPostgres } from '@mizan/foundation/embedded/postgres-server.js';
import type { DeskFolder } from './desk-folder.js';
import type { DeskSettings } from './desk-settings.js';
import { DeskFault } from './explain.js';

/** Oldest server of one's own that the migrations were written for. */
const MINIMUM_POSTGRES = 16;
/** BullMQ asks for it (docs.bullmq.io, Compatibility). */
const MINIMUM_REDIS = [6, 2] as const;

/** A server that was started for this desk; restarted in place, on its port, when it dies. */
export interface OwnedServer {
  readonly name: string;
  readonly pid: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<OwnedServer>;
}

export interface Backends {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** In the order in which they are stopped. */
  readonly owned: readonly OwnedServer[];
  /** One line: which were taken, and what would be faster. */
  readonly summary: string;
}

/**
 * Database: DATABASE_URL, else the server that comes along. Job queue: REDIS_URL, else a Redis or Valkey on PATH, else
 * tables in the database. `onStart` sees every server at once, so that a stop during the start ends it too.
 */
export async function startBackends(
  settings: DeskSettings,
  folder: DeskFolder,
  onStart: (server: OwnedServer) => void,
): Promise<Backends> {
  const started = await Promise.allSettled([
    openDatabase(settings, folder, onStart),
    openJobQueue(settings, folder, onStart),
  ]);
  const [database, queue] = started;
  if (database.status === 'rejected') throw database.reason;
  if (queue.status === 'rejected') throw queue.reason;
  return {
    databaseUrl: database.value.url,
    redisUrl: queue.value.url,
    owned: [queue.value.server, database.value.server].flatMap((server) => (server ? [server] : [])),
    summary: `Using ${database.value.words} and ${queue.value.words}.`,
  };
}

interface Opened<Url> {
  readonly url: Url;
  readonly server: OwnedServer | null;
  readonly words: string;
}

async function openDatabase(
  settings: DeskSettings,
  folder: DeskFolder,
  onStart: (server: OwnedServer) => void,
): Promise<Opened<string>> {
  if (settings.databaseUrl) {
    const version = await postgresVersion(settings.databaseUrl);
    if (version < MINIMUM_POSTGRES) {
      throw new DeskFault(
        `The server of DATABASE_URL is PostgreSQL ${version}; Mizan needs ${MINIMUM_POSTGRES} or newer.`,
      );
    }
    return { url: settings.databaseUrl, server: null, words: `PostgreSQL ${version} (DATABASE_URL)` };
  }
  const start = async (port?: number): Promise<Opened<string>> => {
    const { url, port: taken, ...server } = await startPostgres({ folder: folder.path('postgres'), port });
    const owned: OwnedServer = { name: 'PostgreSQL', ...server, restart: async () => ownedOf(await start(taken)) };
    onStart(owned);
    return { url, server: owned, words: 'the PostgreSQL that comes along' };
  };
  return start();
}

async function openJobQueue(
  settings: DeskSettings,
  folder: DeskFolder,
  onStart: (server: OwnedServer) => void,
): Promise<Opened<string | null>> {
  if (settings.queueBackend === 'postgres')
    return { url: null, server: null, words: 'job queues in PostgreSQL (QUEUE_BACKEND)' };
  if (settings.redisUrl) {
    await checkRedis(settings.redisUrl);
    return { url: settings.redisUrl, server: null, words: 'Redis (REDIS_URL)' };
  }
  if (findRedisProgram() === null) {
    if (settings.queueBackend === 'redis')
      throw new DeskFault(
        'QUEUE_BACKEND=redis, but REDIS_URL is not set and neither redis-server nor valkey-server is on PATH.',
      );
    const install = process.platform === 'darwin' ? 'brew install valkey' : 'apt-get install redis-server';
    return { url: null, server: null, words: `job queues in PostgreSQL (faster with Redis: ${install})` };
  }
  const start = async (port?: number): Promise<Opened<string>> => {
    const { url, port: taken, program, ...server } = await startRedis({ folder: folder.path('redis'), port });
    const owned: OwnedServer = { name: 'Redis', ...server, restart: async () => ownedOf(await start(taken)) };
    onStart(owned);
    return { url, server: owned, words: `the ${program} found on PATH` };
  };
  return start();
}

function ownedOf({ server }: Opened<string>): OwnedServer {
  if (!server) throw new Error('A restarted server is always our own.');
  return server;
}

async function postgresVersion(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    );
    return rows[0]?.version ?? 0;
  } catch (error) {
    throw new DeskFault(`The database of DATABASE_URL does not answer: ${reason(error)}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkRedis(url: string): Promise<void> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    retryStrategy: () => null,
    enableReadyCheck: false,
  });
  let fault: unknown = null;
  client.on('error', (error) => (fault = error));
  try {
    await client.connect();
    const version = /redis_version:(\d+)\.(\d+)/.exec(await client.info('server'));
    const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
    if (major < MINIMUM_REDIS[0] || (major === MINIMUM_REDIS[0] && minor < MINIMUM_REDIS[1])) {
      throw new DeskFault(
        `The server of REDIS_URL is Redis ${major}.${minor}; Mizan needs ${MINIMUM_REDIS.join('.')} or newer.`,
      );
    }
  } catch (error) {
    if (error instanceof DeskFault) throw error;
    throw new DeskFault(`The Redis of REDIS_URL does not answer: ${reason(fault ?? error)}`, { cause: error });
  } finally {
    client.disconnect();
  }
}

// Several addresses of one name that all refuse give an AggregateError without a message.
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message : String(error);
}
