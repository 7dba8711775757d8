import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { AttachService, type Attachment } from './attach.service.js';
import type { FlaggedSubject } from './attach-rules.js';
import { CaseReopeningService } from './case-reopening.service.js';
import { closeRounds } from './case-rounds.js';
import { step } from './case-steps.js';
import { stepEntry } from './leases.service.js';
import { RerankService, type FlagCount } from './rerank.service.js';

export type { Attachment } from './attach.service.js';
export type { FlaggedSubject } from './attach-rules.js';
export type { FlagCount } from './rerank.service.js';

/** What intake asks of cases: bringing flags in, and setting them aside again. */
@Injectable()
export class CasesService {
  constructor(
    private readonly attaching: AttachService,
    private readonly reranking: RerankService,
    private readonly reopening: CaseReopeningService,
    private readonly audit: AuditService,
  ) {}

  /** See AttachService.attach. */
  attachFlags(
    manager: EntityManager,
    actor: Actor,
    items: readonly FlaggedSubject[],
  ): Promise<Map<string, Attachment>> {
    return this.attaching.attach(manager, actor, items);
  }

  /**
   * Writes how many flags of these cases still count. An open case that is left without one is closed as set aside; one
   * that was closed so and has flags again opens with a new round. Answers how many cases were closed and opened.
   */
  async recountFlags(
    manager: EntityManager,
    actor: Actor,
    counts: readonly FlagCount[],
  ): Promise<{ closed: number; opened: number }> {
    const { emptied, refilled } = await this.reranking.recount(manager, counts);
    if (emptied.length > 0) {
      await closeRounds(manager, emptied);
      const closed = await step(
        manager,
        emptied,
        `state = 'closed', closed_at = clock_timestamp(), closed_reason = 'set_aside'`,
      );
      await this.audit.recordMany(
        manager,
        actor,
        closed.map((one) => stepEntry(actor, 'closed', one, { reason: 'set_aside', round: one.round })),
      );
    }
    if (refilled.length > 0) await this.reopening.reopen(manager, actor, refilled, 'flagged_again');
    return { closed: emptied.length, opened: refilled.length };
  }
}
