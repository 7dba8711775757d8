import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { MeasureCode } from '@mizan/policies/measure.entity.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { PolicyVersion } from '@mizan/policies/policy-version.entity.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { Decision } from './decision.entity.js';
import { Restriction } from './restriction.entity.js';
import { StandingReadsService } from './standing-reads.service.js';
import { Strike, StrikeProposalView } from './strike.entity.js';

/** What stands on a subject now. */
@Resolver(() => Subject)
@Requires('decision.read')
export class SubjectStandingResolver {
  constructor(
    private readonly reads: StandingReadsService,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => [Restriction])
  residualRestrictions(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<Restriction[]> {
    return this.reads.residual(person, [subject.id]);
  }

  @ResolveField(() => [Strike])
  strikes(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<Strike[]> {
    return this.reads.strikes(person, subject.id);
  }

  @ResolveField(() => Int)
  strikeWeight(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<number> {
    return this.reads.weight(person, subject.id, this.clock.now());
  }

  @ResolveField(() => StrikeProposalView, { nullable: true })
  async strikeProposal(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<StrikeProposalView | null> {
    const found = await this.reads.proposal(person, subject.id, this.clock.now());
    if (!found) return null;
    const { weight, reached, next } = found;
    return {
      weight,
      reachedAt: reached?.atLeast ?? null,
      proposes: measureOf(reached?.proposes),
      nextAt: next?.atLeast ?? null,
      nextProposes: measureOf(next?.proposes),
    };
  }
}

function measureOf(code: string | undefined): MeasureCode | null {
  return Object.values(MeasureCode).find((known) => known === code) ?? null;
}

@Resolver(() => Strike)
@Requires('decision.read')
export class StrikesResolver {
  constructor(
    private readonly loaders: DecisionLoadersService,
    private readonly policies: PoliciesService,
  ) {}

  @ResolveField(() => PolicyVersion)
  async policyVersion(@Parent() strike: Strike): Promise<PolicyVersion | null> {
    return (await this.policies.versionsByIds([strike.policyVersionId])).get(strike.policyVersionId) ?? null;
  }

  @ResolveField(() => Decision)
  decision(@Parent() strike: Strike, @Context() operation: object): Promise<Decision | null> {
    return this.loaders.decisions.in(operation).load(strike.decisionId);
  }

  @ResolveField(() => Decision, { nullable: true })
  revokedBy(@Parent() strike: Strike, @Context() operation: object): Promise<Decision | null> | null {
    const { revokedByDecisionId } = strike;
    return revokedByDecisionId === null ? null : this.loaders.decisions.in(operation).load(revokedByDecisionId);
  }
}

/** What a decision still holds, and how it stands to others. */
@Resolver(() => Decision)
@Requires('decision.read')
export class DecisionStandingResolver {
  constructor(
    private readonly reads: StandingReadsService,
    private readonly loaders: DecisionLoadersService,
  ) {}

  @ResolveField(() => [Restriction])
  residualRestrictions(@Parent() decision: Decision): Promise<Restriction[]> {
    return this.reads.heldBy(decision.id);
  }

  @ResolveField(() => [Decision])
  async reverses(@Parent() decision: Decision, @Context() operation: object): Promise<Decision[]> {
    return (await this.loaders.reverses.in(operation).load(decision.id)) ?? [];
  }

  @ResolveField(() => [Decision])
  async reversedBy(@Parent() decision: Decision, @Context() operation: object): Promise<Decision[]> {
    return (await this.loaders.reversedBy.in(operation).load(decision.id)) ?? [];
  }
}
