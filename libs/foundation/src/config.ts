import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const port = z.coerce.number().int().min(0).max(65535);
const key32 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
  .transform((hex) => Buffer.from(hex, 'hex'));
const optionalUrl = z.string().url().optional();

/**
 * Every environment variable that the desk reads. This file is the only reader of `process.env` (lint); names and
 * meanings are repeated in `.env.example`, which is generated from here and checked.
 */
export const ENVIRONMENT = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('production')
    .describe('production refuses unknown GraphQL operations'),
  DATABASE_URL: z.string().min(1).describe('PostgreSQL, as the role that may SET ROLE mizan_app'),
  DATABASE_MIGRATION_URL: z
    .string()
    .min(1)
    .optional()
    .describe('PostgreSQL as the owner of the schema; default DATABASE_URL'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20).describe('connections per process'),
  QUEUE_BACKEND: z.enum(['redis', 'postgres']).default('postgres').describe('where BullMQ keeps its jobs'),
  REDIS_URL: z.string().min(1).optional().describe('Redis or Valkey for BullMQ; needed when QUEUE_BACKEND=redis'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: port.default(4700).describe('the desk: web, GraphQL, REST'),
  MEDIA_PORT: port.default(4701).describe('the second origin, for media only'),
  WORKER_PORT: port.default(4702).describe("the worker's health and metrics"),
  PUBLIC_URL: z
    .string()
    .url()
    .default('http://localhost:4700')
    .describe('what people type; https switches on HSTS and __Host- cookies'),
  MEDIA_ORIGIN: optionalUrl.describe('what browsers load media from; default http://localhost:MEDIA_PORT'),
  DATA_FOLDER: z.string().default('.mizan').describe('blobs, uploads, audit roots'),
  BLOB_URL: optionalUrl.describe(
    'S3-compatible store for blobs: http(s)://host/bucket/prefix; default the folder blobs of DATA_FOLDER',
  ),
  BLOB_ACCESS_KEY_ID: z.string().optional().describe('account at BLOB_URL'),
  BLOB_SECRET_ACCESS_KEY: z.string().optional().describe('its secret'),
  BLOB_REGION: z.string().default('us-east-1').describe('region that requests to BLOB_URL are signed for'),
  AUDIT_ROOTS: z
    .string()
    .optional()
    .describe('file that receives every sealed root; default DATA_FOLDER/audit-roots.ndjson'),
  ENCRYPTION_KEY: key32.describe('32 bytes as hex: encrypts second-factor and signing secrets, blobs'),
  IDENTITY_KEY: key32.describe('32 bytes as hex: keyed hashes of reporters and identity keys'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('pino level'),
  GRACE_SECONDS: z.coerce
    .number()
    .min(0)
    .max(3600)
    .optional()
    .describe('fixes how long a decision can be undone; default as in Settings'),
  LEASE_SECONDS: z.coerce
    .number()
    .min(1)
    .max(86400)
    .optional()
    .describe('fixes the lease of a claimed case; default as in Settings'),
  PREFETCH_LEASE_SECONDS: z.coerce
    .number()
    .min(1)
    .max(86400)
    .optional()
    .describe('fixes the lease of a case that is prefetched and not yet opened; default as in Settings'),
  REQUEST_COST_PER_MINUTE: z.coerce
    .number()
    .min(0)
    .optional()
    .describe('fixes what a person may ask of GraphQL in a minute, 0 = anything; default as in Settings'),
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\/[^\s]+$/, 'must be smtp:// or smtps://')
    .optional()
    .describe(
      'mail server for notices by e-mail, smtp(s)://name:password@host:port; unset = such notices are handed over',
    ),
  MAIL_FROM: z.string().min(3).default('Mizan <mizan@localhost>').describe('sender of notices by e-mail'),
  ALLOW_LOOPBACK_WEBHOOKS: flag
    .default(false)
    .describe('lets connectors reach http://127.0.0.1, for the sandbox platform'),
  OPERATIONS_FILE: z
    .string()
    .optional()
    .describe('allow list of GraphQL operations, sha256 to text; default the one built with the web'),
  GRAPHQL_OPEN: flag
    .default(false)
    .describe('development only: accepts unknown operations and introspection; refused in production'),
  OIDC_ISSUER: optionalUrl.describe('single sign-on: issuer'),
  OIDC_CLIENT_ID: z.string().optional().describe('single sign-on: client id'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('single sign-on: client secret'),
  OIDC_REQUIRED_ACR: z
    .string()
    .optional()
    .describe('single sign-on: comma-separated acr values of which one must be met'),
  OIDC_NAME: z.string().default('Single sign-on').describe('single sign-on: what the button says'),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalUrl.describe('OpenTelemetry collector; unset = no tracing'),
  SESSION_IDLE_MINUTES: z.coerce.number().min(1).default(30).describe('a session ends after this long without use'),
  SESSION_HOURS: z.coerce.number().min(1).default(12).describe('a session ends after this long in any case'),
});

export type Config = Readonly<z.infer<typeof ENVIRONMENT>>;

/** Faults of the environment, all at once, by name and reason, never by value. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Parses the environment once; throws ConfigError naming every fault. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = ENVIRONMENT.safeParse(present);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success) {
    const config = parsed.data;
    if (config.QUEUE_BACKEND === 'redis' && !config.REDIS_URL)
      faults.push('REDIS_URL: needed when QUEUE_BACKEND=redis');
    if (config.BLOB_URL) {
      if (!/^https?:\/\/[^/?#@]+\/[^/?#]+[^?#]*$/.test(config.BLOB_URL))
        faults.push('BLOB_URL: must be http(s)://host/bucket, without an account in it');
      for (const name of ['BLOB_ACCESS_KEY_ID', 'BLOB_SECRET_ACCESS_KEY'] as const)
        if (!config[name]) faults.push(`${name}: needed when BLOB_URL is set`);
    }
    if (config.NODE_ENV === 'production' && config.GRAPHQL_OPEN) faults.push('GRAPHQL_OPEN: not allowed in production');
    if (config.NODE_ENV === 'production' && !present['QUEUE_BACKEND'] && !config.REDIS_URL) {
      faults.push('REDIS_URL: production needs REDIS_URL, or QUEUE_BACKEND=postgres said on purpose');
    }
    if (config.OIDC_ISSUER && !config.OIDC_CLIENT_ID) faults.push('OIDC_CLIENT_ID: needed when OIDC_ISSUER is set');
    if (faults.length === 0) {
      return {
        ...config,
        QUEUE_BACKEND: present['QUEUE_BACKEND'] ? config.QUEUE_BACKEND : config.REDIS_URL ? 'redis' : 'postgres',
      };
    }
  }
  throw new ConfigError(faults);
}

/** Injection token of the parsed Config. */
export const CONFIG = Symbol('mizan:config');
