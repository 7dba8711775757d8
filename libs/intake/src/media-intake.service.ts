import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { Blobs, type BlobInfo } from '@mizan/foundation/blobs/blobs.js';
import { sniffMediaType } from '@mizan/foundation/blobs/media-type-rules.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { KEPT_MEDIA } from './media-intake-rules.js';
import { mediaRefused } from './intake.errors.js';

/** Keeps the bytes that evidence of flags names by their hash. */
@Injectable()
export class MediaIntakeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: Blobs,
    private readonly audit: AuditService,
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
    const kept = await this.blobs.put(manager, bytes, { purpose: 'evidence', retentionClass: 'media' });
    await this.audit.record(manager, actor, {
      kind: 'media.received',
      target: { kind: 'source', id: sourceId },
      details: { ...kept },
    });
    return kept;
  }
}
