import { Module } from '@nestjs/common';
import { AppealsModule } from './appeals.module.js';

/** What the worker does for appeals. */
@Module({ imports: [AppealsModule] })
export class AppealsWorkerModule {}
