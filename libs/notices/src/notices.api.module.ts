import { Module } from '@nestjs/common';
import { NoticesModule } from './notices.module.js';

/** What people and platforms may ask of notices. */
@Module({ imports: [NoticesModule] })
export class NoticesApiModule {}
