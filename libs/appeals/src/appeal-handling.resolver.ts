import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { claimOf, ClaimsService } from '@mizan/cases/claims.service.js';
import { AlreadyDecided, LeaseLost } from '@mizan/decisions/decision-answers.entity.js';
import { DecisionReadsService } from '@mizan/decisions/decision-reads.service.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AppealQuestionsService } from './appeal-questions.service.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { ResolveAppealOutcome } from './appeal.answers.js';
import { Appeal } from './appeal.entity.js';
import { idOf, ResolveAppealInput, resolutionOf } from './appeals.inputs.js';
import { ResolvingService, type ResolveAnswer } from './resolving.service.js';

/** Answering an appeal, with the next case in the same round trip, and asking the person. */
@Resolver(() => Appeal)
@Requires('appeal.work')
export class AppealHandlingResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: AppealReadsService,
    private readonly resolving: ResolvingService,
    private readonly questions: AppealQuestionsService,
    private readonly claims: ClaimsService,
    private readonly decisions: DecisionReadsService,
  ) {}

  @Mutation(() => ResolveAppealOutcome)
  async resolveAppeal(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('input', { type: () => ResolveAppealInput }) input: ResolveAppealInput,
  ): Promise<ResolveAppealOutcome> {
    const resolution = resolutionOf(input);
    await this.reads.get(person, resolution.appealId);
    const done = await once(this.source, person, 'resolveAppeal', key, { ...input }, async (manager) => {
      const answer = await this.resolving.resolve(manager, person, resolution);
      const next = input.thenClaim ? await this.claims.claimNextStored(manager, person, input.thenClaim) : null;
      return { answer, next };
    });
    const next = typeof done.next === 'string' ? { reason: done.next } : done.next && claimOf(done.next);
    return { result: await this.result(person, done.answer, resolution.appealId), next };
  }

  @Mutation(() => Appeal)
  async askAppellant(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('appealId', { type: () => ID }) appealId: string,
    @Args('leaseToken', { type: () => String }) leaseToken: string,
    @Args('text', { type: () => String }) text: string,
  ): Promise<Appeal> {
    const { id } = await this.reads.get(person, appealId);
    await once(this.source, person, 'askAppellant', key, { appealId, leaseToken, text }, (manager) =>
      this.questions.ask(manager, person, id, { leaseToken }, text),
    );
    return this.reads.get(person, id);
  }

  @Mutation(() => Appeal)
  async withdrawQuestion(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('messageId', { type: () => ID }) messageId: string,
  ): Promise<Appeal> {
    const id = idOf(messageId, 'messageId');
    const appealId = await this.questions.appealOf(this.source.manager, id);
    await this.reads.get(person, appealId);
    await once(this.source, person, 'withdrawQuestion', key, { messageId }, async (manager) => {
      await this.questions.withdraw(manager, person, id);
      return true;
    });
    return this.reads.get(person, appealId);
  }

  private async result(
    person: ActingPerson,
    answer: ResolveAnswer,
    appealId: string,
  ): Promise<ResolveAppealOutcome['result']> {
    if (answer.kind === 'resolved') return this.reads.get(person, appealId);
    if (answer.kind === 'lease_lost')
      return Object.assign(new LeaseLost(), { caseId: answer.caseId, takenById: answer.takenBy });
    const { resolutionDecisionId } = await this.reads.get(person, appealId);
    const decision = resolutionDecisionId
      ? await this.decisions.decision(person, resolutionDecisionId).catch(() => null)
      : null;
    return Object.assign(new AlreadyDecided(), { caseId: answer.caseId, decision });
  }
}
