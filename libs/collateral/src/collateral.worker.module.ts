import { Module } from '@nestjs/common';
import { CollateralModule } from './collateral.module.js';

/** What the worker does for collateral. */
@Module({ imports: [CollateralModule] })
export class CollateralWorkerModule {}
