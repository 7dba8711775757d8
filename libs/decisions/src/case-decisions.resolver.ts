import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CaseKind, ReviewCase } from '@mizan/cases/case.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Precedent } from './decision.answers.js';
import { Decision } from './decision.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { PrecedentsService } from './precedents.service.js';

/** What the review screen shows of decisions beside a case. */
@Resolver(() => ReviewCase)
@Requires('case.read')
export class CaseDecisionsResolver {
  constructor(
    private readonly reads: DecisionReadsService,
    private readonly loaders: DecisionLoadersService,
    private readonly earlier: PrecedentsService,
  ) {}

  @ResolveField(() => [Decision])
  decisions(@Acting() person: ActingPerson, @Parent() own: ReviewCase): Promise<Decision[]> {
    return this.reads.ofCase(person, own.id);
  }

  @ResolveField(() => DecisionProposal, { nullable: true })
  async proposal(@Parent() own: ReviewCase, @Context() operation: object): Promise<DecisionProposal | null> {
    const waiting = await this.loaders.pendingProposals.in(operation).load(own.id);
    // Kept on the case of a stay itself it is the draft that was stopped, not one that waits for a second person.
    return own.kind === CaseKind.stay && waiting?.state === 'stayed' ? null : waiting;
  }

  @ResolveField(() => [Precedent])
  precedents(@Acting() person: ActingPerson, @Parent() own: ReviewCase): Promise<Precedent[]> {
    return this.earlier.find(person, own.id);
  }
}
