import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { APPEAL_RESOLVED } from './appeals.events.js';
import { MassErrorService } from './mass-error.service.js';

/** Looks at every answer to an appeal for what it says about others of its kind. */
@Injectable()
export class MassErrorListener implements OutboxListener {
  readonly name = 'mass-error';
  readonly topics = [APPEAL_RESOLVED];

  constructor(private readonly alarm: MassErrorService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const { appealId } = event.payload;
    if (typeof appealId === 'string') await this.alarm.answered(manager, appealId);
  }
}
