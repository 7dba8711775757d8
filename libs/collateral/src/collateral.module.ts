import { Module } from '@nestjs/common';
import { AppealsModule } from '@mizan/appeals/appeals.module.js';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { NoticesModule } from '@mizan/notices/notices.module.js';
import { ProtectionModule } from '@mizan/protection/protection.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { AfterCheckRun } from './after-check-run.entity.js';
import { AfterCheckService } from './after-check.service.js';
import { CollateralCase } from './collateral-case.entity.js';
import { CollateralFindingService } from './collateral-finding.service.js';
import { CollateralOpeningService } from './collateral-opening.service.js';
import { CollateralProgressService } from './collateral-progress.service.js';
import { CollateralReadsService } from './collateral-reads.service.js';
import { CollateralRecordService } from './collateral-record.service.js';
import { JudgingService } from './judging.service.js';
import { RegisterProposalService } from './register-proposal.service.js';
import { RegistrationChecksService } from './registration-checks.service.js';
import { RegistrationPass } from './registration-pass.entity.js';
import { RegistrationPassesService } from './registration-passes.service.js';
import { RemedyItem } from './remedy-item.entity.js';
import { RemedyNoticesService } from './remedy-notices.service.js';
import { RemedyPlanService } from './remedy-plan.service.js';
import { RemedyService } from './remedy.service.js';

export const COLLATERAL_ENTITIES = [CollateralCase, RemedyItem, RegistrationPass, AfterCheckRun];

const SERVICES = [
  AfterCheckService,
  CollateralFindingService,
  CollateralOpeningService,
  CollateralProgressService,
  CollateralReadsService,
  JudgingService,
  RegisterProposalService,
  RegistrationChecksService,
  RegistrationPassesService,
  RemedyNoticesService,
  RemedyService,
];

/** People swept up: their cases, remedies, passes to register again. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    SubjectsModule,
    ProtectionModule,
    CasesModule,
    DecisionsModule,
    NoticesModule,
    AppealsModule,
  ],
  providers: [...SERVICES, CollateralRecordService, RemedyPlanService],
  exports: SERVICES,
})
export class CollateralModule {}
