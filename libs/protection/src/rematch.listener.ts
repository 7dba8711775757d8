import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { SUBJECT_CHANGED, SUBJECT_MERGED, SUBJECT_SPLIT } from '@mizan/subjects/subjects.events.js';
import { MatchingService } from './matching.service.js';

/** Looks again when a subject gets another name, or turns out to be another. */
@Injectable()
export class RematchListener implements OutboxListener {
  readonly name = 'protection-rematch';
  readonly topics = [SUBJECT_CHANGED, SUBJECT_MERGED, SUBJECT_SPLIT];

  constructor(private readonly matching: MatchingService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const { payload } = event;
    // What is noted about a subject changes no name.
    if (payload['what'] === 'noted') return;
    const ids = [payload['subjectId'], payload['fromId'], payload['intoId']].filter((id) => typeof id === 'string');
    await this.matching.matchSubjects(manager, ids);
  }
}
