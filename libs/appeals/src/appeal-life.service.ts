import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { AppealNoticesService } from './appeal-notices.service.js';
import { AppealQuestionsService } from './appeal-questions.service.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { AppealVerificationService } from './appeal-verification.service.js';
import { AppealClosingService } from './appeal-closing.service.js';
import { AppealRoutingService } from './appeal-routing.service.js';
import { AppealStepsService, type DueStep } from './appeal-steps.service.js';
import { isOpen } from './appeal-transition-rules.js';

const ACTOR = systemActor('appeal-life');

/** Takes the steps that an appeal waits for, each once, in one transaction with what it changes. */
@Injectable()
export class AppealLifeService {
  constructor(
    private readonly source: DataSource,
    private readonly appeals: AppealRecordService,
    private readonly steps: AppealStepsService,
    private readonly notices: AppealNoticesService,
    private readonly routing: AppealRoutingService,
    private readonly questions: AppealQuestionsService,
    private readonly closing: AppealClosingService,
    private readonly verification: AppealVerificationService,
  ) {}

  /** Answers in how many milliseconds to come again; null = taken, or not needed any more. */
  take(stepId: string): Promise<number | null> {
    return inTransaction(this.source, async (manager) => {
      const appeal = await this.lock(manager, stepId);
      if (!appeal) return null;
      const step = await this.steps.take(manager, stepId);
      if (step === undefined) return null;
      if (typeof step === 'number') return step;
      const waitMs = await this.act(manager, appeal, step);
      if (waitMs !== null) await this.steps.again(manager, stepId, waitMs);
      return waitMs;
    });
  }

  /** The appeal before its step, as everybody locks them, so that nobody waits for each other. */
  private async lock(manager: EntityManager, stepId: string): Promise<LockedAppeal | undefined> {
    const [found] = await rows<{ appealId: string }>(
      manager,
      'select appeal_id as "appealId" from appeal_step where id = $1 and done_at is null and dropped_at is null',
      [stepId],
    );
    return found && this.appeals.lock(manager, found.appealId);
  }

  private async act(manager: EntityManager, appeal: LockedAppeal, step: DueStep): Promise<number | null> {
    switch (step.kind) {
      case 'acknowledge':
        await this.acknowledge(manager, appeal);
        return null;
      case 'route':
        await this.routing.route(manager, ACTOR, appeal);
        return null;
      case 'remind':
        if (isOpen(appeal.state)) await this.notices.remind(manager, appeal, null);
        return null;
      case 'warn_50':
      case 'warn_80':
      case 'breach':
        if (isOpen(appeal.state)) await this.appeals.note(manager, ACTOR, appeal, 'warned', { step: step.kind });
        return null;
      case 'escalate':
        await this.routing.escalate(manager, ACTOR, appeal);
        return null;
      case 'question_reminder':
        await this.questions.remind(manager, appeal, step.aboutId);
        return null;
      case 'question_timeout':
        await this.questions.timeOut(manager, ACTOR, appeal, step.aboutId);
        return null;
      case 'execute_check':
        return this.closing.check(manager, ACTOR, appeal);
      case 'notify':
        await this.closing.notify(manager, ACTOR, appeal);
        return null;
      case 'close':
        return this.closing.close(manager, ACTOR, appeal);
    }
  }

  private async acknowledge(manager: EntityManager, appeal: LockedAppeal): Promise<void> {
    if (!isOpen(appeal.state)) return;
    await this.notices.acknowledge(manager, appeal);
    await this.verification.challenge(manager, ACTOR, appeal);
    const at = { acknowledged_at: 'now' };
    if (appeal.state === 'received') await this.appeals.go(manager, ACTOR, appeal, 'acknowledged', at);
    else await this.appeals.change(manager, ACTOR, appeal, 'acknowledged', at);
  }
}
