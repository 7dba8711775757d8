import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { notIndependent } from './appeals.errors.js';
import { groupBusy } from './second-look.errors.js';
import { SecondLookCasesService, type ItemOfGroup } from './second-look-cases.service.js';
import { SecondLookGroupService } from './second-look-group.service.js';
import { drawSample, sampleSeed } from './second-look-sample-rules.js';

export const JUDGEMENTS = ['right', 'wrong', 'unsure'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** Largest sample. */
const MAX_SAMPLE = 1_000;

/** Draws samples of groups, and keeps what people think of them. */
@Injectable()
export class SecondLookJudgingService {
  constructor(
    private readonly groups: SecondLookGroupService,
    private readonly cases: SecondLookCasesService,
    private readonly settings: DeskSettings,
  ) {}

  /**
   * Draws by a seed made of the group's id; a larger size later adds to what was drawn, a smaller one changes nothing.
   * Throws NOT_FOUND, GROUP_CLOSED, GROUP_BUSY, INVALID_INPUT (`size`).
   */
  async draw(manager: EntityManager, person: ActingPerson, groupId: string, asked: number | null): Promise<void> {
    mustHold(person, 'appeal.manage');
    const size = asked ?? (await this.settings.get('second_look_sample', manager));
    if (!Number.isInteger(size) || size < 1 || size > MAX_SAMPLE)
      throw invalid('size', `A sample has 1 to ${MAX_SAMPLE} items.`, { max: MAX_SAMPLE });
    const group = await this.groups.lockOpen(manager, groupId);
    if (group.state === 'decided') throw groupBusy();
    const items = await rows<ItemOfGroup & { lot: string }>(
      manager,
      `select id, decision_id as "decisionId", subject_id as "subjectId", case_id as "caseId",
         decision_id || ' ' || subject_id as lot from second_look_item where group_id = $1`,
      [groupId],
    );
    const seed = sampleSeed(groupId);
    const drawn = new Set(
      drawSample(
        seed,
        items.map((item) => item.lot),
        size,
      ),
    );
    const sample = items.filter((item) => drawn.has(item.lot));
    for (const item of sample) await this.cases.ensure(manager, person, item);
    await manager.query('update second_look_item set in_sample = true where id = any($1::uuid[])', [
      sample.map((item) => item.id),
    ]);
    await manager.query(
      `update second_look_group set sample_seed = $2,
         sample_size = (select count(*) from second_look_item where group_id = $1 and in_sample) where id = $1`,
      [groupId, seed],
    );
    await this.groups.change(manager, person, group, 'sampled', 'sample_drawn', { size: sample.length, seed });
  }

  /**
   * Keeps what the person thinks of one drawn item; the last word counts. Throws NOT_FOUND, GROUP_CLOSED, NOT_INDEPENDENT,
   * INVALID_INPUT (`judgement`). Answers the item's id.
   */
  async judge(
    manager: EntityManager,
    person: ActingPerson,
    of: { readonly groupId: string; readonly decisionId: string; readonly subjectId: string },
    judgement: string,
  ): Promise<string> {
    mustHold(person, 'appeal.manage');
    if (!JUDGEMENTS.some((each) => each === judgement)) throw invalid('judgement', `One of ${JUDGEMENTS.join(', ')}.`);
    await this.groups.lockOpen(manager, of.groupId);
    const [judged] = await this.write(manager, person, of, judgement);
    if (!judged) throw notFound('second_look_item');
    await this.groups.note(manager, person, of.groupId, 'judged', {
      judgement,
      decisionId: of.decisionId,
      subjectId: of.subjectId,
    });
    return judged.id;
  }

  private async write(
    manager: EntityManager,
    person: ActingPerson,
    of: { readonly groupId: string; readonly decisionId: string; readonly subjectId: string },
    judgement: string,
  ): Promise<{ id: string }[]> {
    try {
      return await rows<{ id: string }>(
        manager,
        `update second_look_item set judgement = $4, judged_by = $5, judged_at = clock_timestamp()
         where group_id = $1 and decision_id = $2 and subject_id = $3 and in_sample and result is null returning id`,
        [of.groupId, of.decisionId, of.subjectId, judgement, person.id],
      );
    } catch (error) {
      if (violatedConstraint(error) === 'second_look_independence') throw notIndependent();
      throw error;
    }
  }
}
