import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseReopeningService } from '@mizan/cases/case-reopening.service.js';
import type { ActingSystem } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { AppealNoticesService } from './appeal-notices.service.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { CascadeService } from './cascade.service.js';
import { stepsOfReceipt } from './appeal-step-rules.js';
import { AppealStepsService } from './appeal-steps.service.js';

/** How long until it is looked again whether the platform has done its part, ms. */
const LOOK_AGAIN_MS = 5_000;

/** What follows the answer to an appeal: carrying it out, telling the person, closing. */
@Injectable()
export class AppealClosingService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly steps: AppealStepsService,
    private readonly words: AppealNoticesService,
    private readonly notices: NoticesService,
    private readonly reopening: CaseReopeningService,
    private readonly personal: PersonalText,
    private readonly cascade: CascadeService,
  ) {}

  /**
   * The grace period of the answer should be over. Taken back meanwhile: the appeal is open again. Standing: the person
   * is told and the platform's part is awaited. Answers in how many milliseconds to come again.
   */
  async check(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<number | null> {
    if (appeal.state !== 'decided') return null;
    const [decision] = await rows<{ undone: boolean; settled: boolean }>(
      manager,
      `select exists (select from decision_undo u where u.decision_id = t.decision_id) as undone, t.settled_at is not null as settled
       from decision_settlement t where t.decision_id = $1`,
      [appeal.resolutionDecisionId],
    );
    if (!decision) throw new Error('An answered appeal has no decision.');
    if (decision.undone) {
      await this.openAgain(manager, actor, appeal);
      return null;
    }
    if (!decision.settled) return LOOK_AGAIN_MS;
    if (appeal.appellant === 'reporter' && appeal.outcome === 'reversed') await this.actOnFlag(manager, actor, appeal);
    await this.cascade.settled(manager, actor, appeal);
    await this.appeals.go(manager, actor, appeal, 'executing', {});
    const now = new Date();
    await this.steps.restart(manager, appeal.id, { kind: 'notify', dueAt: now, aboutId: null });
    await this.steps.restart(manager, appeal.id, { kind: 'close', dueAt: now, aboutId: null });
    return null;
  }

  /** Tells the person the outcome and its reasons, in their language. */
  async notify(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    if (appeal.outcome === null || appeal.decidedAt === null) return;
    const [answer] = await rows<{ sealed: Buffer | null }>(
      manager,
      'select sealed_answer as sealed from appeal where id = $1',
      [appeal.id],
    );
    const reasons = await this.personal.open(manager, appeal.keyId, answer?.sealed ?? null);
    const measures = await rows<{ measure: `${MeasureCode}`; scope: string; result: string | null }>(
      manager,
      `select r.measure, r.scope, a.result from appeal_restriction a join restriction r on r.id = a.restriction_id
       where a.appeal_id = $1 and a.asked order by r.measure, r.scope`,
      [appeal.id],
    );
    // Null when the person was erased meanwhile: then there is nobody to tell.
    if (reasons === null) return;
    await this.words.answer(manager, appeal, {
      outcome: appeal.outcome,
      reasons,
      decidedAt: appeal.decidedAt,
      lifted: measures.filter((each) => each.result === 'reversed'),
      kept: measures.filter((each) => each.result !== 'reversed'),
    });
    await this.appeals.note(manager, actor, appeal, 'told', { outcome: appeal.outcome });
  }

  /** Closes once every order of the answer has ended and the person was told, or cannot be told. */
  async close(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<number | null> {
    if (appeal.state !== 'executing') return null;
    const moving = await rows(
      manager,
      `select from platform_order where decision_id = $1 and state not in ('applied', 'gone', 'failed', 'cancelled') limit 1`,
      [appeal.resolutionDecisionId],
    );
    if (moving.length > 0) return LOOK_AGAIN_MS;
    const told = (await this.notices.read(manager, { kind: 'appeal', id: appeal.id })).find(
      (notice) => notice.kind === `appeal_${appeal.outcome ?? ''}`,
    );
    await this.appeals.go(manager, actor, appeal, 'closed', {
      closed_at: 'now',
      notified_at: told?.informedAt?.toISOString() ?? null,
    });
    return null;
  }

  private async openAgain(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    await manager.query('update appeal_restriction set result = null where appeal_id = $1', [appeal.id]);
    await manager.query('update appeal set sealed_answer = null where id = $1', [appeal.id]);
    await this.appeals.go(
      manager,
      actor,
      appeal,
      'in_review',
      { outcome: null, omitted_reason: null, decided_at: null, resolution_decision_id: null },
      { reason: 'undone' },
    );
    const warnings = stepsOfReceipt(appeal.submittedAt, appeal.dueAt).filter(
      (step) => step.kind !== 'acknowledge' && step.kind !== 'route' && step.kind !== 'remind',
    );
    for (const step of warnings) if (step.dueAt > new Date()) await this.steps.restart(manager, appeal.id, step);
  }

  /** The report should not have been refused: its case is open again, for somebody to act on. */
  private async actOnFlag(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    const [found] = await rows<{ id: string }>(
      manager,
      `select c.id from flag f join review_case f_case on f_case.id = f.case_id
       join review_case c on c.id = coalesce(f_case.merged_into, f_case.id)
       where f.id = $1 and c.state = 'closed'
         and not exists (select from review_case o where o.subject_id = c.subject_id and o.kind = 'flagged' and o.state <> 'closed')
       for no key update of c`,
      [appeal.flagId],
    );
    if (found) await this.reopening.reopen(manager, actor, [found.id], 'appeal');
  }
}
