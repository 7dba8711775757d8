import { Module } from '@nestjs/common';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { ImportsProcessor } from './imports.processor.js';
import { IntakeModule } from './intake.module.js';
import { UnnamedMediaProcessor } from './unnamed-media.processor.js';

/** What the worker does for intake. */
@Module({ imports: [IntakeModule], providers: [ImportsProcessor, UnnamedMediaProcessor] })
export class IntakeWorkerModule {
  constructor(registry: JobRegistry, imports: ImportsProcessor, media: UnnamedMediaProcessor) {
    registry.register(imports);
    registry.register(media);
  }
}
