import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { AppError } from '@mizan/foundation/errors.js';
import { ImportProgress } from './import-progress.js';
import { Import } from './import.entity.js';
import { ImportsService } from './imports.service.js';
import { FileFault } from './intake.errors.js';
import { importEvent } from './intake.events.js';
import { ReferralImportService } from './referral-import.service.js';
import { TelegramImportService } from './telegram-import.service.js';

/** Works imports through: waiting → running → done | failed. */
@Injectable()
export class ImportRunnerService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly imports: ImportsService,
    private readonly telegram: TelegramImportService,
    private readonly referrals: ReferralImportService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Works one import through; leaves one that is done alone. Started again after a crash it begins anew and writes nothing
   * twice. A file that cannot be taken ends as failed with its code and place; anything else that goes wrong is thrown.
   */
  async run(id: string, signal: AbortSignal, onProgress?: (bytesDone: number, one: Import) => void): Promise<Import> {
    const one = await this.imports.get(id);
    if (one.state === 'done' || one.state === 'failed') return one;
    const actor = systemActor('imports');
    await this.begin(one, actor);
    const progress = new ImportProgress(this.dataSource, id, (bytesDone) => onProgress?.(bytesDone, one));
    try {
      const result = await (one.kind === 'telegram_export' ? this.telegram : this.referrals).run(
        actor,
        one,
        progress,
        signal,
      );
      await progress.moved(one.byteSize);
      await progress.write();
      await this.end(one, actor, { state: 'done', result, code: null, details: null });
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      await progress.write();
      const place = error instanceof FileFault ? error.place : {};
      await this.end(one, actor, {
        state: 'failed',
        result: {},
        code: error.code,
        details: { message: error.message, ...place },
      });
    }
    await this.imports.removeUpload(one);
    return this.imports.get(id);
  }

  private async begin(one: Import, actor: Actor): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await rows(manager, 'delete from import_refusal where import_id = $1 returning line', [one.id]);
      await rows(
        manager,
        `update import set state = 'running', started_at = coalesce(started_at, clock_timestamp()), bytes_done = 0 where id = $1 returning id`,
        [one.id],
      );
      await this.record(manager, actor, one, 'import.started', {});
    });
  }

  private async end(
    one: Import,
    actor: Actor,
    outcome: {
      state: 'done' | 'failed';
      result: Record<string, unknown>;
      code: string | null;
      details: Record<string, unknown> | null;
    },
  ): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await rows(
        manager,
        `update import set state = $2, result = $3, error_code = $4, error_details = $5, finished_at = clock_timestamp(), file_path = null
         where id = $1 returning id`,
        [
          one.id,
          outcome.state,
          JSON.stringify(outcome.result),
          outcome.code,
          outcome.details === null ? null : JSON.stringify(outcome.details),
        ],
      );
      await this.record(
        manager,
        actor,
        one,
        outcome.state === 'done' ? 'import.finished' : 'import.failed',
        outcome.code === null ? {} : { code: outcome.code },
      );
    });
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    one: Import,
    kind: string,
    details: Record<string, string>,
  ): Promise<void> {
    return this.audit.record(manager, actor, {
      kind,
      target: { kind: 'import', id: one.id },
      details: { importKind: one.kind, ...details },
      events: [importEvent(one.id)],
    });
  }
}
