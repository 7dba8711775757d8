import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { openRounds, type RoundReason } from './case-rounds.js';
import { BACK_TO_OPEN, step } from './case-steps.js';
import { stepEntry } from './leases.service.js';
import { RerankService } from './rerank.service.js';

/** Opening closed cases again. */
@Injectable()
export class CaseReopeningService {
  constructor(
    private readonly reranking: RerankService,
    private readonly audit: AuditService,
  ) {}

  /** Each case, closed and locked, gets a new round that is due as its strongest source asks, from now. */
  async reopen(manager: EntityManager, actor: Actor, caseIds: readonly string[], reason: RoundReason): Promise<void> {
    await this.reranking.dueAgain(manager, caseIds);
    const changed = await step(
      manager,
      caseIds,
      `${BACK_TO_OPEN}, round = c.round + 1, closed_at = null, closed_reason = null, flagged_again = false,
       assigned_to = null, escalated_from = null`,
    );
    await openRounds(manager, caseIds, reason);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, 'reopened', one, { reason, round: one.round })),
    );
  }
}
