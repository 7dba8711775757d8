import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { Blobs } from '@mizan/foundation/blobs/blobs.js';
import { sniffMediaType } from '@mizan/foundation/blobs/media-type-rules.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId, newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { ProtectedPerson, ProtectedState } from './protected-person.entity.js';
import { entryEnded, fileRefused } from './protection.errors.js';

/** Largest file of evidence, in bytes. */
export const EVIDENCE_LIMIT_BYTES = 10 * 1_048_576;
/** Files of one entry. */
const MAX_FILES = 50;
/** What evidence may be, by its content: documents and images; nothing that runs. */
const KEPT: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain']);

/** Proofs of who somebody is: press cards, imprints, letters. Kept encrypted, shown only with the entry. */
@Injectable()
export class ProtectedEvidenceService {
  constructor(
    private readonly blobs: Blobs,
    private readonly texts: PersonalText,
    private readonly audit: AuditService,
  ) {}

  /** Answers the file's id. Throws NOT_FOUND, ENTRY_ENDED, REGISTER_FILE_REFUSED (`reason`: empty, kind, too_many). */
  async add(
    manager: EntityManager,
    person: ActingPerson,
    entryId: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<string> {
    mustHold(person, 'protection.declare');
    const entry = isId(entryId)
      ? await manager.findOne(ProtectedPerson, { where: { id: entryId }, lock: { mode: 'pessimistic_write' } })
      : null;
    if (!entry) throw notFound('protected person');
    if (entry.state === ProtectedState.revoked || entry.sealedDetails === null) throw entryEnded();
    if (file.bytes.length === 0) throw fileRefused('empty', 'The file is empty.');
    if (!KEPT.has(sniffMediaType(file.bytes))) throw fileRefused('kind', 'Documents (PDF, text) and images are kept.');
    const [count] = await rows<{ n: number }>(
      manager,
      'select count(*)::int as n from protected_evidence where protected_person_id = $1',
      [entryId],
    );
    if ((count?.n ?? 0) >= MAX_FILES) throw fileRefused('too_many', `Up to ${MAX_FILES} files.`);
    const kept = await this.blobs.put(manager, file.bytes, {
      purpose: 'protected_evidence',
      retentionClass: 'register',
      ownerKind: 'protected_person',
      ownerId: entryId,
    });
    const id = newId();
    await manager.query(
      `insert into protected_evidence (id, protected_person_id, blob_sha256, sealed_name, media_type, byte_size, added_by)
       values ($1, $2, decode($3, 'hex'), $4, $5, $6, $7)`,
      [
        id,
        entryId,
        kept.sha256,
        await this.texts.seal(manager, entry.keyId, file.name.slice(0, 200)),
        kept.mediaType,
        kept.byteSize,
        person.id,
      ],
    );
    await this.audit.record(manager, person, {
      kind: 'protection.evidenceAdded',
      target: { kind: 'protected_person', id: entryId },
      details: { fileId: id, mediaType: kept.mediaType, byteSize: kept.byteSize },
    });
    return id;
  }
}
