import { Module } from '@nestjs/common';
import { CollateralModule } from './collateral.module.js';

/** What people and platforms may ask of collateral. */
@Module({ imports: [CollateralModule] })
export class CollateralApiModule {}
