import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DeskFault } from './explain.js';

/** The checkout that this command line was built in. */
export const PROJECT_FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const port = z.coerce.number().int().min(0).max(65_535).optional();
const text = z.string().min(1).optional();

/** What `npm start` itself reads; everything else in the environment goes to the processes untouched (foundation/config.ts). */
const SETTINGS = z.object({
  MIZAN_DATA: text.describe('data folder; default .mizan in the project'),
  PORT: port.describe('the desk; default 4700, the other three follow it; 0 = any free ones'),
  MEDIA_PORT: port,
  WORKER_PORT: port,
  SANDBOX_PORT: port,
  SANDBOX_MAIL_PORT: port.describe('where the sandbox takes e-mail; default any free one'),
  PUBLIC_URL: text,
  DATABASE_URL: text.describe('a PostgreSQL of your own'),
  DATABASE_MIGRATION_URL: text,
  REDIS_URL: text.describe('a Redis or Valkey of your own'),
  QUEUE_BACKEND: z.enum(['redis', 'postgres']).optional(),
  MIZAN_SAMPLE: z
    .enum(['true', 'false', '1', '0'])
    .optional()
    .describe('sample data and sandbox; default true with the database that comes along'),
});

/** The ports of a desk on 127.0.0.1. */
export interface DeskPorts {
  readonly desk: number;
  readonly media: number;
  readonly worker: number;
  readonly sandbox: number;
  readonly mail: number;
}

export interface DeskSettings {
  readonly dataFolder: string;
  readonly ports: DeskPorts;
  readonly publicUrl: string | null;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly queueBackend: 'redis' | 'postgres' | null;
  readonly withSample: boolean;
}

const DEFAULT_PORT = 4700;

/** Reads the settings of `npm start`; throws DeskFault naming every variable that cannot be used. */
export function readDeskSettings(environment: NodeJS.ProcessEnv): DeskSettings {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = SETTINGS.safeParse(present);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`);
    throw new DeskFault(`The environment is not usable:\n${faults.join('\n')}`);
  }
  const settings = parsed.data;
  const desk = settings.PORT ?? DEFAULT_PORT;
  const after = (distance: number) => (desk === 0 ? 0 : desk + distance);
  return {
    dataFolder: path.resolve(PROJECT_FOLDER, settings.MIZAN_DATA ?? '.mizan'),
    ports: {
      desk,
      media: settings.MEDIA_PORT ?? after(1),
      worker: settings.WORKER_PORT ?? after(2),
      sandbox: settings.SANDBOX_PORT ?? after(3),
      mail: settings.SANDBOX_MAIL_PORT ?? 0,
    },
    publicUrl: settings.PUBLIC_URL ?? null,
    databaseUrl: settings.DATABASE_URL ?? null,
    redisUrl: settings.REDIS_URL ?? null,
    queueBackend: settings.QUEUE_BACKEND ?? null,
    withSample: settings.MIZAN_SAMPLE ? /^(true|1)$/.test(settings.MIZAN_SAMPLE) : !settings.DATABASE_URL,
  };
}
