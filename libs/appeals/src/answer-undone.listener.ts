import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { DECISION_UNDONE } from '@mizan/decisions/decisions.events.js';

/** An answer that was taken back is looked at now, not when its grace period would have ended. */
@Injectable()
export class AnswerUndoneListener implements OutboxListener {
  readonly name = 'appeal-answer-undone';
  readonly topics = [DECISION_UNDONE];

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    await manager.query(
      `update appeal_step s set due_at = least(s.due_at, clock_timestamp()) from appeal a
       where a.resolution_decision_id = $1 and a.state = 'decided' and s.appeal_id = a.id and s.kind = 'execute_check'
         and s.done_at is null and s.dropped_at is null`,
      [event.payload['decisionId']],
    );
  }
}
