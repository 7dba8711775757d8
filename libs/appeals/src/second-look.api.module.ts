import { Module } from '@nestjs/common';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { AppealsModule } from './appeals.module.js';
import { SecondLookGroupsResolver } from './second-look-groups.resolver.js';
import { AppealGroupResolver, SecondLookItemsResolver, SecondLookRunsResolver } from './second-look-places.resolver.js';
import { SecondLookModule } from './second-look.module.js';
import { SecondLookStepsResolver } from './second-look-steps.resolver.js';

/** What people may ask of groups of second looks. */
@Module({
  imports: [AppealsModule, CasesModule, DecisionsModule, IdentityModule, SecondLookModule, SubjectsModule],
  providers: [
    AppealGroupResolver,
    SecondLookGroupsResolver,
    SecondLookItemsResolver,
    SecondLookRunsResolver,
    SecondLookStepsResolver,
  ],
})
export class SecondLookApiModule {}
