import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { Flag } from './flag.entity.js';
import { FlagWriterService } from './flag-writer.service.js';
import { IntakeDirectoryService } from './intake-directory.service.js';
import { IntakeService } from './intake.service.js';
import { Reporter } from './reporter.entity.js';

export const INTAKE_ENTITIES = [Flag, Reporter];

const SERVICES = [IntakeService];

/** Flags arriving: what each is, whether it was here before, which case it joins. */
@Module({
  imports: [TypeOrmModule.forFeature(INTAKE_ENTITIES), AuditModule, SubjectsModule, CasesModule],
  providers: [...SERVICES, FlagWriterService, IntakeDirectoryService],
  exports: SERVICES,
})
export class IntakeModule {}
