import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { DECISION_SETTLED, DECISION_UNDONE } from '@mizan/decisions/decisions.events.js';
import { ORDER_CHANGED } from '@mizan/decisions/orders.events.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { CollateralProgressService } from './collateral-progress.service.js';
import { RemedyNoticesService } from './remedy-notices.service.js';

const ACTOR = systemActor('collateral-progress');

/** Follows the orders of remedies: the last one undone ends the harm. Tells the person once a remedy stands. */
@Injectable()
export class RemediesListener implements OutboxListener {
  readonly name = 'collateral-remedies';
  readonly topics = [ORDER_CHANGED, DECISION_SETTLED, DECISION_UNDONE];

  constructor(
    private readonly progress: CollateralProgressService,
    private readonly notices: RemedyNoticesService,
  ) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const { orderId, decisionId } = event.payload;
    if (typeof orderId === 'string') {
      for (const id of await this.progress.ofOrder(manager, orderId)) await this.progress.check(manager, ACTOR, id);
    } else if (typeof decisionId === 'string' && event.topic === DECISION_UNDONE) {
      await this.progress.takenBack(manager, ACTOR, decisionId);
    } else if (typeof decisionId === 'string') {
      for (const id of await this.progress.ofDecision(manager, decisionId)) {
        await this.notices.tellLifted(manager, id, decisionId);
        await this.progress.check(manager, ACTOR, id);
      }
    }
  }
}
