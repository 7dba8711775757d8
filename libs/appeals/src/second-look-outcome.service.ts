import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import { SecondLookGroupService } from './second-look-group.service.js';
import { baseLanguage } from './second-look-run-rules.js';

const ACTOR = systemActor('second-look');

/** What decisions mean for the groups whose items they answer. */
@Injectable()
export class SecondLookOutcomeService {
  constructor(
    private readonly groups: SecondLookGroupService,
    private readonly notices: NoticesService,
  ) {}

  /** Somebody decided a case of a group by itself: the item is answered. Decisions of runs have written that already. */
  async made(manager: EntityManager, decisionId: string): Promise<void> {
    const answered = await rows<{ groupId: string }>(
      manager,
      `update second_look_item i set result_decision_id = d.id, result_at = d.decided_at, failure = null,
         result = coalesce((select a.outcome from appeal a where a.id = i.appeal_id and a.resolution_decision_id = d.id
                              and a.outcome <> 'omitted'),
           case when exists (select from restriction_cover v join restriction r on r.id = v.restriction_id
             where v.decision_id = i.decision_id and v.ended_by_decision_id = d.id and r.subject_id = i.subject_id)
           then 'reversed' else 'upheld' end)
       from decision d where d.id = $1 and i.case_id = d.case_id and i.result is null
         and not exists (select from decision_undo u where u.decision_id = d.id)
       returning i.group_id as "groupId"`,
      [decisionId],
    );
    for (const { groupId } of answered)
      await this.groups.note(manager, ACTOR, groupId, 'item_answered', { decisionId });
  }

  /** The answer was taken back: the item waits again. */
  async undone(manager: EntityManager, decisionId: string): Promise<void> {
    await manager.query(
      `update second_look_item set result = null, result_decision_id = null, result_at = null, run_id = null
       where result_decision_id = $1`,
      [decisionId],
    );
  }

  /** The answer stands: who never appealed is told what was lifted, and the group ends with its last item. */
  async settled(manager: EntityManager, decisionId: string): Promise<void> {
    const items = await rows<SettledItem>(
      manager,
      `select i.group_id as "groupId", i.appeal_id as "appealId", i.subject_id as "subjectId", i.case_id as "caseId", i.result,
         s.platform_id as "platformId", s.language, coalesce(s.title, s.handle, s.native_id, '') as name,
         d.decided_at as "decidedAt", coalesce(run.reasons, '{}') as reasons
       from second_look_item i join subject s on s.id = i.subject_id join decision d on d.id = i.result_decision_id
       left join second_look_run run on run.id = i.run_id where i.result_decision_id = $1`,
      [decisionId],
    );
    for (const item of items) {
      if (item.result === 'reversed' && item.appealId === null) await this.tell(manager, decisionId, item);
      await this.closeWhenDone(manager, item.groupId);
    }
  }

  private async tell(manager: EntityManager, decisionId: string, item: SettledItem): Promise<void> {
    const lifted = await rows<{ measure: `${MeasureCode}`; scope: string }>(
      manager,
      `select r.measure, r.scope from restriction_cover v join restriction r on r.id = v.restriction_id
       where v.ended_by_decision_id = $1 and r.subject_id = $2 and r.lifted_at is not null order by r.measure, r.scope`,
      [decisionId, item.subjectId],
    );
    // What another decision also covers stays, and is no news.
    if (lifted.length === 0) return;
    await this.notices.queue(manager, {
      kind: 'restriction_lifted',
      about: { kind: 'decision', id: decisionId },
      recipient: { kind: 'subject', id: item.subjectId },
      platformId: item.platformId,
      language: item.language,
      values: {
        subject: item.name,
        measures: this.notices.measureLines(item.language ?? 'en', lifted),
        decided_on: item.decidedAt,
        reasons: item.reasons[baseLanguage(item.language ?? 'en')] ?? '',
      },
      subjectId: item.subjectId,
      caseId: item.caseId,
      decisionId,
    });
  }

  private async closeWhenDone(manager: EntityManager, groupId: string): Promise<void> {
    const group = await this.groups.lock(manager, groupId);
    if (group.state !== 'decided') return;
    const open = await rows(
      manager,
      `select from second_look_item i left join decision_settlement t on t.decision_id = i.result_decision_id
       where i.group_id = $1 and (i.result is null or t.settled_at is null) limit 1`,
      [groupId],
    );
    if (open.length === 0) await this.groups.change(manager, ACTOR, group, 'closed', 'group_closed');
  }
}

interface SettledItem {
  readonly groupId: string;
  readonly appealId: string | null;
  readonly subjectId: string;
  readonly caseId: string | null;
  readonly result: string;
  readonly platformId: string;
  readonly language: string | null;
  readonly name: string;
  readonly decidedAt: Date;
  readonly reasons: Readonly<Record<string, string>>;
}
