import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { CollateralCase } from './collateral-case.entity.js';
import { CollateralReadsService } from './collateral-reads.service.js';
import { JudgingService } from './judging.service.js';
import { RegisterProposalService } from './register-proposal.service.js';
import { RemedyService } from './remedy.service.js';

/** What people do about somebody who was swept up. */
@Resolver()
@Requires('collateral.work')
export class CollateralStepsResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: CollateralReadsService,
    private readonly judging: JudgingService,
    private readonly remedies: RemedyService,
    private readonly proposals: RegisterProposalService,
    private readonly access: SubjectAccessService,
  ) {}

  @Mutation(() => CollateralCase)
  async openCollateralCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('subjectId', { type: () => ID }) subjectId: string,
    @Args('class', { type: () => CollateralClass }) collateralClass: CollateralClass,
    @Args('basis', { type: () => CollateralBasis }) basis: CollateralBasis,
    @Args('note', { type: () => String }) note: string,
  ): Promise<CollateralCase> {
    await this.access.mustSee(person, subjectId);
    const input = { subjectId, class: collateralClass, basis, note };
    const id = await once(this.source, person, 'openCollateralCase', key, input, (manager) =>
      this.judging.open(manager, person, subjectId, input),
    );
    return this.reads.one(person, id);
  }

  @Mutation(() => CollateralCase)
  async judgeCollateralCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('confirm', { type: () => Boolean }) confirm: boolean,
    @Args('class', { type: () => CollateralClass }) collateralClass: CollateralClass,
    @Args('basis', { type: () => CollateralBasis }) basis: CollateralBasis,
    @Args('note', { type: () => String }) note: string,
  ): Promise<CollateralCase> {
    const judgement = { confirm, class: collateralClass, basis, note };
    await once(this.source, person, 'judgeCollateralCase', key, { id, version, ...judgement }, async (manager) => {
      await this.judging.judge(manager, person, id, version, judgement);
      return true;
    });
    return this.reads.one(person, id);
  }

  @Mutation(() => CollateralCase)
  async remedyCollateralCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('itemIds', { type: () => [ID] }) itemIds: string[],
    @Args('rationale', { type: () => String }) rationale: string,
  ): Promise<CollateralCase> {
    await once(
      this.source,
      person,
      'remedyCollateralCase',
      key,
      { id, version, itemIds, rationale },
      async (manager) => {
        await this.remedies.remedy(manager, person, id, version, { itemIds, rationale });
        return true;
      },
    );
    return this.reads.one(person, id);
  }

  @Mutation(() => CollateralCase)
  async proposeToRegister(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<CollateralCase> {
    await once(this.source, person, 'proposeToRegister', key, { id }, async (manager) => {
      await this.proposals.propose(manager, person, id);
      return true;
    });
    return this.reads.one(person, id);
  }
}
