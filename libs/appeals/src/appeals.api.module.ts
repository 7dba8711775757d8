import { Module } from '@nestjs/common';
import { AppealsModule } from './appeals.module.js';

/** What people and platforms may ask of appeals. */
@Module({ imports: [AppealsModule] })
export class AppealsApiModule {}
