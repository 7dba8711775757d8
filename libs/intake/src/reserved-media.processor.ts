import { Injectable } from '@nestjs/common';
import type { JobDefinition, JobProcessor } from '@mizan/foundation/job-definition.js';
import { MediaIntakeService } from './media-intake.service.js';

/**
 * Lets go of the bytes of media that came before, or beside, what made their subject a matter of child safety: of those
 * only hash and reference are kept (settled 22).
 */
@Injectable()
export class ReservedMediaProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'reserved-media',
    concurrency: 2,
    attempts: 5,
    backoffMs: 10_000,
    timeoutMs: 60_000,
    due: `select e.id, e.received_at as due_at from subject_reserve r
      join evidence e on e.subject_id = r.subject_id and e.blob_sha256 is not null
      join blob b on b.sha256 = e.blob_sha256 and not b.legal_hold where e.received_at <= $1::timestamptz`,
  };

  constructor(private readonly media: MediaIntakeService) {}

  async process(id: string): Promise<void> {
    await this.media.letGo(id);
  }
}
