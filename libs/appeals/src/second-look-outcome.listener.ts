import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { DECISION_MADE, DECISION_SETTLED, DECISION_UNDONE } from '@mizan/decisions/decisions.events.js';
import { SecondLookOutcomeService } from './second-look-outcome.service.js';

/** Keeps groups in step with decisions: made on one of their cases, taken back, or standing for good. */
@Injectable()
export class SecondLookOutcomeListener implements OutboxListener {
  readonly name = 'second-look-outcome';
  readonly topics = [DECISION_MADE, DECISION_UNDONE, DECISION_SETTLED];

  constructor(private readonly outcomes: SecondLookOutcomeService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const { decisionId } = event.payload;
    if (typeof decisionId !== 'string') return;
    if (event.topic === DECISION_UNDONE) await this.outcomes.undone(manager, decisionId);
    else if (event.topic === DECISION_MADE) await this.outcomes.made(manager, decisionId);
    else await this.outcomes.settled(manager, decisionId);
  }
}
