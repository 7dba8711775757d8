import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { BlobsModule } from '@mizan/foundation/blobs/blobs.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { ProtectionModule } from '@mizan/protection/protection.module.js';
import { PoliciesModule } from '@mizan/policies/policies.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { CareResolver, StaffLeasesResolver, SubjectCasesResolver } from './care.resolver.js';
import { CaseChangesResolver, QueueChangesResolver } from './case-changes.resolver.js';
import { CaseReviewResolver, PresenceResolver } from './case-review.resolver.js';
import { CaseSelectionResolver } from './case-selection.resolver.js';
import { CaseStepsResolver } from './case-steps.resolver.js';
import { CaseWatchService } from './case-watch.service.js';
import { CasesLoaders } from './cases.loaders.js';
import { CasesModule } from './cases.module.js';
import { CasesResolver } from './cases.resolver.js';
import { EvidenceMediaResolver, MediaLinksResolver } from './evidence-media.resolver.js';
import { EvidenceMediaService } from './evidence-media.service.js';
import { ClaimsResolver, RenewalsResolver } from './claims.resolver.js';
import { QueueAccessResolver, QueuesResolver } from './queues.resolver.js';
import { QueuesLoaders } from './queues.loaders.js';
import { SearchResolver } from './search.resolver.js';
import { SearchService } from './search.service.js';
import { RoutingResolver, RoutingTestResolver, RoutingTrialResolver } from './routing.resolver.js';
import { StaffLeasesLoader } from './staff-leases.loader.js';

/** What the API process serves of cases, queues, claims and routing. */
@Module({
  imports: [
    BlobsModule,
    CasesModule,
    AuditModule,
    IdentityModule,
    PlatformsModule,
    PoliciesModule,
    ProtectionModule,
    SubjectsModule,
  ],
  providers: [
    CareResolver,
    CaseChangesResolver,
    CaseReviewResolver,
    CaseSelectionResolver,
    CaseStepsResolver,
    CaseWatchService,
    CasesLoaders,
    CasesResolver,
    ClaimsResolver,
    EvidenceMediaResolver,
    EvidenceMediaService,
    MediaLinksResolver,
    PresenceResolver,
    QueueAccessResolver,
    QueueChangesResolver,
    QueuesLoaders,
    QueuesResolver,
    RenewalsResolver,
    RoutingResolver,
    RoutingTestResolver,
    RoutingTrialResolver,
    SearchResolver,
    SearchService,
    StaffLeasesLoader,
    StaffLeasesResolver,
    SubjectCasesResolver,
  ],
})
export class CasesApiModule {}
