import { Module } from '@nestjs/common';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { ImportsProcessor } from './imports.processor.js';
import { IntakeModule } from './intake.module.js';

/** What the worker does for intake. */
@Module({ imports: [IntakeModule], providers: [ImportsProcessor] })
export class IntakeWorkerModule {
  constructor(registry: JobRegistry, imports: ImportsProcessor) {
    registry.register(imports);
  }
}
