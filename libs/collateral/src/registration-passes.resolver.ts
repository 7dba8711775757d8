import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { CollateralCase } from './collateral-case.entity.js';
import { CollateralReadsService } from './collateral-reads.service.js';
import { RegistrationPassesService } from './registration-passes.service.js';
import { showToken } from './remedy-items.resolver.js';

/** Letting somebody register again while look-alikes stay barred. */
@Resolver()
@Requires('collateral.work')
export class PassesResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: CollateralReadsService,
    private readonly passes: RegistrationPassesService,
  ) {}

  /** The same act sent twice gives one pass; only the first answer shows its token. */
  @Mutation(() => CollateralCase)
  async giveRegistrationPass(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Context() operation: object,
  ): Promise<CollateralCase> {
    await once(this.source, person, 'giveRegistrationPass', key, { id }, async (manager) => {
      showToken(operation, id, await this.passes.give(manager, person, id));
      return true;
    });
    return this.reads.one(person, id);
  }

  @Mutation(() => CollateralCase)
  async revokeRegistrationPass(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<CollateralCase> {
    await once(this.source, person, 'revokeRegistrationPass', key, { id }, async (manager) => {
      await this.passes.revoke(manager, person, id);
      return true;
    });
    return this.reads.one(person, id);
  }
}
