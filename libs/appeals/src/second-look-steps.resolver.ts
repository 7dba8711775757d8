import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AppealOutcome } from './appeal.entity.js';
import { SecondLookGroup, SecondLookItem, SecondLookWordsInput } from './second-look.answers.js';
import { SecondLookDecidingService } from './second-look-deciding.service.js';
import { SecondLookJudgingService } from './second-look-judging.service.js';
import { SecondLookOpeningService } from './second-look-opening.service.js';
import { SecondLookReadsService } from './second-look-reads.service.js';

/** What people do with groups of second looks: put together, draw, judge, answer, take back, close. */
@Resolver(() => SecondLookGroup)
@Requires('appeal.manage')
export class SecondLookStepsResolver {
  constructor(
    private readonly source: DataSource,
    private readonly opening: SecondLookOpeningService,
    private readonly judging: SecondLookJudgingService,
    private readonly deciding: SecondLookDecidingService,
    private readonly reads: SecondLookReadsService,
  ) {}

  /** Without ids: every open appeal against a decision of the scope, made between `from` and `to`. */
  @Mutation(() => SecondLookGroup)
  async openSecondLookGroup(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('scopeKind', { type: () => String }) scopeKind: string,
    @Args('scopeId', { type: () => ID, nullable: true }) scopeId: string | null,
    @Args('decisionIds', { type: () => [ID], nullable: true }) decisionIds: string[] | null,
    @Args('appealIds', { type: () => [ID], nullable: true }) appealIds: string[] | null,
    @Args('from', { type: () => Date, nullable: true }) from: Date | null,
    @Args('to', { type: () => Date, nullable: true }) to: Date | null,
  ): Promise<SecondLookGroup> {
    const named = { scopeKind, scopeId: scopeId ?? null, decisionIds: decisionIds ?? [], appealIds: appealIds ?? [] };
    const asked = { ...named, from: from ?? null, to: to ?? null };
    const input = { ...named, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null };
    const id = await once(this.source, person, 'openSecondLookGroup', key, input, (manager) =>
      this.opening.open(manager, person, asked),
    );
    return this.reads.get(id);
  }

  @Mutation(() => SecondLookGroup)
  async drawSecondLookSample(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('groupId', { type: () => ID }) groupId: string,
    @Args('size', { type: () => Int, nullable: true }) size: number | null,
  ): Promise<SecondLookGroup> {
    await once(this.source, person, 'drawSecondLookSample', key, { groupId, size: size ?? null }, async (manager) => {
      await this.judging.draw(manager, person, groupId, size ?? null);
      return true;
    });
    return this.reads.get(groupId);
  }

  /** `judgement`: right, wrong or unsure. */
  @Mutation(() => SecondLookItem)
  async judgeSecondLook(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('groupId', { type: () => ID }) groupId: string,
    @Args('decisionId', { type: () => ID }) decisionId: string,
    @Args('subjectId', { type: () => ID }) subjectId: string,
    @Args('judgement', { type: () => String }) judgement: string,
  ): Promise<SecondLookItem> {
    const of = { groupId, decisionId, subjectId };
    const id = await once(this.source, person, 'judgeSecondLook', key, { ...of, judgement }, (manager) =>
      this.judging.judge(manager, person, of, judgement),
    );
    return this.reads.item(person, id);
  }

  /** More than a hundred restrictions: proposed to a second person. Without `itemIds`: everything that is not answered. */
  @Mutation(() => SecondLookGroup)
  async decideSecondLook(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('groupId', { type: () => ID }) groupId: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('itemIds', { type: () => [ID], nullable: true }) itemIds: string[] | null,
    @Args('outcome', { type: () => AppealOutcome }) outcome: AppealOutcome,
    @Args('reasons', { type: () => [SecondLookWordsInput] }) reasons: SecondLookWordsInput[],
    @Args('rationale', { type: () => String }) rationale: string,
    @Args('rationaleLanguage', { type: () => String, nullable: true }) rationaleLanguage: string | null,
  ): Promise<SecondLookGroup> {
    const words = reasons.map(({ language, text }) => ({ language, text }));
    const asked = { groupId, version, itemIds: itemIds ?? null, outcome, reasons: words, rationale };
    const language = rationaleLanguage ?? 'en';
    await once(this.source, person, 'decideSecondLook', key, { ...asked, language }, (manager) =>
      this.deciding.decide(manager, person, { ...asked, language }),
    );
    return this.reads.get(groupId);
  }

  @Mutation(() => SecondLookGroup)
  async undoSecondLook(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('runId', { type: () => ID }) runId: string,
  ): Promise<SecondLookGroup> {
    const groupId = await once(this.source, person, 'undoSecondLook', key, { runId }, (manager) =>
      this.deciding.undo(manager, person, runId),
    );
    return this.reads.get(groupId);
  }

  @Mutation(() => SecondLookGroup)
  async closeSecondLookGroup(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('groupId', { type: () => ID }) groupId: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<SecondLookGroup> {
    await once(this.source, person, 'closeSecondLookGroup', key, { groupId, version }, async (manager) => {
      await this.deciding.close(manager, person, groupId, version);
      return true;
    });
    return this.reads.get(groupId);
  }
}
