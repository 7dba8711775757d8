import { Module } from '@nestjs/common';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { PoliciesModule } from '@mizan/policies/policies.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { CaseDecisionsResolver } from './case-decisions.resolver.js';
import { DecidingResolver } from './deciding.resolver.js';
import { DecisionHistoryResolver } from './decision-history.resolver.js';
import {
  AlreadyDecidedResolver,
  FindingsResolver,
  LeaseLostResolver,
  ParticipantsResolver,
  ProposedFindingsResolver,
} from './decision-parts.resolver.js';
import { DecisionsModule } from './decisions.module.js';
import { DecisionsResolver } from './decisions.resolver.js';
import { LinkRestrictionsResolver } from './link-restrictions.resolver.js';
import { OrdersChangedResolver } from './orders-changed.resolver.js';
import { OrdersResolver } from './orders.resolver.js';
import { ProposalPartsResolver } from './proposal-parts.resolver.js';
import { ProposalsResolver } from './proposals.resolver.js';
import { RestrictionsResolver } from './restrictions.resolver.js';
import { DecisionStandingResolver, StrikesResolver, SubjectStandingResolver } from './standing.resolver.js';
import { LeftOutResolver, MediaReplyResolver, ProposedLeftOutResolver, StayCaseResolver } from './stays.resolver.js';
import { SubjectDecisionsResolver } from './subject-decisions.resolver.js';

/** What the API process serves of decisions and orders. */
@Module({
  imports: [DecisionsModule, CasesModule, IdentityModule, PoliciesModule, SubjectsModule],
  providers: [
    DecidingResolver,
    DecisionsResolver,
    DecisionHistoryResolver,
    LinkRestrictionsResolver,
    ParticipantsResolver,
    FindingsResolver,
    ProposedFindingsResolver,
    LeaseLostResolver,
    AlreadyDecidedResolver,
    ProposalsResolver,
    ProposalPartsResolver,
    OrdersResolver,
    OrdersChangedResolver,
    RestrictionsResolver,
    CaseDecisionsResolver,
    SubjectDecisionsResolver,
    SubjectStandingResolver,
    DecisionStandingResolver,
    StrikesResolver,
    StayCaseResolver,
    MediaReplyResolver,
    LeftOutResolver,
    ProposedLeftOutResolver,
  ],
})
export class DecisionsApiModule {}
