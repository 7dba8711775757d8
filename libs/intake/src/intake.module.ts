import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { BlobsModule } from '@mizan/foundation/blobs/blobs.module.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { FlagBatcherService } from './flag-batcher.service.js';
import { Flag } from './flag.entity.js';
import { FlagWriterService } from './flag-writer.service.js';
import { FlagsService } from './flags.service.js';
import { ImportRefusal } from './import-refusal.entity.js';
import { ImportRunnerService } from './import-runner.service.js';
import { Import } from './import.entity.js';
import { ImportsService } from './imports.service.js';
import { IntakeDirectoryService } from './intake-directory.service.js';
import { IntakeService } from './intake.service.js';
import { MachineApiService } from './machine-api.service.js';
import { MachineLinesService } from './machine-lines.service.js';
import { MediaIntakeService } from './media-intake.service.js';
import { ReferralImportService } from './referral-import.service.js';
import { RelationsService } from './relations.service.js';
import { Reporter } from './reporter.entity.js';
import { TelegramChatWriterService } from './telegram-chat-writer.service.js';
import { TelegramImportService } from './telegram-import.service.js';

export const INTAKE_ENTITIES = [Flag, Reporter, Import, ImportRefusal];

const SERVICES = [
  IntakeService,
  FlagsService,
  FlagBatcherService,
  MachineApiService,
  MachineLinesService,
  MediaIntakeService,
  RelationsService,
  ImportsService,
  ImportRunnerService,
];

/** Flags arriving: what each is, whether it was here before, which case it joins; and files of them. */
@Module({
  imports: [
    TypeOrmModule.forFeature(INTAKE_ENTITIES),
    BlobsModule,
    AuditModule,
    PlatformsModule,
    SubjectsModule,
    CasesModule,
  ],
  providers: [
    ...SERVICES,
    FlagWriterService,
    IntakeDirectoryService,
    ReferralImportService,
    TelegramImportService,
    TelegramChatWriterService,
  ],
  exports: SERVICES,
})
export class IntakeModule {}
