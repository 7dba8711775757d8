import { Injectable } from '@nestjs/common';
import type { JobProcessor } from '@mizan/foundation/job-definition.js';
import { IMPORT_JOB } from './import-job.js';
import { ImportRunnerService } from './import-runner.service.js';

/** Works imports through as they come. */
@Injectable()
export class ImportsProcessor implements JobProcessor {
  readonly definition = IMPORT_JOB;

  constructor(private readonly runner: ImportRunnerService) {}

  async process(id: string, signal: AbortSignal): Promise<void> {
    await this.runner.run(id, signal);
  }
}
