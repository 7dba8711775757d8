import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Policy } from '@mizan/policies/policy.entity.js';
import { Source } from '@mizan/platforms/source.entity.js';
import { Evidence } from '@mizan/subjects/evidence.entity.js';
import { Flag } from './flag.entity.js';
import { FlagsService } from './flags.service.js';
import { FlagGroup, FlagPage, ReporterAsideResult } from './intake.answers.js';
import { IntakeLoaders } from './intake-loaders.js';
import { floods } from './reporter-flood-rules.js';
import { Reporter } from './reporter.entity.js';

@Resolver(() => ReviewCase)
@Requires('case.read')
export class CaseFlagsResolver {
  constructor(private readonly service: FlagsService) {}

  @ResolveField(() => FlagPage)
  flags(
    @Parent() reviewCase: ReviewCase,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<FlagPage> {
    return this.service.page(reviewCase.id, { first, after });
  }

  @ResolveField(() => [FlagGroup])
  flagGroups(@Parent() reviewCase: ReviewCase): Promise<FlagGroup[]> {
    return this.service.groups(reviewCase.id);
  }
}

@Resolver(() => FlagGroup)
@Requires('case.read')
export class FlagGroupResolver {
  constructor(private readonly loaders: IntakeLoaders) {}

  @ResolveField(() => Source)
  source(@Parent() group: FlagGroup, @Context() operation: object): Promise<Source | null> {
    return this.loaders.sources.in(operation).load(group.sourceId);
  }
}

@Resolver(() => Flag)
@Requires('case.read')
export class FlagsResolver {
  constructor(
    private readonly service: FlagsService,
    private readonly loaders: IntakeLoaders,
  ) {}

  @ResolveField(() => Source)
  source(@Parent() flag: Flag, @Context() operation: object): Promise<Source | null> {
    return this.loaders.sources.in(operation).load(flag.sourceId);
  }

  @ResolveField(() => Policy, { nullable: true })
  policy(@Parent() flag: Flag, @Context() operation: object): Promise<Policy | null> | null {
    return flag.policyId === null ? null : this.loaders.policies.in(operation).load(flag.policyId);
  }

  @ResolveField(() => Boolean)
  setAside(@Parent() flag: Flag): boolean {
    return flag.setAsideAt !== null;
  }

  @ResolveField(() => Reporter, { nullable: true })
  reporter(@Parent() flag: Flag, @Context() operation: object): Promise<Reporter | null> | null {
    return flag.reporterId === null ? null : this.loaders.reporters.in(operation).load(flag.reporterId);
  }

  @ResolveField(() => [Evidence])
  async evidence(@Parent() flag: Flag, @Context() operation: object): Promise<Evidence[]> {
    return (await this.loaders.evidence.in(operation).load(flag.id)) ?? [];
  }

  @Mutation(() => ReporterAsideResult)
  @Requires('flag.set_aside')
  setReporterAside(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('reporterId', { type: () => ID }) reporterId: string,
    @Args('aside', { type: () => Boolean }) aside: boolean,
  ): Promise<ReporterAsideResult> {
    return this.service.setReporterAside(person, key, reporterId, aside);
  }
}

@Resolver(() => Reporter)
@Requires('case.read')
export class ReportersResolver {
  constructor(private readonly loaders: IntakeLoaders) {}

  @ResolveField(() => Boolean)
  async floods(@Parent() reporter: Reporter, @Context() operation: object): Promise<boolean> {
    const flagsLastHour = (await this.loaders.flagsLastHour.in(operation).load(reporter.id)) ?? 0;
    return floods({ flagsLastHour, decidedCount: reporter.decidedCount, upheldCount: reporter.upheldCount });
  }
}
