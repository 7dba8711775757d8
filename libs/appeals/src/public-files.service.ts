import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Blobs, keptHashes, nameBlobs } from '@mizan/foundation/blobs/blobs.js';
import { sniffMediaType } from '@mizan/foundation/blobs/media-type-rules.js';
import { Clock } from '@mizan/foundation/clock.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import type { SentForm } from './public-body.js';
import { fileName, isTaken, MAX_FILES } from './public-file-rules.js';
import type { ShownFile } from './public-form-page.js';
import { FILE_LIMITS, type FormFault } from './public-form-rules.js';
import { readKeptFile, writeKeptFile, type KeptFile } from './public-token-rules.js';

/** How long files wait for a form that was not accepted to come again, in milliseconds. */
const WAITING_MS = 2 * 3_600_000;

/** Keeps what people prove things with: encrypted, by content, and served from the media origin only. */
@Injectable()
export class PublicFilesService {
  constructor(
    readonly source: DataSource,
    private readonly blobs: Blobs,
    private readonly personal: PersonalText,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The files that came before with the same form, and those that come with it now. What is not taken is named as a fault
   * and left out.
   */
  async keep(formId: string, sent: SentForm): Promise<{ kept: KeptFile[]; faults: FormFault[] }> {
    const faults: FormFault[] = [];
    const kept = new Map<string, KeptFile>();
    for (const token of sent.fields.get('kept') ?? []) {
      const file = readKeptFile(this.config.IDENTITY_KEY, formId, token);
      if (file) kept.set(file.sha256, file);
    }
    for (const { name, bytes } of sent.files) {
      const called = fileName(name);
      if (!isTaken(sniffMediaType(bytes))) {
        faults.push({ field: 'files', word: 'fileType', values: { name: called, types: FILE_LIMITS.types } });
      } else if (kept.size >= MAX_FILES) {
        faults.push({ field: 'files', word: 'tooManyFiles', values: FILE_LIMITS });
        break;
      } else {
        const info = await inTransaction(this.source, (manager) =>
          this.blobs.put(manager, bytes, {
            purpose: 'appeal_proof',
            retentionClass: 'appeal_proof',
            expiresAt: new Date(this.clock.now().getTime() + WAITING_MS),
          }),
        );
        kept.set(info.sha256, { ...info, name: called });
      }
    }
    return { kept: [...kept.values()].slice(0, MAX_FILES), faults };
  }

  /** The files as they go along with the form when it is shown again. */
  shown(formId: string, files: readonly KeptFile[]): ShownFile[] {
    return files.map((file) => ({ name: file.name, token: writeKeptFile(this.config.IDENTITY_KEY, formId, file) }));
  }

  /** Says that the files belong to something now; false when one of them is not kept any more. */
  async name(manager: EntityManager, files: readonly KeptFile[]): Promise<boolean> {
    const hashes = files.map((file) => file.sha256);
    const present = await keptHashes(manager, hashes);
    if (hashes.some((hash) => !present.has(hash))) return false;
    await nameBlobs(manager, hashes);
    return true;
  }

  /** Adds named files to what a person wrote. */
  async attach(
    manager: EntityManager,
    to: { readonly appealId: string; readonly keyId: string; readonly messageId: string },
    files: readonly KeptFile[],
  ): Promise<void> {
    for (const file of files)
      await manager.query(
        `insert into appeal_file (appeal_id, message_id, blob_sha256, sealed_name, media_type, byte_size)
         values ($1, $2, decode($3, 'hex'), $4, $5, $6)`,
        [
          to.appealId,
          to.messageId,
          file.sha256,
          await this.personal.seal(manager, to.keyId, file.name),
          file.mediaType,
          file.byteSize,
        ],
      );
  }
}
