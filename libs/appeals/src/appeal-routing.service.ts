import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import type { ActingSystem } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { isOpen } from './appeal-transition-rules.js';

/** Brings appeals to those who may look at them. */
@Injectable()
export class AppealRoutingService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly cases: SpecialCasesService,
    private readonly independence: IndependenceService,
  ) {}

  /**
   * Opens the second look, keeps everybody who had a part in the decision away from it, and says when nobody is left
   * (settled 31: computed at receipt, never relaxed by a setting).
   */
  async route(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    if (appeal.state !== 'received' && appeal.state !== 'acknowledged') return;
    const facts = await factsOf(manager, appeal);
    const specialist = appeal.registerClass || appeal.claimedStatus !== null;
    const caseId = await this.cases.open(manager, actor, {
      kind: 'second_look',
      platformId: appeal.platformId,
      subjectId: appeal.subjectId,
      queueKind: specialist ? 'appeals_specialist' : 'appeals',
      category: facts.category,
      dueAt: appeal.dueAt,
      policyId: facts.policyId,
      language: appeal.language,
      appealId: appeal.id,
      reason: 'appeal',
    });
    if (appeal.decisionId) await this.independence.bar(manager, caseId, [appeal.decisionId]);
    const eligible = await this.independence.eligible(manager, caseId);
    await this.appeals.go(
      manager,
      actor,
      { ...appeal, caseId },
      'in_review',
      { case_id: caseId, needs_outside_handler: eligible.length === 0 },
      { specialist, eligible: eligible.length },
    );
  }

  /** Nobody answered in time: the escalation queue gets it, where the same people stay kept away. */
  async escalate(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    if (!isOpen(appeal.state) || appeal.caseId === null) return;
    const moved = await this.cases.escalate(manager, actor, appeal.caseId);
    await this.appeals.note(manager, actor, appeal, 'escalated', { moved });
  }
}

/** Of the decision that is appealed; child safety and threats to life keep their own queues' care. */
async function factsOf(manager: EntityManager, appeal: LockedAppeal): Promise<Facts> {
  const [found] = await rows<Facts>(
    manager,
    `select c.category, pv.policy_id as "policyId" from decision d join review_case c on c.id = d.case_id
     left join policy_version pv on pv.id = d.policy_version_id where d.id = $1`,
    [appeal.decisionId],
  );
  return found ?? { category: 'general', policyId: null };
}

interface Facts {
  readonly category: 'general' | 'terrorism' | 'child_safety' | 'threat_to_life';
  readonly policyId: string | null;
}
