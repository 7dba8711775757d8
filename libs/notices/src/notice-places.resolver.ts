import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { Notice } from './notice.entity.js';
import { NoticeReadsService } from './notice-reads.service.js';

/** What was told in a case. */
@Resolver(() => ReviewCase)
@Requires('notice.read')
export class CaseNoticesResolver {
  constructor(private readonly reads: NoticeReadsService) {}

  @ResolveField(() => [Notice])
  notices(@Acting() person: ActingPerson, @Parent() own: ReviewCase): Promise<Notice[]> {
    return this.reads.ofCase(person, own.id);
  }
}

/** What was told about a subject. */
@Resolver(() => Subject)
@Requires('notice.read')
export class SubjectNoticesResolver {
  constructor(private readonly reads: NoticeReadsService) {}

  @ResolveField(() => [Notice])
  notices(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<Notice[]> {
    return this.reads.ofSubject(person, subject.id);
  }
}
