import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { API_SCOPES, type ApiScope } from '@mizan/foundation/permissions.js';
import { ApiKey } from './api-key.entity.js';
import { makeKey } from './api-key-rules.js';
import { ChangesService } from './changes.service.js';
import { PeopleService } from './people.service.js';

export interface KeyRequest {
  readonly name: string;
  readonly sourceId: string | null;
  readonly platformId: string | null;
  readonly scopes: readonly string[];
  readonly requestsPerMinute: number | null;
}

/** One of the two ids, and the secret that is shown this once. */
export interface MadeKey {
  readonly keyId: string | null;
  readonly proposalId: string | null;
  readonly secret: string;
}

const DEFAULT_PER_MINUTE = 6_000;
const MAX_PER_MINUTE = 600_000;

/** A key as it is proposed and written; `secretHash` is hex. */
const KEY = z.object({
  prefix: z.string(),
  secretHash: z.string(),
  name: z.string(),
  sourceId: z.string().nullable(),
  platformId: z.string().nullable(),
  scopes: z.array(z.enum(API_SCOPES)),
  requestsPerMinute: z.number(),
});

/** Keys of machines. A key that may report on orders needs a second person before it opens anything (settled 16). */
@Injectable()
export class ApiKeysService implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly changes: ChangesService,
    private readonly people: PeopleService,
  ) {}

  onModuleInit(): void {
    this.changes.onApproved('api_key', async (manager, { payload, proposedBy, approver }) => {
      await this.write(approver, KEY.parse(payload), proposedBy, manager);
    });
  }

  /** All keys, newest first, at most 500, revoked ones too. */
  async list(): Promise<ApiKey[]> {
    return this.source.getRepository(ApiKey).find({ order: { createdAt: 'DESC', id: 'DESC' }, take: 500 });
  }

  async byId(id: string): Promise<ApiKey> {
    const key = isId(id) ? await this.source.getRepository(ApiKey).findOneBy({ id }) : null;
    if (!key) throw notFound('api_key');
    return key;
  }

  /** Makes the key, or proposes it. INVALID_INPUT names `name`, `scopes`, `sourceId`, `platformId`, `requestsPerMinute`. */
  async create(actor: ActingPerson, request: KeyRequest, manager: EntityManager): Promise<MadeKey> {
    const scopes = scopesOf(request);
    const { prefix, secret, secretHash } = makeKey();
    const key = {
      prefix,
      secretHash: secretHash.toString('hex'),
      name: request.name.trim(),
      sourceId: request.sourceId,
      platformId: request.platformId,
      scopes,
      requestsPerMinute: request.requestsPerMinute ?? DEFAULT_PER_MINUTE,
    };
    if (scopes.includes('orders') && (await this.people.administrators(manager)) > 1) {
      return { keyId: null, proposalId: await this.changes.propose(actor, 'api_key', key, manager), secret };
    }
    return { keyId: await this.write(actor, key, actor.id, manager), proposalId: null, secret };
  }

  /** Ends a key at once; a key that ended stays ended. */
  async revoke(actor: ActingPerson, id: string, manager: EntityManager): Promise<void> {
    if (!isId(id)) throw notFound('api_key');
    const ended = await rows(
      manager,
      `update api_key set revoked_at = clock_timestamp(), revoked_by = $2 where id = $1 and revoked_at is null returning id`,
      [id, actor.id],
    );
    if (ended.length === 0) return void (await this.byId(id));
    await this.audit.record(manager, actor, { kind: 'api_key.revoked', target: { kind: 'api_key', id } });
  }

  private async write(
    actor: ActingPerson,
    key: z.infer<typeof KEY>,
    createdBy: string,
    manager: EntityManager,
  ): Promise<string> {
    try {
      const made = await rows<{ id: string }>(
        manager,
        `insert into api_key (prefix, secret_hash, name, source_id, platform_id, scopes, requests_per_minute, created_by)
         values ($1, decode($2, 'hex'), $3, $4, $5, $6, $7, $8) returning id`,
        [
          key.prefix,
          key.secretHash,
          key.name,
          key.sourceId,
          key.platformId,
          key.scopes,
          key.requestsPerMinute,
          createdBy,
        ],
      );
      const id = made[0]?.id ?? '';
      await this.audit.record(manager, actor, {
        kind: 'api_key.created',
        target: { kind: 'api_key', id },
        details: { scopes: key.scopes },
      });
      return id;
    } catch (error) {
      const constraint = violatedConstraint(error) ?? '';
      if (constraint.includes('source')) throw invalid('sourceId', 'There is no such source.');
      if (constraint.includes('platform')) throw invalid('platformId', 'There is no such platform.');
      throw error;
    }
  }
}

/** The scopes asked for, once everything else of the request is in order. */
function scopesOf(request: KeyRequest): ApiScope[] {
  const { name, scopes, requestsPerMinute: perMinute, sourceId, platformId } = request;
  if (name.trim() === '' || name.length > 120) throw invalid('name', 'A key needs a name.', { max: 120 });
  if (perMinute !== null && (perMinute < 1 || perMinute > MAX_PER_MINUTE)) {
    throw invalid('requestsPerMinute', 'This rate is not possible.', { min: 1, max: MAX_PER_MINUTE });
  }
  if (sourceId !== null && !isId(sourceId)) throw invalid('sourceId', 'There is no such source.');
  if (platformId !== null && !isId(platformId)) throw invalid('platformId', 'There is no such platform.');
  const known = API_SCOPES.filter((scope) => scopes.includes(scope));
  if (known.length === 0 || scopes.some((scope) => !API_SCOPES.some((other) => other === scope))) {
    throw invalid('scopes', 'A key needs scopes that exist.', { allowed: API_SCOPES });
  }
  if (known.includes('flags') && sourceId === null) throw invalid('sourceId', 'A key that flags needs a source.');
  if (known.includes('orders') && platformId === null)
    throw invalid('platformId', 'A key for orders needs a platform.');
  return known;
}
