import { Module } from '@nestjs/common';

export const PROTECTION_ENTITIES = [];

/** Protected persons, what matches them, signals. */
@Module({})
export class ProtectionModule {}
