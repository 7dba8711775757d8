import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { EvidenceService } from './evidence.service.js';
import { Evidence } from './evidence.entity.js';
import { IdentityKeysService } from './identity-keys.service.js';
import { LinkReaderService } from './link-reader.service.js';
import { SubjectLink } from './link.entity.js';
import { SubjectFactsService } from './subject-facts.service.js';
import { SubjectKey } from './subject-key.entity.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { SubjectAccessService } from './subject-access.service.js';
import { SubjectLoadersService } from './subject-loaders.service.js';
import { SubjectTimelineService } from './subject-timeline.service.js';
import { SubjectLinksService } from './subject-links.service.js';
import { SubjectMerge } from './subject-merge.entity.js';
import { SubjectMergesService } from './subject-merges.service.js';
import { SubjectName } from './subject-name.entity.js';
import { SubjectNote } from './subject-note.entity.js';
import { SubjectNotesService } from './subject-notes.service.js';
import { SubjectResolverService } from './subject-resolver.service.js';
import { SubjectSearchService } from './subject-search.service.js';
import { Subject } from './subject.entity.js';
import { SubjectsService } from './subjects.service.js';

export const SUBJECTS_ENTITIES = [Subject, SubjectKey, SubjectName, SubjectMerge, SubjectNote, SubjectLink, Evidence];

const SERVICES = [
  SubjectsService,
  SubjectLinksService,
  SubjectMergesService,
  SubjectNotesService,
  SubjectSearchService,
  SubjectTimelineService,
  SubjectAccessService,
  SubjectLoadersService,
  EvidenceService,
  IdentityKeysService,
  LinkReaderService,
];

/** Subjects, the names they are known by, links, evidence and notes. */
@Module({
  imports: [TypeOrmModule.forFeature(SUBJECTS_ENTITIES), AuditModule, PlatformsModule],
  providers: [...SERVICES, SubjectResolverService, SubjectFactsService],
  exports: SERVICES,
})
export class SubjectsModule {}
