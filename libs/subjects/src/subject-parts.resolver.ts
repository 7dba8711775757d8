import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { Evidence } from './evidence.entity.js';
import { LinkView } from './link.entity.js';
import { Note } from './note.entity.js';
import { SubjectLoadersService } from './subject-loaders.service.js';
import { SubjectMerge } from './subject-merge.entity.js';
import { SubjectMergesService } from './subject-merges.service.js';
import { TimelineEntry } from './subject.answers.js';
import { shownId, Subject } from './subject.entity.js';

@Resolver(() => Note)
@Requires('subject.read')
export class NotesResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  author(@Parent() note: Note, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, note.authorId);
  }
}

@Resolver(() => TimelineEntry)
@Requires('subject.read')
export class TimelineResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true })
  person(@Parent() entry: TimelineEntry, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, entry.personId);
  }
}

@Resolver(() => LinkView)
@Requires('subject.read')
export class LinksResolver {
  constructor(private readonly loaders: SubjectLoadersService) {}

  @ResolveField(() => Subject)
  other(@Parent() link: LinkView, @Context() operation: object): Promise<Subject | null> {
    return this.loaders.subjects.in(operation).load(link.otherId);
  }
}

@Resolver(() => Evidence)
@Requires('subject.read')
export class EvidenceResolver {
  @ResolveField(() => String)
  contentHash(@Parent() evidence: Evidence): string {
    return evidence.contentHash.toString('hex');
  }
}

@Resolver(() => Subject)
@Requires('subject.read')
export class MergedFromResolver {
  constructor(private readonly merges: SubjectMergesService) {}

  @ResolveField(() => [SubjectMerge])
  mergedFrom(@Parent() subject: Subject): Promise<SubjectMerge[]> {
    return this.merges.into(shownId(subject));
  }
}
