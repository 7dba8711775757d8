import { Module } from '@nestjs/common';
import { NoticesModule } from './notices.module.js';

/** What the worker does for notices. */
@Module({ imports: [NoticesModule] })
export class NoticesWorkerModule {}
