import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { BACK_TO_OPEN, lockCases, step } from './case-steps.js';
import { stepEntry } from './leases.service.js';

/** What is reserved for the people of a child-safety queue stays together there (settled 22). */
@Injectable()
export class ReservedCasesService {
  constructor(private readonly audit: AuditService) {}

  /**
   * Takes every case of those of the subjects that are reserved, whatever its state, into the queue of their circle, and
   * ends the lease of whoever holds one. Safe to run twice.
   */
  async gather(manager: EntityManager, actor: Actor, subjectIds: readonly string[]): Promise<void> {
    if (subjectIds.length === 0) return;
    const found = await rows<{ caseId: string; circleId: string }>(
      manager,
      `select distinct on (c.id) c.id as "caseId", r.circle_id as "circleId"
       from unnest($1::uuid[]) as asked(id), subject_family(subject_root(asked.id)) f(id)
       join subject_reserve r on r.subject_id = f.id
       join lateral (select x.id, x.queue_id from review_case x
                     where x.subject_id in (select subject_family(subject_root(r.subject_id)))) c on true
       join queue q on q.id = c.queue_id and q.kind <> 'child_safety'
       order by c.id, r.reserved_at desc`,
      [subjectIds],
    );
    for (const circleId of new Set(found.map((row) => row.circleId))) {
      await this.take(
        manager,
        actor,
        circleId,
        found.filter((row) => row.circleId === circleId).map((row) => row.caseId),
      );
    }
  }

  private async take(manager: EntityManager, actor: Actor, queueId: string, caseIds: readonly string[]): Promise<void> {
    const locked = await lockCases(manager, caseIds);
    const from = new Map(locked.map((one) => [one.id, one.queueId]));
    const held = locked.filter((one) => one.state === 'claimed').map((one) => one.id);
    if (held.length > 0) await step(manager, held, BACK_TO_OPEN, [], { keepVersion: true });
    const taken = await step(manager, [...from.keys()], 'queue_id = $2, lapsed_from = null, assigned_to = null', [
      queueId,
    ]);
    await this.audit.recordMany(
      manager,
      actor,
      taken.map((one) =>
        stepEntry(actor, 'moved', one, { fromQueueId: from.get(one.id) ?? null }, from.get(one.id) ?? null),
      ),
    );
  }
}
