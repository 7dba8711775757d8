import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { checkCode, checkName } from './platform-input-rules.js';
import { codeTaken } from './platforms.errors.js';
import { Platform } from './platform.entity.js';
import { Source, type SourceKind } from './source.entity.js';

/** What an administrator sets of a source. Without `id` a new one is made. */
export interface SourceInput {
  id?: string | null;
  code: string;
  name: string;
  kind: SourceKind;
  /** Null = flags on several platforms. */
  platformId?: string | null;
  active: boolean;
  /** Only for a source of one platform; default as it was, at first false. */
  tellsReporters?: boolean | null;
}

/** The sources that flag. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  list(): Promise<Source[]> {
    return this.dataSource.manager.find(Source, { order: { code: 'ASC' } });
  }

  /** Throws NOT_FOUND. */
  async get(id: string, manager: EntityManager = this.dataSource.manager): Promise<Source> {
    const source = await manager.findOneBy(Source, { id });
    if (!source) throw notFound('source');
    return source;
  }

  findByCode(code: string, manager: EntityManager = this.dataSource.manager): Promise<Source | null> {
    return manager.findOneBy(Source, { code });
  }

  findByIds(ids: readonly string[]): Promise<Source[]> {
    return this.dataSource.manager.findBy(Source, { id: In([...ids]) });
  }

  /**
   * Makes or changes a source. Code, kind and platform stay as they were made: flags already stand under them.
   * Throws INVALID_INPUT, NOT_FOUND, ALREADY_EXISTS.
   */
  save(actor: Actor, input: SourceInput, manager?: EntityManager): Promise<Source> {
    const work = (inner: EntityManager) =>
      input.id ? this.change(actor, input.id, input, inner) : this.create(actor, input, inner);
    return manager ? work(manager) : inTransaction(this.dataSource, work);
  }

  private async create(actor: Actor, input: SourceInput, manager: EntityManager): Promise<Source> {
    checkCode(input.code);
    const name = checkName(input.name);
    const platformId = input.platformId ?? null;
    if (platformId !== null && !(await manager.existsBy(Platform, { id: platformId }))) {
      throw invalid('platformId', 'No such platform.');
    }
    const id = newId();
    try {
      await manager.insert(Source, {
        id,
        code: input.code,
        name,
        kind: input.kind,
        platformId,
        active: input.active,
        tellsReporters: tells(input, platformId) ?? false,
      });
    } catch (error) {
      if (violatedConstraint(error) === 'source_code_unique') throw codeTaken('source');
      throw error;
    }
    const details = { code: input.code, sourceKind: input.kind };
    await this.audit.record(manager, actor, { kind: 'source.created', target: { kind: 'source', id }, details });
    return this.get(id, manager);
  }

  private async change(actor: Actor, id: string, input: SourceInput, manager: EntityManager): Promise<Source> {
    const source = await manager.findOne(Source, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!source) throw notFound('source');
    if (input.kind !== source.kind) throw invalid('kind', 'The kind of a source stays as it was made.');
    if ((input.platformId ?? null) !== source.platformId) {
      throw invalid('platformId', 'The platform of a source stays as it was made.');
    }
    const values = {
      name: checkName(input.name),
      active: input.active,
      tellsReporters: tells(input, source.platformId) ?? source.tellsReporters,
    };
    const changed = [
      ...(values.name === source.name ? [] : ['name']),
      ...(values.active === source.active ? [] : ['active']),
      ...(values.tellsReporters === source.tellsReporters ? [] : ['tellsReporters']),
    ];
    if (changed.length === 0) return source;
    await manager.update(Source, { id }, values);
    await this.audit.record(manager, actor, {
      kind: 'source.changed',
      target: { kind: 'source', id },
      details: { fields: changed },
    });
    return this.get(id, manager);
  }
}

function tells(input: SourceInput, platformId: string | null): boolean | null {
  if (input.tellsReporters && platformId === null)
    throw invalid('tellsReporters', 'Only a platform can reach those who reported through it.');
  return input.tellsReporters ?? null;
}
