import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { ImportRefusal } from './import-refusal.entity.js';
import { Import } from './import.entity.js';
import { IntakeDirectoryService } from './intake-directory.service.js';
import { importEvent } from './intake.events.js';
import { checkImport, type ImportRequest } from './import-request-rules.js';

export type { ImportRequest } from './import-request-rules.js';

/** Folder of uploads in the data folder. */
const FOLDER = 'imports';

/** Files that people hand in: kept until they are worked through, and what came of them. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: IntakeDirectoryService,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'DATA_FOLDER'>,
  ) {}

  /** Keeps an upload of any size without holding it in memory. Throws INVALID_INPUT naming the field; nothing stays then. */
  async upload(actor: Actor, request: ImportRequest, bytes: AsyncIterable<Buffer>): Promise<string> {
    const checked = checkImport(request, await this.directory.current());
    const id = newId();
    const folder = path.join(this.config.DATA_FOLDER, FOLDER);
    const file = path.join(folder, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await pipeline(bytes, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
      const { size } = await stat(file);
      if (size === 0) throw invalid('file', 'The file is empty.');
      await this.insert(actor, id, checked, file, size);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    return id;
  }

  /** Takes a file that lies on this machine and stays where it is. Throws INVALID_INPUT naming the field. */
  async take(actor: Actor, request: ImportRequest, file: string): Promise<string> {
    const checked = checkImport(request, await this.directory.current());
    const { size } = await stat(file);
    const id = newId();
    await this.insert(actor, id, checked, path.resolve(file), size);
    return id;
  }

  /** Removes an upload that is worked through; files that were only taken stay. */
  async removeUpload(one: Import): Promise<void> {
    if (one.filePath === path.join(this.config.DATA_FOLDER, FOLDER, one.id)) await rm(one.filePath, { force: true });
  }

  /** Throws NOT_FOUND. */
  async get(id: string): Promise<Import> {
    const found = await this.dataSource.manager.findOneBy(Import, { id });
    if (!found) throw notFound('import');
    return found;
  }

  /** The newest first. */
  async page(options: { first?: number | null; after?: string | null }) {
    const size = pageSize(options.first);
    const after = decodeCursor(options.after, 1);
    const query = this.dataSource.manager
      .createQueryBuilder(Import, 'i')
      .orderBy('i.id', 'DESC')
      .limit(size + 1);
    if (after) query.where('i.id < :after', { after: after[0] });
    return pageOf(await query.getMany(), size, (one) => encodeCursor([one.id]));
  }

  /** What was refused, in the order of the file. */
  async refusals(importId: string, options: { first?: number | null; after?: string | null }) {
    const size = pageSize(options.first);
    const after = decodeCursor(options.after, 1);
    const query = this.dataSource.manager
      .createQueryBuilder(ImportRefusal, 'r')
      .where('r.importId = :importId', { importId })
      .orderBy('r.line')
      .limit(size + 1);
    if (after) query.andWhere('r.line > :after', { after: after[0] });
    return pageOf(await query.getMany(), size, (one) => encodeCursor([one.line]));
  }

  private async insert(
    actor: Actor,
    id: string,
    request: ReturnType<typeof checkImport>,
    file: string,
    size: number,
  ): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await rows(
        manager,
        `insert into import (id, kind, file_name, file_path, byte_size, platform_id, source_id, zone, policy_id, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          request.kind,
          request.fileName,
          file,
          size,
          request.platformId,
          request.sourceId,
          request.zone,
          request.policyId,
          actor.kind === 'person' ? actor.id : null,
        ],
      );
      await this.audit.record(manager, actor, {
        kind: 'import.received',
        target: { kind: 'import', id },
        details: { importKind: request.kind, bytes: size },
        events: [importEvent(id)],
      });
    });
  }
}
