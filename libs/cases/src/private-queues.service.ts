import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { lockCases, step } from './case-steps.js';
import { wrongState } from './cases.errors.js';
import { stepEntry } from './leases.service.js';
import { QueueAccessService } from './queue-access.service.js';

/** Codes of queues that hold one case for one person begin with this; nothing is ever routed to them. */
export const PRIVATE_QUEUE = 'apart-';

/** Lets one person work one case, and nothing else of the queue that it came from. */
@Injectable()
export class PrivateQueuesService {
  constructor(
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
  ) {}

  /**
   * Moves an open case to a queue of its own, where only this person works and whoever sees the work of all queues sees
   * it; answers the queue. Throws NOT_FOUND, CASE_STATE.
   */
  async setApart(
    manager: EntityManager,
    actor: Actor,
    caseId: string,
    given: { readonly personId: string; readonly names: Readonly<Record<string, string>> },
  ): Promise<string> {
    const [found] = await lockCases(manager, [caseId]);
    if (!found) throw notFound('case');
    if (found.state !== 'open') throw wrongState(found.state);
    const queueId = newId();
    await rows(manager, MAKE, [queueId, `${PRIVATE_QUEUE}${queueId}`, given.names, found.queueId, given.personId]);
    const changed = await step(manager, [caseId], 'queue_id = $2, assigned_to = $3', [queueId, given.personId]);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, 'moved', one, { toQueueId: queueId }, found.queueId)),
    );
    this.access.forget();
    return queueId;
  }
}

/** $1 queue, $2 code, $3 names, $4 the queue that the case is in now, $5 person. */
const MAKE = `with made as (
    insert into queue (id, code, name, kind, position, escalation_queue_id)
    select $1::uuid, $2::text, $3::jsonb, kind, 9000, escalation_queue_id from queue where id = $4
  ), head as (insert into queue_head (queue_id) values ($1::uuid)),
  counted as (insert into queue_count (queue_id) values ($1::uuid))
  insert into queue_access (queue_id, person_id) values ($1::uuid, $5::uuid)`;
