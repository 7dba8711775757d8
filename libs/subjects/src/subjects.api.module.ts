import { Module } from '@nestjs/common';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SubjectChangesResolver } from './subject-changes.resolver.js';
import {
  EvidenceResolver,
  LinksResolver,
  MergedFromResolver,
  NotesResolver,
  TimelineResolver,
} from './subject-parts.resolver.js';
import { SubjectsModule } from './subjects.module.js';
import { SubjectsResolver } from './subjects.resolver.js';

/** What the API process serves of subjects. */
@Module({
  imports: [SubjectsModule, IdentityModule],
  providers: [
    SubjectsResolver,
    SubjectChangesResolver,
    NotesResolver,
    TimelineResolver,
    LinksResolver,
    EvidenceResolver,
    MergedFromResolver,
  ],
})
export class SubjectsApiModule {}
