import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { DECISION_SETTLED } from '@mizan/decisions/decisions.events.js';
import { StatementMakingService } from './statement-making.service.js';

/** Makes the statements of reasons once a decision can no longer be taken back. */
@Injectable()
export class StatementsListener implements OutboxListener {
  readonly name = 'statements-of-reasons';
  readonly topics = [DECISION_SETTLED];

  constructor(private readonly statements: StatementMakingService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    await this.statements.make(manager, String(event.payload['decisionId']));
  }
}
