import path from 'node:path';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { AuditStart } from './audit-start.js';
import { AuditVerifier } from './audit-verifier.service.js';
import { AuditService } from './audit.service.js';
import { RootFile } from './root-file.js';
import { ViewLog } from './view-log.service.js';

/** None: the record is written and read by SQL only. */
export const AUDIT_ENTITIES = [];

/** AUDIT_ROOTS, or the default beside the data. */
export function rootFilePath(config: Pick<Config, 'AUDIT_ROOTS' | 'DATA_FOLDER'>): string {
  return path.resolve(config.AUDIT_ROOTS ?? path.join(config.DATA_FOLDER, 'audit-roots.ndjson'));
}

/** The append-only record and who viewed what. */
@Module({
  providers: [
    AuditService,
    AuditStart,
    ViewLog,
    { provide: RootFile, useFactory: (config: Config) => new RootFile(rootFilePath(config)), inject: [CONFIG] },
    {
      provide: AuditVerifier,
      useFactory: (source: DataSource, roots: RootFile) => new AuditVerifier(source, roots),
      inject: [DataSource, RootFile],
    },
  ],
  exports: [AuditService, AuditStart, AuditVerifier, RootFile, ViewLog],
})
export class AuditModule {}
