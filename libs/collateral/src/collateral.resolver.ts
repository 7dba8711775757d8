import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Appeal } from '@mizan/appeals/appeal.entity.js';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Decision } from '@mizan/decisions/decision.entity.js';
import { Restriction } from '@mizan/decisions/restriction.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { AfterCheckRun } from './after-check-run.entity.js';
import { AppealsOfCollateralLoader } from './appeals-of-collateral.loader.js';
import { CollateralCase } from './collateral-case.entity.js';
import { CollateralCasePage, CollateralFilter, CollateralTotals } from './collateral.answers.js';
import { CollateralReadsService } from './collateral-reads.service.js';
import { RegistrationPass } from './registration-pass.entity.js';
import { RemedyItem } from './remedy-item.entity.js';

@Resolver(() => CollateralCase)
@Requires('collateral.read')
export class CollateralResolver {
  constructor(
    private readonly reads: CollateralReadsService,
    private readonly decisions: DecisionLoadersService,
    private readonly known: SubjectLoadersService,
    private readonly people: PeopleService,
    private readonly appeals: AppealsOfCollateralLoader,
  ) {}

  @Query(() => CollateralCasePage)
  collateralCases(
    @Acting() person: ActingPerson,
    @Args('filter', { type: () => CollateralFilter, nullable: true }) filter: CollateralFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<CollateralCasePage> {
    return this.reads.list(person, filter ?? {}, first, after);
  }

  @Query(() => CollateralCase)
  collateralCase(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<CollateralCase> {
    return this.reads.one(person, id);
  }

  @Query(() => CollateralTotals)
  collateralTotals(@Acting() person: ActingPerson): Promise<CollateralTotals> {
    return this.reads.totals(person);
  }

  @Query(() => [AfterCheckRun])
  afterCheckRuns(): Promise<AfterCheckRun[]> {
    return this.reads.runs();
  }

  @ResolveField(() => Subject)
  subject(@Parent() one: CollateralCase, @Context() operation: object): Promise<Subject | null> {
    return this.known.subjects.in(operation).load(one.subjectId);
  }

  @ResolveField(() => Platform)
  platform(@Parent() one: CollateralCase, @Context() operation: object): Promise<Platform | null> {
    return this.known.platforms.in(operation).load(one.platformId);
  }

  @ResolveField(() => Decision, { nullable: true })
  async decision(@Parent() one: CollateralCase, @Context() operation: object): Promise<Decision | null> {
    return one.decisionId === null ? null : this.decisions.decisions.in(operation).load(one.decisionId);
  }

  /** For whoever may read appeals. */
  @ResolveField(() => Appeal, { nullable: true })
  async appeal(
    @Acting() person: ActingPerson,
    @Parent() one: CollateralCase,
    @Context() operation: object,
  ): Promise<Appeal | null> {
    if (one.appealId === null || !holds(person.roles, 'appeal.read')) return null;
    return this.appeals.appeals.in(operation).load(one.appealId);
  }

  @ResolveField(() => Person, { nullable: true })
  judgedBy(@Parent() one: CollateralCase, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, one.judgedBy);
  }

  @ResolveField(() => Boolean)
  async stillBarred(@Parent() one: CollateralCase, @Context() operation: object): Promise<boolean> {
    return (await this.reads.stillBarred.in(operation).load(one.id)) ?? false;
  }

  @ResolveField(() => [RemedyItem])
  async remedy(@Parent() one: CollateralCase, @Context() operation: object): Promise<RemedyItem[]> {
    return (await this.reads.items.in(operation).load(one.id)) ?? [];
  }

  /** What stands on the person; empty is the proof that they are free. */
  @ResolveField(() => [Restriction])
  async residual(@Parent() one: CollateralCase, @Context() operation: object): Promise<Restriction[]> {
    const ids = (await this.reads.residual.in(operation).load(one.id)) ?? [];
    const found = await Promise.all(ids.map((id) => this.decisions.restrictions.in(operation).load(id)));
    return found.flatMap((restriction) => restriction ?? []);
  }

  @ResolveField(() => RegistrationPass, { nullable: true })
  pass(@Parent() one: CollateralCase, @Context() operation: object): Promise<RegistrationPass | null> {
    return this.reads.passes.in(operation).load(one.id);
  }

  /** Told to those who may propose; to all others it is never so (settled 25). */
  @ResolveField(() => Boolean)
  registerEntryProposed(@Acting() person: ActingPerson, @Parent() one: CollateralCase): boolean {
    return one.registerEntryProposed && holds(person.roles, 'protection.declare');
  }
}

@Resolver(() => ReviewCase)
@Requires('collateral.read')
export class CaseCollateralResolver {
  constructor(private readonly reads: CollateralReadsService) {}

  /** About the subject of the case. */
  @ResolveField(() => [CollateralCase])
  async collateralCases(@Parent() one: ReviewCase, @Context() operation: object): Promise<CollateralCase[]> {
    return (await this.reads.ofSubject.in(operation).load(one.subjectId)) ?? [];
  }
}
