import { Module } from '@nestjs/common';
import { DecisionsModule } from '@mizan/decisions/decisions.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { CaseNoticesResolver, SubjectNoticesResolver } from './notice-places.resolver.js';
import { NoticesModule } from './notices.module.js';
import { NoticesResolver } from './notices.resolver.js';
import { DecisionStatementsResolver, StatementsResolver } from './statements.resolver.js';
import { WordingsResolver, WordingVersionsResolver } from './wordings.resolver.js';

/** What people may ask of notices. */
@Module({
  imports: [NoticesModule, DecisionsModule, IdentityModule, SubjectsModule],
  providers: [
    NoticesResolver,
    CaseNoticesResolver,
    SubjectNoticesResolver,
    DecisionStatementsResolver,
    StatementsResolver,
    WordingsResolver,
    WordingVersionsResolver,
  ],
})
export class NoticesApiModule {}
