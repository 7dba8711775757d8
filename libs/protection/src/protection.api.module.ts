import { Module } from '@nestjs/common';
import { ProtectionModule } from './protection.module.js';

/** What people and platforms may ask of protection. */
@Module({ imports: [ProtectionModule] })
export class ProtectionApiModule {}
