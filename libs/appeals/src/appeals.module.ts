import { Module } from '@nestjs/common';

export const APPEALS_ENTITIES = [];

/** Appeals and their life, groups of second looks, the mass-error alarm. */
@Module({})
export class AppealsModule {}
