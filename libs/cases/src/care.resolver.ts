import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AccountsService } from '@mizan/identity/accounts.service.js';
import { StaffMember } from '@mizan/identity/staff-member.entity.js';
import { Viewer } from '@mizan/identity/viewer.entity.js';
import { CaseCategory } from '@mizan/policies/policy.entity.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { CareService } from './care.service.js';
import { CaseReadsService } from './case-reads.service.js';
import { ReviewCase } from './case.entity.js';
import { StaffLeasesLoader } from './staff-leases.loader.js';

@Resolver(() => Viewer)
@Requires('self.use')
export class CareResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly care: CareService,
    private readonly accounts: AccountsService,
  ) {}

  @ResolveField(() => Int)
  exposureMinutesToday(@Parent() viewer: Viewer): Promise<number> {
    return this.care.exposureMinutesToday(viewer.id);
  }

  @ResolveField(() => Int)
  exposureLimitMinutes(): Promise<number> {
    return this.care.exposureLimitMinutes();
  }

  @ResolveField(() => Int)
  heartbeatSeconds(): Promise<number> {
    return this.care.heartbeatSeconds();
  }

  @Mutation(() => Viewer)
  async recordExposure(
    @Acting() person: ActingPerson,
    @Args('category', { type: () => CaseCategory }) category: CaseCategory,
    @Args('seconds', { type: () => Int }) seconds: number,
  ): Promise<Viewer> {
    await this.care.recordExposure(person, category, seconds);
    return this.accounts.viewer(person.id);
  }

  @Mutation(() => Boolean)
  takeBreak(@Acting() person: ActingPerson, @Args('key', { type: () => ID }) key: string): Promise<boolean> {
    return once<boolean>(this.dataSource, person, 'takeBreak', key, null, async (manager) => {
      await this.care.takeBreak(manager, person);
      return true;
    });
  }
}

@Resolver(() => Subject)
@Requires('case.read')
export class SubjectCasesResolver {
  constructor(private readonly reads: CaseReadsService) {}

  @ResolveField(() => [ReviewCase])
  cases(@Acting() person: ActingPerson, @Parent() subject: Subject): Promise<ReviewCase[]> {
    return this.reads.ofSubject(person, subject.id);
  }
}

@Resolver(() => StaffMember)
@Requires('people.read')
export class StaffLeasesResolver {
  constructor(private readonly loader: StaffLeasesLoader) {}

  @ResolveField(() => Int)
  async leases(@Parent() member: StaffMember, @Context() operation: object): Promise<number> {
    return (await this.loader.counts.in(operation).load(member.id)) ?? 0;
  }
}
