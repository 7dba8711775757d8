import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { keyedInput } from './keyed-input.js';
import { ProtectedPerson, RevokeReason } from './protected-person.entity.js';
import { ProtectedCounts, ProtectedPersonPage, VerificationMethodEnum } from './register.answers.js';
import { asEntryInput, ProtectedEntryInput, ProtectedFilter } from './register.inputs.js';
import { RegisterReadsService } from './register-reads.service.js';
import { RegisterService } from './register.service.js';
import { VerificationService, type VerificationMethod } from './verification.service.js';

/** The register by reference: never who (settled 25). */
@Resolver(() => ProtectedPerson)
@Requires('protection.read')
export class RegisterResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads: RegisterReadsService,
    private readonly register: RegisterService,
    private readonly verification: VerificationService,
  ) {}

  @Query(() => ProtectedPersonPage)
  protectedPeople(
    @Args('filter', { type: () => ProtectedFilter, nullable: true }) filter: ProtectedFilter | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ProtectedPersonPage> {
    return this.reads.list(filter ?? {}, first, after);
  }

  @Query(() => ProtectedPerson)
  protectedPerson(@Args('id', { type: () => ID }) id: string): Promise<ProtectedPerson> {
    return this.reads.get(id);
  }

  @Query(() => ProtectedCounts)
  protectedCounts(): Promise<ProtectedCounts> {
    return this.reads.counts();
  }

  /** The answer that is kept for a repetition is the id; of what was typed only a keyed hash is kept. */
  @Mutation(() => ProtectedPerson)
  @Requires('protection.declare')
  async declareProtectedPerson(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('input', { type: () => ProtectedEntryInput }) input: ProtectedEntryInput,
  ): Promise<ProtectedPerson> {
    const id = await once(this.dataSource, person, 'declareProtectedPerson', key, keyedInput(key, input), (manager) =>
      this.register.declare(manager, person, asEntryInput(input)),
    );
    return this.reads.get(id);
  }

  @Mutation(() => ProtectedPerson)
  @Requires('protection.declare')
  async amendProtectedPerson(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('input', { type: () => ProtectedEntryInput }) input: ProtectedEntryInput,
    @Args('removedIdentifierIds', { type: () => [ID] }) removedIdentifierIds: string[],
  ): Promise<ProtectedPerson> {
    const typed = keyedInput(key, { id, version, input, removedIdentifierIds });
    await once<boolean>(this.dataSource, person, 'amendProtectedPerson', key, typed, async (manager) => {
      await this.register.amend(manager, person, { ...asEntryInput(input), id, version, removedIdentifierIds });
      return true;
    });
    return this.reads.get(id);
  }

  @Mutation(() => ProtectedPerson)
  @Requires('protection.verify')
  async verifyProtectedPerson(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('method', { type: () => VerificationMethodEnum }) method: VerificationMethod,
    @Args('expiresAt', { type: () => Date, nullable: true }) expiresAt: Date | null,
  ): Promise<ProtectedPerson> {
    const input = { id, version, method, expiresAt: expiresAt ?? null };
    await once<boolean>(this.dataSource, person, 'verifyProtectedPerson', key, input, (manager) =>
      this.verification.verify(manager, person, input),
    );
    return this.reads.get(id);
  }

  @Mutation(() => ProtectedPerson)
  @Requires('protection.verify')
  async revokeProtectedPerson(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('reason', { type: () => RevokeReason }) reason: RevokeReason,
  ): Promise<ProtectedPerson> {
    await once<boolean>(
      this.dataSource,
      person,
      'revokeProtectedPerson',
      key,
      { id, version, reason },
      async (manager) => {
        await this.register.revoke(manager, person, { id, version, reason });
        return true;
      },
    );
    return this.reads.get(id);
  }

  @Mutation(() => ProtectedPerson)
  @Requires('protection.verify')
  async eraseProtectedPerson(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<ProtectedPerson> {
    await once<boolean>(this.dataSource, person, 'eraseProtectedPerson', key, { id, version }, async (manager) => {
      await this.register.erase(manager, person, { id, version });
      return true;
    });
    return this.reads.get(id);
  }

  @ResolveField(() => String)
  reference(@Parent() entry: ProtectedPerson): string {
    return `P-${entry.number}`;
  }

  @ResolveField(() => Boolean)
  erased(@Parent() entry: ProtectedPerson): boolean {
    return entry.sealedDetails === null;
  }

  /** It was changed since two people verified it: what is new counts as may_be until they do so again. */
  @ResolveField(() => Boolean)
  changedSinceVerified(@Parent() entry: ProtectedPerson): boolean {
    return entry.verifiedContentNo !== null && entry.verifiedContentNo !== entry.contentNo;
  }

  @ResolveField(() => Int)
  fileCount(@Parent() entry: ProtectedPerson, @Context() _operation: object): Promise<number> {
    return this.reads.fileCount(entry.id);
  }
}
