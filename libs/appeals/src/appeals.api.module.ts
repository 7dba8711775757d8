import { Module, type OnModuleInit } from '@nestjs/common';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { BlobsModule } from '@mizan/foundation/blobs/blobs.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { IntakeModule } from '@mizan/intake/intake.module.js';
import { MachineApiService } from '@mizan/intake/machine-api.service.js';
import { NoticesModule } from '@mizan/notices/notices.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { AppealChangesResolver } from './appeal-changes.resolver.js';
import { AppealComparisonResolver, AppealThenResolver } from './appeal-comparison.resolver.js';
import { AppealComparisonService } from './appeal-comparison.service.js';
import { AppealHandlingResolver } from './appeal-handling.resolver.js';
import { AppealFilesService } from './appeal-files.service.js';
import { AppealIntakeService } from './appeal-intake.service.js';
import { APPEAL_ROUTES } from './appeal-routes.js';
import { AppealLoadersService } from './appeal-loaders.service.js';
import { AppealManagementResolver, ReasonTemplatesResolver } from './appeal-management.resolver.js';
import { AppealReachResolver, AppealStandingResolver } from './appeal-review.resolver.js';
import {
  AppealMessagesResolver,
  AppealRestrictionsResolver,
  AppealWordsResolver,
  CaseAppealResolver,
} from './appeal-words.resolver.js';
import { AppealWordsService } from './appeal-words.service.js';
import { AppealsController } from './appeals.controller.js';
import { AppealsModule } from './appeals.module.js';
import { AppealsResolver } from './appeals.resolver.js';
import { PublicPagesModule } from './public-pages.module.js';
import { SecondLookApiModule } from './second-look.api.module.js';

/** What people and platforms may ask of appeals. */
@Module({
  imports: [
    AppealsModule,
    BlobsModule,
    CasesModule,
    DecisionsModule,
    IdentityModule,
    IntakeModule,
    NoticesModule,
    PublicPagesModule,
    SecondLookApiModule,
    SubjectsModule,
  ],
  controllers: [AppealsController],
  providers: [
    AppealChangesResolver,
    AppealComparisonResolver,
    AppealComparisonService,
    AppealFilesService,
    AppealHandlingResolver,
    AppealIntakeService,
    AppealLoadersService,
    AppealManagementResolver,
    AppealMessagesResolver,
    AppealReachResolver,
    AppealRestrictionsResolver,
    AppealStandingResolver,
    AppealThenResolver,
    AppealWordsResolver,
    AppealWordsService,
    AppealsResolver,
    CaseAppealResolver,
    ReasonTemplatesResolver,
  ],
})
export class AppealsApiModule implements OnModuleInit {
  constructor(private readonly api: MachineApiService) {}

  onModuleInit(): void {
    this.api.add(APPEAL_ROUTES);
  }
}
