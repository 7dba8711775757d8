import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { APPEAL_RESOLVED } from '@mizan/appeals/appeals.events.js';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { DECISION_SETTLED } from '@mizan/decisions/decisions.events.js';
import { CollateralFindingService } from './collateral-finding.service.js';

/**
 * Whoever a decision found becomes a collateral case once it can no longer be taken back. The answer to an appeal is such
 * a decision; where its grace period is over already when the appeal says that it is resolved, nothing else would come.
 */
@Injectable()
export class FindingsListener implements OutboxListener {
  readonly name = 'collateral-findings';
  readonly topics = [DECISION_SETTLED, APPEAL_RESOLVED];

  constructor(private readonly findings: CollateralFindingService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const { decisionId, appealId } = event.payload;
    if (typeof decisionId === 'string') await this.findings.takeUp(manager, decisionId);
    else if (typeof appealId === 'string') await this.findings.takeUpAppeal(manager, appealId);
  }
}
