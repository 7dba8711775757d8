import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Decision } from './decision.entity.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { approvalRefused } from './decisions.errors.js';
import { ProposalsService } from './proposals.service.js';

/** What waits for a second person, and what that person says. */
@Resolver(() => DecisionProposal)
@Requires('decision.approve')
export class ProposalsResolver {
  constructor(
    private readonly source: DataSource,
    private readonly service: ProposalsService,
    private readonly reads: DecisionReadsService,
  ) {}

  @Query(() => [DecisionProposal])
  @Requires('decision.read')
  proposals(@Acting() person: ActingPerson): Promise<DecisionProposal[]> {
    return this.reads.pendingProposals(person);
  }

  @Mutation(() => Decision)
  async approveProposal(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('contentHash', { type: () => String }) contentHash: string,
  ): Promise<Decision> {
    await this.reads.proposal(person, id);
    const answer = await once(this.source, person, 'approveProposal', key, { id, contentHash }, (manager) =>
      this.service.approve(manager, person, id, contentHash),
    );
    if (answer.kind === 'refused') throw approvalRefused(answer.refusal);
    return this.reads.decision(person, answer.decisionId);
  }

  @Mutation(() => DecisionProposal)
  async refuseProposal(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('words', { type: () => String }) words: string,
  ): Promise<DecisionProposal> {
    await this.reads.proposal(person, id);
    await once(this.source, person, 'refuseProposal', key, { id, words }, async (manager) => {
      await this.service.refuse(manager, person, id, words);
      return true;
    });
    return this.reads.proposal(person, id);
  }
}
