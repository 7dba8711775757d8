import { Module } from '@nestjs/common';
import { IdentityModule } from './identity.module.js';

/** What the worker needs of identity. */
@Module({ imports: [IdentityModule] })
export class IdentityWorkerModule {}
