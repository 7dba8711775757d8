import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { PoliciesModule } from '@mizan/policies/policies.module.js';
import { ProtectionModule } from '@mizan/protection/protection.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { CollateralFinding } from './collateral-finding.entity.js';
import { Decision } from './decision.entity.js';
import { DecisionFactsService } from './decision-facts.service.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { DecisionParticipant } from './decision-participant.entity.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { DecisionRecordService } from './decision-record.service.js';
import { DecisionSubject } from './decision-subject.entity.js';
import { DecisionUndo } from './decision-undo.entity.js';
import { DecisionsService } from './decisions.service.js';
import { IndependenceService } from './independence.service.js';
import { MediaRepliesService } from './media-replies.service.js';
import { OrdersService } from './orders.service.js';
import { PlatformOrder } from './platform-order.entity.js';
import { PrecedentsService } from './precedents.service.js';
import { ProposalsService } from './proposals.service.js';
import { Restriction } from './restriction.entity.js';
import { RestrictionCover } from './restriction-cover.entity.js';
import { RestrictionsService } from './restrictions.service.js';
import { ReversalsService } from './reversals.service.js';
import { StandingReadsService } from './standing-reads.service.js';
import { StayReadsService } from './stay-reads.service.js';
import { StaysService } from './stays.service.js';
import { Strike } from './strike.entity.js';
import { StrikesService } from './strikes.service.js';
import { UndoService } from './undo.service.js';

export const DECISIONS_ENTITIES = [
  Decision,
  DecisionParticipant,
  DecisionSubject,
  DecisionUndo,
  DecisionProposal,
  CollateralFinding,
  Restriction,
  RestrictionCover,
  PlatformOrder,
  Strike,
];

const SERVICES = [
  DecisionsService,
  DecisionLoadersService,
  DecisionReadsService,
  IndependenceService,
  MediaRepliesService,
  OrdersService,
  PrecedentsService,
  ProposalsService,
  ReversalsService,
  StandingReadsService,
  StayReadsService,
  StaysService,
  StrikesService,
  UndoService,
];

/** Decisions, their restrictions and orders. */
@Module({
  imports: [AuditModule, CasesModule, PlatformsModule, PoliciesModule, ProtectionModule, SubjectsModule],
  providers: [...SERVICES, DecisionFactsService, DecisionRecordService, RestrictionsService],
  exports: [...SERVICES, RestrictionsService],
})
export class DecisionsModule {}
