import { Module } from '@nestjs/common';
import { ProtectionModule } from './protection.module.js';

/** What the worker does for protection. */
@Module({ imports: [ProtectionModule] })
export class ProtectionWorkerModule {}
