import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { NoticesModule } from '@mizan/notices/notices.module.js';
import { AppealsModule } from './appeals.module.js';
import { MassErrorService } from './mass-error.service.js';
import { SecondLookAnsweringService } from './second-look-answering.service.js';
import { SecondLookCasesService } from './second-look-cases.service.js';
import { SecondLookDecidingService } from './second-look-deciding.service.js';
import { SecondLookGroupService } from './second-look-group.service.js';
import { SecondLookJudgingService } from './second-look-judging.service.js';
import { SecondLookOpeningService } from './second-look-opening.service.js';
import { SecondLookOutcomeService } from './second-look-outcome.service.js';
import { SecondLookReadsService } from './second-look-reads.service.js';
import { SecondLookRunService } from './second-look-run.service.js';
import { SecondLookRunsService } from './second-look-runs.service.js';

const SERVICES = [
  MassErrorService,
  SecondLookDecidingService,
  SecondLookJudgingService,
  SecondLookOpeningService,
  SecondLookOutcomeService,
  SecondLookReadsService,
  SecondLookRunService,
];

/** Groups of second looks and the mass-error alarm. */
@Module({
  imports: [AuditModule, AppealsModule, CasesModule, DecisionsModule, IdentityModule, NoticesModule],
  providers: [
    ...SERVICES,
    SecondLookAnsweringService,
    SecondLookCasesService,
    SecondLookGroupService,
    SecondLookRunsService,
  ],
  exports: SERVICES,
})
export class SecondLookModule {}
