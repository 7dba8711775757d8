import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { NoticesModule } from '@mizan/notices/notices.module.js';
import { ProtectionModule } from '@mizan/protection/protection.module.js';
import { AppealBasisReadsService } from './appeal-basis-reads.service.js';
import { AppealAnswersService } from './appeal-answers.service.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { AppealVerificationService } from './appeal-verification.service.js';
import { AppealClosingService } from './appeal-closing.service.js';
import { AppealLifeService } from './appeal-life.service.js';
import { AppealNoticesService } from './appeal-notices.service.js';
import { AppealQuestionsService } from './appeal-questions.service.js';
import { AppealReceiptService } from './appeal-receipt.service.js';
import { AppealRecordService } from './appeal-record.service.js';
import { AppealRoutingService } from './appeal-routing.service.js';
import { AppealStepsService } from './appeal-steps.service.js';
import { AppealTargetService } from './appeal-target.service.js';
import { Appeal } from './appeal.entity.js';
import { CascadeService } from './cascade.service.js';
import { DisputesService } from './disputes.service.js';
import { InvitationsService } from './invitations.service.js';
import { ReasonTemplatesService } from './reason-templates.service.js';
import { ResolvingService } from './resolving.service.js';

export const APPEALS_ENTITIES = [Appeal];

const SERVICES = [
  AppealAnswersService,
  AppealBasisReadsService,
  AppealLifeService,
  AppealQuestionsService,
  AppealReadsService,
  AppealReceiptService,
  AppealRecordService,
  AppealStepsService,
  AppealVerificationService,
  CascadeService,
  DisputesService,
  InvitationsService,
  ReasonTemplatesService,
  ResolvingService,
];

/** Appeals and their life, groups of second looks, the mass-error alarm. */
@Module({
  imports: [AuditModule, CasesModule, DecisionsModule, NoticesModule, ProtectionModule],
  providers: [...SERVICES, AppealClosingService, AppealNoticesService, AppealRoutingService, AppealTargetService],
  exports: [...SERVICES, AppealRoutingService],
})
export class AppealsModule {}
