import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource, type EntityManager } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Note } from '@mizan/subjects/note.entity.js';
import { CaseHoldsService } from './case-holds.service.js';
import { CaseMovesService } from './case-moves.service.js';
import { CaseNotesService } from './case-notes.service.js';
import { CaseReadsService } from './case-reads.service.js';
import { ReviewCase } from './case.entity.js';
import { LeasesService } from './leases.service.js';

/** What a person does with one case. */
@Resolver(() => ReviewCase)
@Requires('case.claim')
export class CaseStepsResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads: CaseReadsService,
    private readonly leases: LeasesService,
    private readonly moves: CaseMovesService,
    private readonly holds: CaseHoldsService,
    private readonly notes: CaseNotesService,
  ) {}

  @Mutation(() => ReviewCase)
  releaseCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('leaseToken', { type: () => String }) leaseToken: string,
  ): Promise<ReviewCase> {
    const lease = { caseId, leaseToken };
    return this.step(person, 'releaseCase', key, lease, (manager) => this.leases.release(manager, person, lease));
  }

  @Mutation(() => ReviewCase)
  skipCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('leaseToken', { type: () => String }) leaseToken: string,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<ReviewCase> {
    const input = { caseId, leaseToken, reason };
    return this.step(person, 'skipCase', key, input, (manager) => this.leases.skip(manager, person, input, reason));
  }

  @Mutation(() => ReviewCase)
  holdCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('leaseToken', { type: () => String }) leaseToken: string,
    @Args('until', { type: () => Date }) until: Date,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<ReviewCase> {
    const input = { caseId, leaseToken, until: until.toISOString(), reason };
    return this.step(person, 'holdCase', key, input, (manager) =>
      this.holds.hold(manager, person, input, until, reason),
    );
  }

  @Mutation(() => ReviewCase)
  resumeCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<ReviewCase> {
    return this.step(person, 'resumeCase', key, { caseId, version }, (manager) =>
      this.holds.resume(manager, person, caseId, version),
    );
  }

  @Mutation(() => ReviewCase)
  @Requires('case.escalate')
  escalateCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('leaseToken', { type: () => String, nullable: true }) leaseToken: string | null,
    @Args('version', { type: () => Int }) version: number,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<ReviewCase> {
    const input = { caseId, leaseToken: leaseToken ?? null, version, reason };
    return this.step(person, 'escalateCase', key, input, (manager) =>
      this.moves.escalate(manager, person, input, reason),
    );
  }

  @Mutation(() => ReviewCase)
  @Requires('case.reopen')
  reopenCase(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<ReviewCase> {
    return this.step(person, 'reopenCase', key, { caseId, version, reason }, (manager) =>
      this.holds.reopen(manager, person, { caseId, version }, reason),
    );
  }

  @Mutation(() => Note)
  @Requires('case.note')
  async addCaseNote(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('text', { type: () => String }) text: string,
  ): Promise<Note> {
    const id = await once(this.dataSource, person, 'addCaseNote', key, { caseId, text }, (manager) =>
      this.notes.add(manager, person, caseId, text),
    );
    return this.notes.get(id);
  }

  /** The case as it is afterwards, also when it went where the person cannot follow. */
  private async step<Input extends { readonly caseId: string }>(
    person: ActingPerson,
    operation: string,
    key: string,
    input: Input,
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<ReviewCase> {
    const id = await once(this.dataSource, person, operation, key, input, async (manager) => {
      await work(manager);
      return input.caseId;
    });
    return this.reads.afterStep(id);
  }
}
