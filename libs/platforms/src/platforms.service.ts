import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { decryptSecret, encryptSecret } from '@mizan/foundation/secrets.js';
import { checkCode, checkEndpoint, checkName, checkOrdersPerSecond } from './platform-input-rules.js';
import { Platform, type PlatformKind } from './platform.entity.js';
import { codeTaken, notConnected, staleVersion } from './platforms.errors.js';
import { newSigningSecret, signingKey } from './webhook-signature-rules.js';

const SECRET_PURPOSE = 'platform-signing-secret';

/** What an administrator sets of a platform. Without `id` a new one is made; `version` is the one that was read. */
export interface PlatformInput {
  id?: string | null;
  code: string;
  kind: PlatformKind;
  name: string;
  endpointUrl?: string | null;
  ordersPerSecond: number;
  paused: boolean;
  version?: number | null;
}

/** Where and with what keys a platform is reached. */
export interface PlatformConnection {
  endpointUrl: string;
  keys: Buffer[];
}

/** The platforms and the secrets that sign towards them. */
@Injectable()
export class PlatformsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  list(): Promise<Platform[]> {
    return this.dataSource.manager.find(Platform, { order: { code: 'ASC' } });
  }

  /** Throws NOT_FOUND. */
  async get(id: string, manager: EntityManager = this.dataSource.manager): Promise<Platform> {
    const platform = await manager.findOneBy(Platform, { id });
    if (!platform) throw notFound('platform');
    return platform;
  }

  findByCode(code: string, manager: EntityManager = this.dataSource.manager): Promise<Platform | null> {
    return manager.findOneBy(Platform, { code });
  }

  findByIds(ids: readonly string[]): Promise<Platform[]> {
    return this.dataSource.manager.findBy(Platform, { id: In([...ids]) });
  }

  /**
   * Makes or changes a platform. The code never changes: files and keys name it.
   * Throws INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS, STALE_VERSION.
   */
  save(actor: Actor, input: PlatformInput, manager?: EntityManager): Promise<Platform> {
    const work = (inner: EntityManager) => this.saveIn(actor, input, inner);
    return manager ? work(manager) : inTransaction(this.dataSource, work);
  }

  /**
   * Makes a new signing secret and keeps the one before: both sign until the next rotation, so that the platform
   * changes over when it likes. The secret is returned here and never again.
   */
  rotateSecret(actor: Actor, id: string, manager?: EntityManager): Promise<{ platform: Platform; secret: string }> {
    const work = async (inner: EntityManager) => {
      const secret = newSigningSecret();
      const sealed = encryptSecret(this.config.ENCRYPTION_KEY, SECRET_PURPOSE, Buffer.from(secret));
      const { affected } = await inner
        .createQueryBuilder()
        .update(Platform)
        .set({ previousSigningSecret: () => 'signing_secret', signingSecret: sealed, version: () => 'version + 1' })
        .where({ id })
        .execute();
      if (affected !== 1) throw notFound('platform');
      await this.audit.record(inner, actor, { kind: 'platform.secretRotated', target: { kind: 'platform', id } });
      return { platform: await this.get(id, inner), secret };
    };
    return manager ? work(manager) : inTransaction(this.dataSource, work);
  }

  /**
   * The secret that a rotation made, as long as nothing was changed since; for repeating a lost answer.
   * Throws NOT_FOUND, STALE_VERSION.
   */
  async secretOfRotation(id: string, version: number): Promise<{ platform: Platform; secret: string }> {
    const platform = await this.get(id);
    if (platform.version !== version) throw staleVersion('platform', platform.version);
    const [secret] = await this.secrets(id);
    if (secret === undefined) throw notConnected();
    return { platform, secret };
  }

  /** Address and signing keys, the current one first. Throws NOT_FOUND, PLATFORM_NOT_CONNECTED. */
  async connection(id: string): Promise<PlatformConnection> {
    const { endpointUrl } = await this.get(id);
    const keys = (await this.secrets(id)).flatMap((secret) => signingKey(secret) ?? []);
    if (endpointUrl === null || keys.length === 0) throw notConnected();
    return { endpointUrl, keys };
  }

  /** Signing secrets in the clear, the current one first. */
  private async secrets(id: string): Promise<string[]> {
    const found = await this.dataSource.manager.findOne(Platform, {
      where: { id },
      select: { id: true, signingSecret: true, previousSigningSecret: true },
    });
    return [found?.signingSecret, found?.previousSigningSecret].flatMap((sealed) =>
      sealed ? [decryptSecret(this.config.ENCRYPTION_KEY, SECRET_PURPOSE, sealed).toString()] : [],
    );
  }

  private async saveIn(actor: Actor, input: PlatformInput, manager: EntityManager): Promise<Platform> {
    const values = {
      kind: input.kind,
      name: checkName(input.name),
      endpointUrl: checkEndpoint(input.endpointUrl, this.config.ALLOW_LOOPBACK_WEBHOOKS),
      ordersPerSecond: input.ordersPerSecond,
      paused: input.paused,
    };
    checkOrdersPerSecond(input.ordersPerSecond);
    if (!input.id) return this.create(actor, input.code, values, manager);
    const platform = await manager.findOne(Platform, { where: { id: input.id }, lock: { mode: 'pessimistic_write' } });
    if (!platform) throw notFound('platform');
    if (platform.version !== input.version) throw staleVersion('platform', platform.version);
    const changed = Object.entries(values).flatMap(([field, value]) =>
      Reflect.get(platform, field) === value ? [] : [field],
    );
    if (changed.length === 0) return platform;
    await manager.update(Platform, { id: platform.id }, { ...values, version: platform.version + 1 });
    await this.audit.record(manager, actor, {
      kind:
        values.paused === platform.paused ? 'platform.changed' : values.paused ? 'platform.paused' : 'platform.resumed',
      target: { kind: 'platform', id: platform.id },
      details: { fields: changed },
    });
    return this.get(platform.id, manager);
  }

  private async create(
    actor: Actor,
    code: string,
    values: Omit<PlatformInput, 'id' | 'code' | 'version'>,
    manager: EntityManager,
  ): Promise<Platform> {
    checkCode(code);
    const id = newId();
    try {
      await manager.insert(Platform, { id, code, connector: 'webhook', ...values });
    } catch (error) {
      if (violatedConstraint(error) === 'platform_code_unique') throw codeTaken('platform');
      throw error;
    }
    await this.audit.record(manager, actor, {
      kind: 'platform.created',
      target: { kind: 'platform', id },
      details: { code },
    });
    return this.get(id, manager);
  }
}
