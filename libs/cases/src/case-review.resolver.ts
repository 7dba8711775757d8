import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { AuditPage } from '@mizan/audit/audit-event.entity.js';
import { AuditService } from '@mizan/audit/audit.service.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { SignalsService } from '@mizan/protection/signals.service.js';
import { Measure } from '@mizan/policies/measure.entity.js';
import { LinkView, LinkKind } from '@mizan/subjects/link.entity.js';
import { SubjectLinksService } from '@mizan/subjects/subject-links.service.js';
import { CareSignal, Presence } from './case-parts.type.js';
import { ReviewCase } from './case.entity.js';
import { CasesLoaders } from './cases.loaders.js';

/** Kinds of link whose other end is worth deciding together with the subject. */
const RELATED = [LinkKind.backup_of, LinkKind.administers, LinkKind.successor_of, LinkKind.same_operator];
const RELATED_LIMIT = 20;

/** What the review screen shows beside the case. */
@Resolver(() => ReviewCase)
@Requires('case.read')
export class CaseReviewResolver {
  constructor(
    private readonly loaders: CasesLoaders,
    private readonly links: SubjectLinksService,
    private readonly dataSource: DataSource,
    private readonly record: AuditService,
    private readonly signals: SignalsService,
  ) {}

  @ResolveField(() => [Measure])
  async availableMeasures(@Parent() one: ReviewCase, @Context() operation: object): Promise<Measure[]> {
    const [all, subject, queue] = await Promise.all([
      this.loaders.measures.in(operation).load('all'),
      this.loaders.subjects.in(operation).load(one.subjectId),
      this.loaders.queues.in(operation).load(one.queueId),
    ]);
    return (all ?? []).filter(
      (measure) =>
        subject !== null && measure.appliesTo.includes(subject.kind) && !queue?.hiddenMeasures.includes(measure.code),
    );
  }

  @ResolveField(() => [LinkView])
  async relatedSubjects(@Acting() person: ActingPerson, @Parent() one: ReviewCase): Promise<LinkView[]> {
    const pages = await Promise.all(
      RELATED.map((kind) => this.links.page(one.subjectId, person.id, { kind, first: RELATED_LIMIT })),
    );
    return pages.flatMap((page) => page.nodes).slice(0, RELATED_LIMIT);
  }

  @ResolveField(() => AuditPage)
  audit(
    @Parent() one: ReviewCase,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<AuditPage> {
    return this.record.list(this.dataSource.manager, { caseId: one.id }, first, after);
  }

  @ResolveField(() => [CareSignal])
  async careSignals(@Parent() one: ReviewCase, @Context() operation: object): Promise<CareSignal[]> {
    const subject = await this.loaders.subjects.in(operation).load(one.subjectId);
    if (!subject) return [];
    return this.signals.of(subject).signals.map(({ code, words }) => ({ code, words, subjectId: subject.id }));
  }
}

@Resolver(() => Presence)
@Requires('case.read')
export class PresenceResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  person(@Parent() presence: Presence, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, presence.personId);
  }
}
