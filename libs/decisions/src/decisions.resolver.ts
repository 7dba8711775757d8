import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Evidence } from '@mizan/subjects/evidence.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { CollateralFinding } from './collateral-finding.entity.js';
import { Participant } from './decision.answers.js';
import { Decision } from './decision.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { PlatformOrder } from './platform-order.entity.js';
import { Restriction } from './restriction.entity.js';

@Resolver(() => Decision)
@Requires('decision.read')
export class DecisionsResolver {
  constructor(
    private readonly reads: DecisionReadsService,
    private readonly loaders: DecisionLoadersService,
    private readonly known: SubjectLoadersService,
  ) {}

  @Query(() => Decision)
  decision(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<Decision> {
    return this.reads.decision(person, id);
  }

  @ResolveField(() => ReviewCase)
  case(@Parent() decision: Decision, @Context() operation: object): Promise<ReviewCase | null> {
    return this.loaders.cases.in(operation).load(decision.caseId);
  }

  @ResolveField(() => [Participant])
  async participants(@Parent() decision: Decision, @Context() operation: object): Promise<Participant[]> {
    return (await this.loaders.participants.in(operation).load(decision.id)) ?? [];
  }

  @ResolveField(() => [Subject])
  async subjects(@Parent() decision: Decision, @Context() operation: object): Promise<Subject[]> {
    const about = (await this.loaders.subjects.in(operation).load(decision.id)) ?? [];
    const found = await Promise.all(about.map((each) => this.known.subjects.in(operation).load(each.subjectId)));
    return found.filter((subject) => subject !== null);
  }

  @ResolveField(() => [Evidence])
  async evidence(@Parent() decision: Decision, @Context() operation: object): Promise<Evidence[]> {
    const cited = (await this.loaders.evidence.in(operation).load(decision.id)) ?? [];
    const found = await Promise.all(cited.map((id) => this.known.evidence.in(operation).load(id)));
    return found.filter((piece) => piece !== null);
  }

  @ResolveField(() => [CollateralFinding])
  async findings(@Parent() decision: Decision, @Context() operation: object): Promise<CollateralFinding[]> {
    return (await this.loaders.findings.in(operation).load(decision.id)) ?? [];
  }

  @ResolveField(() => [Restriction])
  async restrictions(@Parent() decision: Decision, @Context() operation: object): Promise<Restriction[]> {
    return (await this.loaders.covered.in(operation).load(decision.id)) ?? [];
  }

  @ResolveField(() => [PlatformOrder])
  async orders(@Parent() decision: Decision, @Context() operation: object): Promise<PlatformOrder[]> {
    return (await this.loaders.orders.in(operation).load(decision.id)) ?? [];
  }
}
