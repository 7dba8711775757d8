import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import type { RoundReason } from './case-rounds.js';
import { BACK_TO_OPEN, lockCases, step } from './case-steps.js';
import { noQueue } from './cases.errors.js';
import { stepEntry } from './leases.service.js';
import { PRIVATE_QUEUE } from './private-queues.service.js';
import { caseEvent } from './cases.events.js';

/** Kinds of case that no flag opens (settled 11): the second look of an appeal, a protective stay, an after-check. */
export type SpecialKind = 'second_look' | 'stay' | 'after_check';

/** Queues that take them, by what they are for. */
export type SpecialQueueKind = 'stay' | 'appeals' | 'appeals_specialist';

/** A case to be opened by something other than a flag. */
export interface SpecialCase {
  readonly kind: SpecialKind;
  readonly platformId: string;
  readonly subjectId: string;
  /** The first active queue of this kind takes it; a specialist queue that does not exist is replaced by `appeals`. */
  readonly queueKind: SpecialQueueKind;
  /** This queue instead: what is about child safety stays where it is (settled 22). */
  readonly queueId?: string;
  readonly category: 'general' | 'terrorism' | 'child_safety' | 'threat_to_life';
  readonly dueAt: Date;
  readonly policyId: string | null;
  readonly language: string | null;
  /** Of `second_look` only, where there can be one for each appeal. */
  readonly appealId: string | null;
  readonly reason: RoundReason;
}

/** Opens and moves the cases that no flag opens. They stand in line by their due time alone. */
@Injectable()
export class SpecialCasesService {
  constructor(private readonly audit: AuditService) {}

  /**
   * Opens the case in the caller's transaction and answers its id; a second look that the appeal already has is answered
   * as it is. Throws NO_QUEUE when no active queue can take it.
   */
  async open(manager: EntityManager, actor: Actor, asked: SpecialCase): Promise<string> {
    const queueId = asked.queueId ?? (await this.queueFor(manager, asked.queueKind));
    const [made] = await rows<{ id: string }>(manager, OPEN, [
      asked.kind,
      asked.platformId,
      asked.subjectId,
      queueId,
      asked.category,
      asked.dueAt,
      asked.policyId,
      asked.language,
      asked.appealId,
      asked.reason,
    ]);
    if (!made) return this.existing(manager, asked);
    await this.audit.record(manager, actor, {
      kind: 'case.opened',
      target: { kind: 'case', id: made.id },
      caseId: made.id,
      // The record of a stay does not lead to its subject: whoever reads it would know who may be protected.
      subjectId: asked.kind === 'stay' ? null : asked.subjectId,
      details: { queueId, kind: asked.kind, reason: asked.reason },
      events: [caseEvent('opened', { caseId: made.id, queueId })],
    });
    return made.id;
  }

  /**
   * What the case waited for has come: it goes back to its queue, first to whom it was with. Does nothing when it is not
   * on hold.
   */
  async resume(manager: EntityManager, actor: Actor, caseId: string, assignedTo: string | null): Promise<void> {
    const [found] = await lockCases(manager, [caseId]);
    if (found?.state !== 'on_hold') return;
    const changed = await step(manager, [caseId], `${BACK_TO_OPEN}, assigned_to = $2`, [assignedTo]);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, 'resumed', one)),
    );
  }

  /** Moves the case to the escalation queue of its queue, when there is one and nobody has the case; answers whether it did. */
  async escalate(manager: EntityManager, actor: Actor, caseId: string): Promise<boolean> {
    const [found] = await lockCases(manager, [caseId]);
    if (found?.state !== 'open') return false;
    const [queue] = await rows<{ id: string }>(
      manager,
      `select e.id from queue q join queue e on e.id = q.escalation_queue_id and e.active where q.id = $1`,
      [found.queueId],
    );
    if (!queue) return false;
    const moved = `queue_id = $2, escalated_from = c.queue_id, assigned_to = null`;
    const changed = await step(manager, [caseId], moved, [queue.id]);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, 'escalated', one, { fromQueueId: found.queueId }, found.queueId)),
    );
    return true;
  }

  private async queueFor(manager: EntityManager, kind: SpecialQueueKind): Promise<string> {
    const [queue] = await rows<{ id: string }>(
      manager,
      `select id from queue where active and (kind = $1 or ($1 = 'appeals_specialist' and kind = 'appeals'))
         and not starts_with(code, $2)
       order by kind = $1 desc, position, code limit 1`,
      [kind, PRIVATE_QUEUE],
    );
    if (!queue) throw noQueue(kind);
    return queue.id;
  }

  private async existing(manager: EntityManager, asked: SpecialCase): Promise<string> {
    const [found] = await rows<{ id: string }>(
      manager,
      `select id from review_case where kind = 'second_look' and appeal_id = $1`,
      [asked.appealId],
    );
    if (!found) throw new Error('A case was neither opened nor there.');
    return found.id;
  }
}

const OPEN = `with opened as (
    insert into review_case (kind, platform_id, subject_id, queue_id, category, rank, due_at, policy_id, language, appeal_id)
    values ($1, $2, $3, $4, $5, floor(extract(epoch from $6::timestamptz) * 1000)::bigint, $6, $7, $8, $9)
    on conflict (appeal_id) where kind = 'second_look' and appeal_id is not null do nothing
    returning id, queue_id, rank, opened_at, due_at
  ), rounds as (
    insert into case_round (case_id, n, opened_at, due_at, reason) select id, 1, opened_at, due_at, $10 from opened
  ), heads as (
    update queue_head h set head = least(h.head, o.rank) from opened o where h.queue_id = o.queue_id and h.head > o.rank
  )
  select id from opened`;
