import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { EvidenceService } from './evidence.service.js';
import { LinkKind } from './link.entity.js';
import { Note } from './note.entity.js';
import { SubjectKey } from './subject-key.entity.js';
import { SubjectLinksService } from './subject-links.service.js';
import { SubjectLoadersService } from './subject-loaders.service.js';
import { SubjectName } from './subject-name.entity.js';
import { SubjectNotesService } from './subject-notes.service.js';
import { SubjectTimelineService } from './subject-timeline.service.js';
import { subjectUrl } from './subject-url-rules.js';
import { EvidencePage, LinkCount, LinkPage, TimelinePage } from './subject.answers.js';
import { shownId, Subject } from './subject.entity.js';
import { SubjectsService } from './subjects.service.js';

@Resolver(() => Subject)
@Requires('subject.read')
export class SubjectsResolver {
  constructor(
    private readonly service: SubjectsService,
    private readonly edges: SubjectLinksService,
    private readonly kept: EvidenceService,
    private readonly history: SubjectTimelineService,
    private readonly words: SubjectNotesService,
    private readonly loaders: SubjectLoadersService,
  ) {}

  @Query(() => Subject)
  subject(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<Subject> {
    return this.service.getFor(person, id);
  }

  /** Without decorators, as each of them costs promises and every row of a list asks for it. */
  @ResolveField(() => Platform)
  platform(subject: Subject, _args: unknown, operation: object): Promise<Platform | null> {
    return this.loaders.platforms.in(operation).load(subject.platformId);
  }

  @ResolveField(() => String, { nullable: true })
  async url(@Parent() subject: Subject, @Context() operation: object): Promise<string | null> {
    const platform = await this.loaders.platforms.in(operation).load(subject.platformId);
    return platform && subjectUrl(platform.kind, subject);
  }

  @ResolveField(() => [SubjectKey])
  keys(@Parent() subject: Subject): Promise<SubjectKey[]> {
    return this.service.keys(shownId(subject));
  }

  @ResolveField(() => [SubjectName])
  names(@Parent() subject: Subject): Promise<SubjectName[]> {
    return this.service.names(shownId(subject));
  }

  @ResolveField(() => [LinkCount])
  linkCounts(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<LinkCount[]> {
    return this.edges.counts(shownId(subject), person.id);
  }

  @ResolveField(() => LinkPage)
  links(
    @Acting() person: ActingPerson,
    @Parent() subject: Subject,
    @Args('kind', { type: () => LinkKind, nullable: true }) kind: LinkKind | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<LinkPage> {
    return this.edges.page(shownId(subject), person.id, { kind, first, after });
  }

  @ResolveField(() => EvidencePage)
  evidence(
    @Parent() subject: Subject,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<EvidencePage> {
    return this.kept.page(shownId(subject), { first, after });
  }

  @ResolveField(() => TimelinePage)
  timeline(
    @Parent() subject: Subject,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<TimelinePage> {
    return this.history.page(shownId(subject), { first, after });
  }

  @ResolveField(() => [Note])
  notes(@Parent() subject: Subject): Promise<Note[]> {
    return this.words.list(shownId(subject));
  }

  @ResolveField(() => Subject, { nullable: true })
  mergedInto(@Parent() subject: Subject, @Context() operation: object): Promise<Subject | null> | null {
    return subject.mergedInto === null ? null : this.loaders.subjects.in(operation).load(subject.mergedInto);
  }
}
