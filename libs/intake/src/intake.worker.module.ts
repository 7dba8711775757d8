import { Module } from '@nestjs/common';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { ImportsProcessor } from './imports.processor.js';
import { IntakeModule } from './intake.module.js';
import { ReservedMediaProcessor } from './reserved-media.processor.js';
import { UnnamedMediaProcessor } from './unnamed-media.processor.js';

/** What the worker does for intake. */
@Module({ imports: [IntakeModule], providers: [ImportsProcessor, ReservedMediaProcessor, UnnamedMediaProcessor] })
export class IntakeWorkerModule {
  constructor(
    registry: JobRegistry,
    imports: ImportsProcessor,
    unnamed: UnnamedMediaProcessor,
    reserved: ReservedMediaProcessor,
  ) {
    for (const processor of [imports, unnamed, reserved]) registry.register(processor);
  }
}
