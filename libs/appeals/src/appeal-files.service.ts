import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Blobs, keptHashes, nameBlobs, type BlobInfo } from '@mizan/foundation/blobs/blobs.js';
import { sniffMediaType } from '@mizan/foundation/blobs/media-type-rules.js';
import { invalid } from '@mizan/foundation/errors.js';
import type { ReceivedFile } from './appeal-receipt.service.js';
import { fileName, isTaken, MAX_FILE_BYTES, TAKEN_NAMES } from './public-file-rules.js';

/** A file as a platform sends it: its bytes in base64, or the hash of bytes sent before. */
export interface SentFile {
  readonly name: string;
  readonly data?: string | undefined;
  readonly sha256?: string | undefined;
}

/** Keeps what people prove things with, under the same limits as the public form. */
@Injectable()
export class AppealFilesService {
  constructor(private readonly blobs: Blobs) {}

  /** Throws INVALID_INPUT naming `evidence.<place>.data` or `.sha256`. */
  async keep(manager: EntityManager, files: readonly SentFile[]): Promise<ReceivedFile[]> {
    const kept: ReceivedFile[] = [];
    for (const [place, file] of files.entries()) {
      const field = `evidence.${place}`;
      const info =
        file.data === undefined
          ? await this.sentBefore(manager, file.sha256 ?? '', `${field}.sha256`)
          : await this.put(manager, Buffer.from(file.data, 'base64'), `${field}.data`);
      kept.push({ ...info, name: fileName(file.name) });
    }
    await nameBlobs(
      manager,
      kept.map((file) => file.sha256),
    );
    return kept;
  }

  private put(manager: EntityManager, bytes: Buffer, field: string): Promise<BlobInfo> {
    if (bytes.length === 0 || bytes.length > MAX_FILE_BYTES)
      throw invalid(field, `1 to ${MAX_FILE_BYTES} bytes.`, { max: MAX_FILE_BYTES });
    if (!isTaken(sniffMediaType(bytes)))
      throw invalid(field, `By content one of ${TAKEN_NAMES.join(', ')}.`, { kept: TAKEN_NAMES });
    return this.blobs.put(manager, bytes, { purpose: 'appeal_proof', retentionClass: 'appeal_proof' });
  }

  private async sentBefore(manager: EntityManager, sha256: string, field: string): Promise<BlobInfo> {
    const info = (await keptHashes(manager, [sha256])).has(sha256) ? await this.blobs.describe(sha256) : null;
    if (!info) throw invalid(field, 'No such file was sent.');
    return info;
  }
}
