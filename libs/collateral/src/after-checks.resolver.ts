import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AfterCheckRun } from './after-check-run.entity.js';
import { AfterCheckService } from './after-check.service.js';
import { CollateralReadsService } from './collateral-reads.service.js';

/** Looking again at everything that decisions touched. */
@Resolver()
@Requires('collateral.work')
export class AfterChecksResolver {
  constructor(
    private readonly source: DataSource,
    private readonly checks: AfterCheckService,
    private readonly reads: CollateralReadsService,
  ) {}

  @Mutation(() => AfterCheckRun)
  async startAfterCheck(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('decisionIds', { type: () => [ID], nullable: true }) decisionIds: string[] | null,
    @Args('policyId', { type: () => ID, nullable: true }) policyId: string | null,
    @Args('platformId', { type: () => ID, nullable: true }) platformId: string | null,
    @Args('from', { type: () => Date, nullable: true }) from: Date | null,
    @Args('to', { type: () => Date, nullable: true }) to: Date | null,
  ): Promise<AfterCheckRun> {
    const selection = {
      decisionIds: decisionIds ?? null,
      policyId: policyId ?? null,
      platformId: platformId ?? null,
      from: from ?? null,
      to: to ?? null,
    };
    const id = await once(this.source, person, 'startAfterCheck', key, selection, (manager) =>
      this.checks.start(manager, person, selection),
    );
    return this.reads.run(id);
  }

  @Mutation(() => AfterCheckRun)
  async stopAfterCheck(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<AfterCheckRun> {
    await once(this.source, person, 'stopAfterCheck', key, { id }, async (manager) => {
      await this.checks.stop(manager, person, id);
      return true;
    });
    return this.reads.run(id);
  }
}
