import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';

export const AUDIT_ENTITIES = [];

/** The append-only record. */
@Module({
  providers: [AuditService],
  exports: [AuditService],
})
export class AuditModule {}
