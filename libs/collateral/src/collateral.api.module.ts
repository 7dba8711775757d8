import { Module } from '@nestjs/common';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { AfterChecksResolver } from './after-checks.resolver.js';
import { AppealsOfCollateralLoader } from './appeals-of-collateral.loader.js';
import { CollateralModule } from './collateral.module.js';
import { CaseCollateralResolver, CollateralResolver } from './collateral.resolver.js';
import { CollateralStepsResolver } from './collateral-steps.resolver.js';
import { PassesResolver } from './registration-passes.resolver.js';
import { RegistrationsController } from './registrations.controller.js';
import { AfterCheckRunsResolver, RegistrationPassesResolver, RemedyItemsResolver } from './remedy-items.resolver.js';

/** What people and platforms may ask of collateral. */
@Module({
  imports: [CollateralModule, DecisionsModule, IdentityModule, SubjectsModule],
  controllers: [RegistrationsController],
  providers: [
    AfterChecksResolver,
    AfterCheckRunsResolver,
    AppealsOfCollateralLoader,
    CaseCollateralResolver,
    CollateralResolver,
    CollateralStepsResolver,
    PassesResolver,
    RegistrationPassesResolver,
    RemedyItemsResolver,
  ],
})
export class CollateralApiModule {}
