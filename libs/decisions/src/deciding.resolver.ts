import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { claimOf, ClaimsService } from '@mizan/cases/claims.service.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AlreadyDecided, DecideOutcome, LeaseLost, ProposalMade } from './decision.answers.js';
import { Decision } from './decision.entity.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { DecideInput, draftOf } from './decisions.inputs.js';
import { DecisionsService, type DecideAnswer } from './decisions.service.js';
import { ProtectiveStay } from './protective-stay.entity.js';
import { UndoService } from './undo.service.js';

/** Deciding, with the next case in the same round trip, and taking it back. */
@Resolver()
@Requires('decision.make')
export class DecidingResolver {
  constructor(
    private readonly source: DataSource,
    private readonly service: DecisionsService,
    private readonly undos: UndoService,
    private readonly reads: DecisionReadsService,
    private readonly claims: ClaimsService,
  ) {}

  @Mutation(() => DecideOutcome)
  async decide(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('input', { type: () => DecideInput }) input: DecideInput,
    @Args('thenClaim', { type: () => ID, nullable: true }) thenClaim: string | null,
  ): Promise<DecideOutcome> {
    const draft = draftOf(input);
    const { leaseToken, version } = input;
    const done = await once(this.source, person, 'decide', key, { ...input, thenClaim }, async (manager) => {
      const answer = await this.service.decide(manager, person, draft, { leaseToken, version });
      const next = thenClaim ? await this.claims.claimNextStored(manager, person, thenClaim) : null;
      return { answer, next };
    });
    const next = typeof done.next === 'string' ? { reason: done.next } : done.next && claimOf(done.next);
    return { result: await this.result(person, done.answer), next };
  }

  @Mutation(() => Decision)
  @Requires('decision.read')
  async undoDecision(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('decisionId', { type: () => ID }) decisionId: string,
  ): Promise<Decision> {
    await this.reads.decision(person, decisionId);
    await once(this.source, person, 'undoDecision', key, { decisionId }, async (manager) => {
      await this.undos.undo(manager, person, decisionId);
      return true;
    });
    return this.reads.decision(person, decisionId);
  }

  private async result(person: ActingPerson, answer: DecideAnswer): Promise<DecideOutcome['result']> {
    switch (answer.kind) {
      case 'decision':
        return this.reads.decision(person, answer.decisionId);
      case 'proposal':
        return Object.assign(new ProposalMade(), { proposal: await this.reads.proposal(person, answer.proposalId) });
      case 'lease_lost':
        return Object.assign(new LeaseLost(), { caseId: answer.caseId, takenById: answer.takenBy });
      case 'already_decided': {
        const decision = answer.decisionId
          ? await this.reads.decision(person, answer.decisionId).catch(() => null)
          : null;
        return Object.assign(new AlreadyDecided(), { caseId: answer.caseId, decision });
      }
      case 'stay': {
        const { caseId, reference, dueAt } = answer;
        return Object.assign(new ProtectiveStay(), { caseId, reference, dueAt: new Date(dueAt) });
      }
    }
  }
}
