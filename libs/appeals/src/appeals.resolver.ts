import { Args, ID, Int, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Decision } from '@mizan/decisions/decision.entity.js';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Flag } from '@mizan/intake/flag.entity.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { AppealBasisReadsService } from './appeal-basis-reads.service.js';
import { AppealLoadersService } from './appeal-loaders.service.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { AppealBasisRow, AppealCount, AppealPage } from './appeal.answers.js';
import { Appeal } from './appeal.entity.js';
import { AppealFilter } from './appeals.inputs.js';

/** Appeals and what they point at. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealsResolver {
  constructor(
    private readonly reads: AppealReadsService,
    private readonly basis: AppealBasisReadsService,
    private readonly loaders: AppealLoadersService,
    private readonly decisions: DecisionLoadersService,
    private readonly known: SubjectLoadersService,
  ) {}

  @Query(() => AppealPage)
  appeals(
    @Acting() person: ActingPerson,
    @Args('filter', { type: () => AppealFilter, nullable: true }) filter: AppealFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<AppealPage> {
    return this.reads.list(person, filter ?? {}, first, after);
  }

  @Query(() => Appeal)
  appeal(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<Appeal> {
    return this.reads.get(person, id);
  }

  @Query(() => Appeal)
  appealByNumber(
    @Acting() person: ActingPerson,
    @Args('number', { type: () => String }) number: string,
  ): Promise<Appeal> {
    return this.reads.byNumber(person, number);
  }

  @Query(() => [AppealCount])
  async appealCounts(@Acting() person: ActingPerson): Promise<object[]> {
    return this.reads.counts(person);
  }

  @Query(() => [AppealBasisRow])
  async appealsByBasis(
    @Acting() person: ActingPerson,
    @Args('from', { type: () => Date, nullable: true }) from: Date | null,
    @Args('to', { type: () => Date, nullable: true }) to: Date | null,
    @Args('groupId', { type: () => ID, nullable: true }) groupId: string | null,
  ): Promise<object[]> {
    return this.basis.numbers(person, { from, to, groupId });
  }

  @ResolveField(() => Subject)
  subject(appeal: Appeal, _args: unknown, operation: object): Promise<Subject | null> {
    return this.known.subjects.in(operation).load(appeal.subjectId);
  }

  @ResolveField(() => Platform)
  platform(appeal: Appeal, _args: unknown, operation: object): Promise<Platform | null> {
    return this.known.platforms.in(operation).load(appeal.platformId);
  }

  /** The decision that is appealed; null when nothing that stands was found. */
  @ResolveField(() => Decision, { nullable: true })
  decision(appeal: Appeal, _args: unknown, operation: object): Promise<Decision | null> | null {
    return appeal.decisionId === null ? null : this.decisions.decisions.in(operation).load(appeal.decisionId);
  }

  /** The decision by which it was answered. */
  @ResolveField(() => Decision, { nullable: true })
  resolution(appeal: Appeal, _args: unknown, operation: object): Promise<Decision | null> | null {
    const id = appeal.resolutionDecisionId;
    return id === null ? null : this.decisions.decisions.in(operation).load(id);
  }

  /** Of a reporter: the flag that was refused. */
  @ResolveField(() => Flag, { nullable: true })
  flag(appeal: Appeal, _args: unknown, operation: object): Promise<Flag | null> | null {
    return appeal.flagId === null ? null : this.loaders.flags.in(operation).load(appeal.flagId);
  }

  /** The second look. */
  @ResolveField(() => ReviewCase, { name: 'case', nullable: true })
  secondLook(appeal: Appeal, _args: unknown, operation: object): Promise<ReviewCase | null> | null {
    return appeal.caseId === null ? null : this.decisions.cases.in(operation).load(appeal.caseId);
  }

  /** Answered late, or due and not answered. */
  @ResolveField(() => Boolean)
  breached(appeal: Appeal): boolean {
    return (appeal.decidedAt ?? new Date()) > appeal.dueAt;
  }
}
