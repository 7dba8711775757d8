import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ActingKey, ActingPerson } from '@mizan/foundation/acting.js';
import { newId, sha256 } from '@mizan/foundation/ids.js';
import type { ApiScope, Role } from '@mizan/foundation/permissions.js';
import { makeKey } from './api-key-rules.js';

export interface PersonOptions {
  readonly roles?: readonly Role[];
  readonly name?: string;
  readonly email?: string;
  readonly locale?: 'en' | 'ar';
}

/** A person without a password, and a session of theirs: `acting` for services, `cookie` for HTTP (on plain http). */
export interface TestPerson {
  readonly acting: ActingPerson;
  readonly cookie: string;
  readonly email: string;
}

/** Makes a person with roles and signs them in. */
export async function createPerson(source: DataSource, options: PersonOptions = {}): Promise<TestPerson> {
  const id = newId();
  const roles = options.roles ?? ['moderator'];
  const email = options.email ?? `${id}@desk.example`;
  await source.query('insert into person (id, email, name, locale) values ($1, $2, $3, $4)', [
    id,
    email,
    options.name ?? `Person ${id.slice(-4)}`,
    options.locale ?? 'en',
  ]);
  await source.query('insert into person_role (person_id, role) select $1, unnest($2::text[])', [id, roles]);
  return { ...(await signInAs(source, id, roles)), email };
}

/** A new session of an existing person. */
export async function signInAs(
  source: DataSource,
  personId: string,
  roles: readonly Role[],
): Promise<{ acting: ActingPerson; cookie: string }> {
  const token = randomBytes(32).toString('base64url');
  const sessionId = newId();
  await source.query(
    `insert into session (id, token_hash, person_id, expires_at, method)
     values ($1, $2, $3, clock_timestamp() + interval '12 hours', 'password')`,
    [sessionId, sha256(token), personId],
  );
  return { acting: { kind: 'person', id: personId, roles, sessionId, secondFactorAt: null }, cookie: `mizan=${token}` };
}

export interface KeyOptions {
  readonly scopes?: readonly ApiScope[];
  readonly sourceId?: string | null;
  readonly platformId?: string | null;
  readonly requestsPerMinute?: number;
}

/** Makes an API key: `authorization` is the header's value. */
export async function createKey(
  source: DataSource,
  options: KeyOptions = {},
): Promise<{ acting: ActingKey; authorization: string }> {
  const key = makeKey();
  const id = newId();
  const scopes = options.scopes ?? ['flags', 'subjects'];
  const sourceId = options.sourceId ?? null;
  const platformId = options.platformId ?? null;
  await source.query(
    `insert into api_key (id, prefix, secret_hash, name, source_id, platform_id, scopes, requests_per_minute)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, key.prefix, key.secretHash, key.prefix, sourceId, platformId, scopes, options.requestsPerMinute ?? 60_000],
  );
  return { acting: { kind: 'api_key', id, sourceId, platformId, scopes }, authorization: `Bearer ${key.secret}` };
}
