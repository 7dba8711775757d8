import { Module } from '@nestjs/common';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { NoticesModule } from '@mizan/notices/notices.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { AppealsModule } from './appeals.module.js';
import { PublicAppealController } from './public-appeal.controller.js';
import { PublicBodies } from './public-bodies.js';
import { PublicFilesService } from './public-files.service.js';
import { PublicFilingService } from './public-filing.service.js';
import { PublicGate } from './public-gate.js';
import { PublicLettersController } from './public-letters.controller.js';
import { PublicStatusController } from './public-status.controller.js';
import { PublicStatusService } from './public-status.service.js';

/** The pages on which people outside appeal and follow their appeal, without an account and without script. */
@Module({
  imports: [AppealsModule, IdentityModule, NoticesModule, SubjectsModule],
  controllers: [PublicAppealController, PublicStatusController, PublicLettersController],
  providers: [PublicBodies, PublicFilesService, PublicFilingService, PublicGate, PublicStatusService],
})
export class PublicPagesModule {}
