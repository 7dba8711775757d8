import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { PERSON_DISABLED } from '@mizan/identity/identity.events.js';
import { ProposalsService } from './proposals.service.js';

/** Lets the proposals of somebody who left lapse, so that their cases are worked again. */
@Injectable()
export class AuthorLeftListener implements OutboxListener {
  readonly name = 'proposal-authors';
  readonly topics = [PERSON_DISABLED];

  constructor(private readonly proposals: ProposalsService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const personId = String(event.payload['personId']);
    for (const id of await this.proposals.pendingOf(manager, personId))
      await this.proposals.lapse(manager, systemActor('proposals'), id);
  }
}
