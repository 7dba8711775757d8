import path from 'node:path';
import { ENVIRONMENT } from '@mizan/foundation/config.js';
import type { DeskSecrets } from './desk-folder.js';
import type { DeskPorts } from './desk-settings.js';

export interface DeskProcessFacts {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly ports: DeskPorts;
  readonly publicUrl: string | null;
  readonly dataFolder: string;
  readonly withSandbox: boolean;
  readonly development: boolean;
  readonly secrets: DeskSecrets;
}

/** What the processes of a desk are told (names of foundation/config.ts, and those of the sandbox); what the operator set wins. */
export function processEnvironment(facts: DeskProcessFacts, operator: NodeJS.ProcessEnv): Record<string, string> {
  const { ports, secrets } = facts;
  const defaults: Record<string, string> = {
    NODE_ENV: facts.development ? 'development' : 'production',
    ...(facts.development ? { GRAPHQL_OPEN: 'true' } : {}),
    ...(facts.withSandbox
      ? { ALLOW_LOOPBACK_WEBHOOKS: 'true', MAIL_URL: `smtp://127.0.0.1:${ports.mail}?ignoreTLS=true` }
      : {}),
    ENCRYPTION_KEY: secrets.ENCRYPTION_KEY,
    IDENTITY_KEY: secrets.IDENTITY_KEY,
    PUBLIC_URL: facts.publicUrl ?? `http://localhost:${ports.desk}`,
    MEDIA_ORIGIN: `http://localhost:${ports.media}`,
  };
  const given = Object.entries(operator).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return {
    ...defaults,
    ...Object.fromEntries(given),
    DATABASE_URL: facts.databaseUrl,
    QUEUE_BACKEND: facts.redisUrl === null ? 'postgres' : 'redis',
    ...(facts.redisUrl === null ? {} : { REDIS_URL: facts.redisUrl }),
    DATA_FOLDER: facts.dataFolder,
    PORT: String(ports.desk),
    MEDIA_PORT: String(ports.media),
    WORKER_PORT: String(ports.worker),
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_MAIL_PORT: String(ports.mail),
    SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
    SANDBOX_DATA: path.join(facts.dataFolder, 'sandbox'),
    MIZAN_URL: `http://127.0.0.1:${ports.desk}`,
  };
}

const OF_THE_SANDBOX = /^(SANDBOX_|MIZAN_)/;

/** The part that later commands need to work on the running desk; what else the operator's shell holds has no place in a file. */
export function recordedEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  const known = ([name]: readonly [string, string]) => name in ENVIRONMENT.shape || OF_THE_SANDBOX.test(name);
  return Object.fromEntries(Object.entries(environment).filter(known));
}
