import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { EntriesService } from './entries.service.js';
import { IdentifiersService } from './identifiers.service.js';
import { MatchingService } from './matching.service.js';
import { ProtectedEvidenceService } from './protected-evidence.service.js';
import { ProtectedPerson } from './protected-person.entity.js';
import { ProtectedStepsService } from './protected-steps.service.js';
import { ProtectionService } from './protection.service.js';
import { RegisterExportService } from './register-export.service.js';
import { RegisterImportService } from './register-import.service.js';
import { RegisterReadsService } from './register-reads.service.js';
import { RegisterService } from './register.service.js';
import { RevealsService } from './reveals.service.js';
import { SignalsService } from './signals.service.js';
import { VerificationService } from './verification.service.js';

export const PROTECTION_ENTITIES = [ProtectedPerson];

const SERVICES = [
  ProtectionService,
  MatchingService,
  ProtectedEvidenceService,
  ProtectedStepsService,
  RegisterService,
  RegisterReadsService,
  RegisterExportService,
  RegisterImportService,
  RevealsService,
  SignalsService,
  VerificationService,
];

/** Protected persons, what matches them, signals. */
@Module({
  imports: [TypeOrmModule.forFeature(PROTECTION_ENTITIES), AuditModule, PlatformsModule, SubjectsModule],
  providers: [...SERVICES, EntriesService, IdentifiersService],
  exports: SERVICES,
})
export class ProtectionModule {}
