import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { CaseReadsService } from './case-reads.service.js';
import { ReviewCase } from './case.entity.js';
import { LeaseInput } from './cases.inputs.js';
import { Claim, ClaimResult, QueueEmpty, Renewal } from './claim.entity.js';
import { claimOf, ClaimsService, type StoredClaim } from './claims.service.js';
import { HeartbeatService } from './heartbeat.service.js';

@Resolver(() => Claim)
@Requires('case.claim')
export class ClaimsResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly claims: ClaimsService,
    private readonly heartbeat: HeartbeatService,
    private readonly reads: CaseReadsService,
  ) {}

  @Mutation(() => ClaimResult)
  async claimNext(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('queueId', { type: () => ID }) queueId: string,
    @Args('prefetch', { type: () => Boolean, nullable: true }) prefetch: boolean | null,
  ): Promise<Claim | QueueEmpty> {
    const answer = await this.claims.claimNextOnce(person, key, queueId, prefetch ?? false);
    return typeof answer === 'string' ? { reason: answer } : answer;
  }

  @Mutation(() => Claim)
  async claimCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
  ): Promise<Claim> {
    const stored = await once<StoredClaim>(this.dataSource, person, 'claimCase', key, { caseId }, (manager) =>
      this.claims.claimCaseStored(manager, person, caseId),
    );
    return claimOf(stored);
  }

  @Mutation(() => [Renewal])
  renewClaims(
    @Acting() person: ActingPerson,
    @Args('tokens', { type: () => [LeaseInput] }) tokens: LeaseInput[],
    @Args('opened', { type: () => ID, nullable: true }) opened: string | null,
  ): Promise<Renewal[]> {
    return this.heartbeat.beat(person, tokens, opened ?? null);
  }

  @Query(() => [Claim])
  async myClaims(@Acting() person: ActingPerson): Promise<Claim[]> {
    const held = await this.reads.heldBy(person);
    return held.flatMap((one) =>
      one.leaseExpiresAt === null
        ? []
        : [
            {
              caseId: one.id,
              leaseToken: one.leaseToken,
              leaseExpiresAt: one.leaseExpiresAt,
              late: one.late,
              prefetched: one.prefetched,
            },
          ],
    );
  }

  @ResolveField(() => ReviewCase, { name: 'case' })
  async claimed(@Acting() person: ActingPerson, @Parent() claim: Claim): Promise<ReviewCase> {
    return claim.fresh ?? (await this.reads.get(person, claim.caseId));
  }
}

@Resolver(() => Renewal)
@Requires('case.claim')
export class RenewalsResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true })
  takenBy(@Parent() renewal: Renewal, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, renewal.takenById);
  }
}
