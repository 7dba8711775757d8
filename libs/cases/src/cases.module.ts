import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { PoliciesModule } from '@mizan/policies/policies.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { CareService } from './care.service.js';
import { CaseHoldsService } from './case-holds.service.js';
import { CaseMergingService } from './case-merging.service.js';
import { CaseMovesService } from './case-moves.service.js';
import { CaseNotesService } from './case-notes.service.js';
import { CaseReadsService } from './case-reads.service.js';
import { HeartbeatService } from './heartbeat.service.js';
import { QueueSettingsService } from './queue-settings.service.js';
import { QueuesService } from './queues.service.js';
import { RoutingService } from './routing.service.js';
import { AttachService } from './attach.service.js';
import { CaseNote } from './case-note.entity.js';
import { CaseRound } from './case-round.entity.js';
import { ReviewCase } from './case.entity.js';
import { CasesService } from './cases.service.js';
import { ClaimsService } from './claims.service.js';
import { DeadlineRule, PriorityRule } from './desk-rule.entity.js';
import { DeskKeeperSchedule } from './desk-keeper.schedule.js';
import { DeskKeeperService } from './desk-keeper.service.js';
import { DeskRulesService } from './desk-rules.service.js';
import { CaseDecidingService } from './case-deciding.service.js';
import { CaseReopeningService } from './case-reopening.service.js';
import { LeasesService } from './leases.service.js';
import { PrivateQueuesService } from './private-queues.service.js';
import { QueueAccess } from './queue-access.entity.js';
import { QueueAccessService } from './queue-access.service.js';
import { QueueCount } from './queue-count.entity.js';
import { Queue } from './queue.entity.js';
import { RerankService } from './rerank.service.js';
import { ReservedCasesService } from './reserved-cases.service.js';
import { SpecialCasesService } from './special-cases.service.js';
import { RoutingRule } from './routing-rule.entity.js';

export const CASES_ENTITIES = [
  ReviewCase,
  CaseRound,
  CaseNote,
  Queue,
  QueueAccess,
  QueueCount,
  RoutingRule,
  DeadlineRule,
  PriorityRule,
];

const SERVICES = [
  AttachService,
  CareService,
  CaseDecidingService,
  CaseHoldsService,
  CaseMergingService,
  CaseMovesService,
  CaseNotesService,
  CaseReadsService,
  CaseReopeningService,
  CasesService,
  ClaimsService,
  DeskKeeperService,
  DeskRulesService,
  HeartbeatService,
  LeasesService,
  PrivateQueuesService,
  QueueAccessService,
  QueueSettingsService,
  QueuesService,
  RerankService,
  ReservedCasesService,
  RoutingService,
  SpecialCasesService,
];

/** Cases, queues, claims. Every process that loads it also keeps leases, holds and watermarks moving. */
@Module({
  imports: [AuditModule, PoliciesModule, SubjectsModule],
  providers: [...SERVICES, DeskKeeperSchedule],
  exports: SERVICES,
})
export class CasesModule {}
