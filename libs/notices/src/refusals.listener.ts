import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { DECISION_SETTLED } from '@mizan/decisions/decisions.events.js';
import { RefusalsService } from './refusals.service.js';

/** Tells reporters of a refusal once the decision can no longer be taken back. */
@Injectable()
export class RefusalsListener implements OutboxListener {
  readonly name = 'flags-refused';
  readonly topics = [DECISION_SETTLED];

  constructor(private readonly refusals: RefusalsService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    await this.refusals.tell(manager, String(event.payload['decisionId']));
  }
}
