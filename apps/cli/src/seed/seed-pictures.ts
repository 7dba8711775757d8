import type { DataSource } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import type { MediaIntakeService } from '@mizan/intake/media-intake.service.js';
import { drawPoster, POSTER, SAMPLE_POSTERS } from './sample-pictures.js';

/** A picture that is kept, with what is said of it beside a message. */
export interface KeptPicture {
  readonly blobSha256: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** Draws the sample's posters and keeps them by the way that a platform's pictures come. */
export async function seedPictures(dataSource: DataSource, media: MediaIntakeService): Promise<KeptPicture[]> {
  const drawn = await Promise.all(SAMPLE_POSTERS.map(drawPoster));
  return inTransaction(dataSource, async (manager) => {
    const kept: KeptPicture[] = [];
    for (const bytes of drawn) {
      const { sha256, byteSize, mediaType } = await media.keepIn(manager, systemActor('sample'), null, bytes);
      kept.push({ blobSha256: sha256, mimeType: mediaType, bytes: byteSize, ...POSTER });
    }
    return kept;
  });
}

/** The picture of one message: always the same for the same message. */
export function pictureOf(externalRef: string, pictures: readonly KeptPicture[]): KeptPicture | null {
  const sum = [...externalRef].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
  return pictures[sum % pictures.length] ?? null;
}
