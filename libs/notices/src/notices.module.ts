import { Module } from '@nestjs/common';

export const NOTICES_ENTITIES = [];

/** What people outside are told, in their language, once. */
@Module({})
export class NoticesModule {}
