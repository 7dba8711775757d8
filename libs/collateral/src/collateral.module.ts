import { Module } from '@nestjs/common';

export const COLLATERAL_ENTITIES = [];

/** People swept up: their cases, remedies, passes to register again. */
@Module({})
export class CollateralModule {}
