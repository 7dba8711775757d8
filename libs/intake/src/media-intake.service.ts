import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor, type Actor } from '@mizan/foundation/acting.js';
import { Blobs, type BlobInfo } from '@mizan/foundation/blobs/blobs.js';
import { declaredPixels, MOST_PIXELS } from '@mizan/foundation/blobs/image-size-rules.js';
import { sniffMediaType } from '@mizan/foundation/blobs/media-type-rules.js';
import { Clock } from '@mizan/foundation/clock.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { KEPT_MEDIA, UNNAMED_MS } from './media-intake-rules.js';
import { mediaRefused } from './intake.errors.js';

/** Keeps the bytes that evidence of flags names by their hash. */
@Injectable()
export class MediaIntakeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: Blobs,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Keeps them by their content, whatever the sender calls it. Throws MEDIA_REFUSED. */
  keep(actor: Actor, sourceId: string | null, bytes: Uint8Array): Promise<BlobInfo> {
    return inTransaction(this.dataSource, (manager) => this.keepIn(manager, actor, sourceId, bytes));
  }

  /** The same inside the caller's transaction. */
  async keepIn(manager: EntityManager, actor: Actor, sourceId: string | null, bytes: Uint8Array): Promise<BlobInfo> {
    if (bytes.length === 0) throw mediaRefused('empty');
    const mediaType = sniffMediaType(bytes);
    if (!KEPT_MEDIA.has(mediaType)) throw mediaRefused('kind', { found: mediaType, kept: [...KEPT_MEDIA] });
    const pixels = declaredPixels(bytes);
    if (pixels !== null && pixels > MOST_PIXELS) {
      throw mediaRefused('too_many_pixels', { pixels, limitPixels: MOST_PIXELS });
    }
    const kept = await this.blobs.put(manager, bytes, {
      purpose: 'evidence',
      retentionClass: 'media',
      expiresAt: new Date(this.clock.now().getTime() + UNNAMED_MS),
    });
    await this.audit.record(manager, actor, {
      kind: 'media.received',
      target: { kind: 'source', id: sourceId },
      details: { ...kept },
    });
    return kept;
  }

  /**
   * Evidence about a reserved subject keeps the hash of its media and lets go of the bytes, unless a legal hold keeps
   * them; nothing when the subject is not reserved (any more). The bytes are removed once nothing else names them.
   */
  async letGo(evidenceId: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const [freed] = await rows<{ hash: string; subjectId: string }>(
        manager,
        `update evidence e set blob_sha256 = null,
           media = coalesce(e.media, '{}') || jsonb_build_object('sha256', encode(old.blob_sha256, 'hex'))
         from evidence old join blob b on b.sha256 = old.blob_sha256 and not b.legal_hold
         where e.id = $1 and old.id = e.id and exists (select from subject_reserve r where r.subject_id = e.subject_id)
         returning encode(old.blob_sha256, 'hex') as hash, e.subject_id as "subjectId"`,
        [evidenceId],
      );
      if (!freed) return;
      await manager.query(
        `update blob set expires_at = clock_timestamp() where sha256 = decode($1, 'hex')
           and not exists (select from evidence e where e.blob_sha256 = blob.sha256)`,
        [freed.hash],
      );
      await this.audit.record(manager, systemActor('reserved-media'), {
        kind: 'media.letGo',
        target: { kind: 'evidence', id: evidenceId },
        subjectId: freed.subjectId,
        details: { sha256: freed.hash },
      });
    });
  }

  /** Removes what no flag named in time; nothing when it was named meanwhile, or is gone. */
  async removeUnnamed(hash: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      if (!(await this.blobs.removeExpired(manager, hash, this.clock.now()))) return;
      await this.audit.record(manager, systemActor('unnamed-media'), {
        kind: 'media.removed',
        target: { kind: 'media', id: null },
        details: { sha256: hash, why: 'unnamed' },
      });
    });
    await this.blobs.removeBytes(hash);
  }
}
