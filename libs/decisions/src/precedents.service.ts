import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { Decision } from './decision.entity.js';
import { PRECEDENTS } from './precedents-statement.js';

export type PrecedentReason = 'same_subject' | 'linked_subject' | 'same_policy_and_kind';

export interface FoundPrecedent {
  readonly decision: Decision;
  readonly why: PrecedentReason;
}

/** Most precedents of each kind. */
const EACH = 5;
/** Most linked subjects that are looked at. */
const LINKED = 200;

/** Earlier decisions on this subject, on those linked with it, and on cases like it. */
@Injectable()
export class PrecedentsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /**
   * Same subject first, then linked, then alike; newest first in each. Leaves out what was taken back, what lies in queues
   * that the person may not see, and everything about child safety.
   */
  async find(person: ActingPerson, caseId: string): Promise<FoundPrecedent[]> {
    const found = await rows<{ id: string; why: PrecedentReason }>(this.source.manager, PRECEDENTS, [
      caseId,
      await this.access.visibleQueueIds(person),
      EACH,
      LINKED,
    ]);
    if (found.length === 0) return [];
    const decisions = await this.source.manager.findBy(Decision, { id: In(found.map((row) => row.id)) });
    const byId = new Map(decisions.map((decision) => [decision.id, decision]));
    return found.flatMap(({ id, why }) => {
      const decision = byId.get(id);
      return decision ? [{ decision, why }] : [];
    });
  }
}
