import { Injectable } from '@nestjs/common';
import type { JobDefinition, JobProcessor } from '@mizan/foundation/job-definition.js';
import { MediaIntakeService } from './media-intake.service.js';

/** Removes media that was sent and never named by a flag. */
@Injectable()
export class UnnamedMediaProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'unnamed-media',
    concurrency: 2,
    attempts: 5,
    backoffMs: 60_000,
    timeoutMs: 60_000,
    due: `select encode(sha256, 'hex') as id, expires_at as due_at from blob where expires_at <= $1::timestamptz and not legal_hold`,
  };

  constructor(private readonly media: MediaIntakeService) {}

  async process(id: string): Promise<void> {
    await this.media.removeUnnamed(id);
  }
}
