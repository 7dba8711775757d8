import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { PERSON_DISABLED } from '@mizan/identity/identity.events.js';
import { SUBJECT_MERGED } from '@mizan/subjects/subjects.events.js';
import { CaseMergingService } from './case-merging.service.js';
import { LeasesService } from './leases.service.js';

/** Whoever was disabled holds nothing, and nothing waits for them. */
@Injectable()
export class PersonDisabledListener implements OutboxListener {
  readonly name = 'cases-person-disabled';
  readonly topics = [PERSON_DISABLED];

  constructor(private readonly leases: LeasesService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const personId = String(event.payload['personId']);
    await this.leases.releaseAll(manager, systemActor(this.name), personId);
    await manager.query('update review_case set assigned_to = null where assigned_to = $1', [personId]);
  }
}

/** Open cases follow their subjects. */
@Injectable()
export class SubjectMergedListener implements OutboxListener {
  readonly name = 'cases-subject-merged';
  readonly topics = [SUBJECT_MERGED];

  constructor(private readonly merging: CaseMergingService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    const fromId = String(event.payload['fromId']);
    const intoId = String(event.payload['intoId']);
    // The merge may have been taken back before this event came.
    const standing = await rows(manager, 'select from subject where id = $1 and merged_into = $2', [fromId, intoId]);
    if (standing.length > 0) await this.merging.join(manager, systemActor(this.name), fromId, intoId);
  }
}
