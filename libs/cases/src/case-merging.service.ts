import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { heavierCategory } from './attach-rules.js';
import { closeRounds } from './case-rounds.js';
import { lockOpenCases, step, WITHOUT_LEASE, type LockedCase } from './case-steps.js';
import { stepEntry } from './leases.service.js';
import { RerankService } from './rerank.service.js';
import { ReservedCasesService } from './reserved-cases.service.js';

/** Two subjects turned out to be one: their open cases become one too. */
@Injectable()
export class CaseMergingService {
  constructor(
    private readonly reranking: RerankService,
    private readonly audit: AuditService,
    private readonly reserved: ReservedCasesService,
  ) {}

  /**
   * Joins the open case of one subject to that of another: the flags count there from now on, the case left over closes
   * as merged. Without a case of its own the remaining subject takes over the case. A case that is being decided
   * (awaiting approval, or in its grace period) is left to end by itself. Safe to run twice.
   */
  async join(manager: EntityManager, actor: Actor, fromSubjectId: string, intoSubjectId: string): Promise<void> {
    await this.joinOpen(manager, actor, fromSubjectId, intoSubjectId);
    await this.reserved.gather(manager, actor, [intoSubjectId]);
  }

  private async joinOpen(
    manager: EntityManager,
    actor: Actor,
    fromSubjectId: string,
    intoSubjectId: string,
  ): Promise<void> {
    const open = await lockOpenCases(manager, [fromSubjectId, intoSubjectId]);
    const from = open.find((one) => one.subjectId === fromSubjectId);
    const into = open.find((one) => one.subjectId === intoSubjectId);
    if (!from || from.state === 'awaiting_approval' || from.state === 'decided') return;
    if (!into) await this.handOver(manager, actor, from, intoSubjectId);
    else await this.close(manager, actor, from, into);
  }

  private async handOver(manager: EntityManager, actor: Actor, from: LockedCase, subjectId: string): Promise<void> {
    const changed = await step(manager, [from.id], 'subject_id = $2', [subjectId]);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, 'merged', one, { fromSubjectId: from.subjectId })),
    );
  }

  private async close(manager: EntityManager, actor: Actor, from: LockedCase, into: LockedCase): Promise<void> {
    const counts = await rows<{ id: string; flagCount: number; sourceIds: string[] }>(
      manager,
      'select id, flag_count as "flagCount", source_ids as "sourceIds" from review_case where id = any($1::uuid[])',
      [[from.id, into.id]],
    );
    const sources = counts.flatMap((count) => count.sourceIds);
    const category = heavierCategory(from.category, into.category);
    if (category !== into.category) {
      await step(manager, [into.id], 'category = $2', [category], { keepVersion: true });
    }
    await this.reranking.recount(manager, [
      {
        caseId: into.id,
        flagCount: counts.reduce((sum, count) => sum + count.flagCount, 0),
        sourceIds: [...new Set(sources)],
      },
    ]);
    await closeRounds(manager, [from.id]);
    if (from.state !== 'open') {
      await step(manager, [from.id], `state = 'open', ${WITHOUT_LEASE}, hold_until = null, hold_reason = null`, [], {
        keepVersion: true,
      });
    }
    const closed = await step(
      manager,
      [from.id],
      `state = 'closed', closed_at = clock_timestamp(), closed_reason = 'merged', merged_into = $2`,
      [into.id],
    );
    await this.audit.recordMany(
      manager,
      actor,
      closed.map((one) => stepEntry(actor, 'merged', one, { intoCaseId: into.id, round: one.round })),
    );
  }
}
