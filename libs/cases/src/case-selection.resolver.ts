import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource, type EntityManager } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { CaseMovesService, type BulkAnswer } from './case-moves.service.js';
import { CaseReadsService } from './case-reads.service.js';
import { BulkResult } from './claim.entity.js';

/** What a person does with a selection: each case by itself, refusals said one by one. */
@Resolver(() => BulkResult)
@Requires('case.move')
export class CaseSelectionResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly moves: CaseMovesService,
    private readonly reads: CaseReadsService,
  ) {}

  @Mutation(() => BulkResult)
  moveCases(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseIds', { type: () => [ID] }) caseIds: string[],
    @Args('queueId', { type: () => ID }) queueId: string,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<BulkResult> {
    return this.each(person, 'moveCases', key, { caseIds, queueId, reason }, (manager) =>
      this.moves.move(manager, person, caseIds, queueId, reason),
    );
  }

  @Mutation(() => BulkResult)
  @Requires('case.escalate')
  escalateCases(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseIds', { type: () => [ID] }) caseIds: string[],
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<BulkResult> {
    return this.each(person, 'escalateCases', key, { caseIds, reason }, (manager) =>
      this.moves.escalateMany(manager, person, caseIds, reason),
    );
  }

  @Mutation(() => BulkResult)
  @Requires('case.assign')
  assignCases(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseIds', { type: () => [ID] }) caseIds: string[],
    @Args('personId', { type: () => ID, nullable: true }) personId: string | null,
  ): Promise<BulkResult> {
    const to = personId ?? null;
    return this.each(person, 'assignCases', key, { caseIds, personId: to }, (manager) =>
      this.moves.assign(manager, person, caseIds, to),
    );
  }

  @Mutation(() => BulkResult)
  holdCases(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseIds', { type: () => [ID] }) caseIds: string[],
    @Args('until', { type: () => Date }) until: Date,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<BulkResult> {
    return this.each(person, 'holdCases', key, { caseIds, until: until.toISOString(), reason }, (manager) =>
      this.moves.hold(manager, person, caseIds, until, reason),
    );
  }

  private async each(
    person: ActingPerson,
    operation: string,
    key: string,
    input: object,
    work: (manager: EntityManager) => Promise<BulkAnswer>,
  ): Promise<BulkResult> {
    const answer = await once(this.dataSource, person, operation, key, input, async (manager) => {
      const { changed, refused } = await work(manager);
      return { changed, refused: refused.map((one) => ({ ...one })) };
    });
    const found = await this.reads.afterSteps(answer.changed);
    return { changed: answer.changed.flatMap((id) => found.get(id) ?? []), refused: answer.refused };
  }
}
