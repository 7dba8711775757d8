import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AfterCommit, OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { rows } from '@mizan/foundation/database.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { NOTICE_DUE } from './notices.events.js';
import { NoticesProcessor } from './notices.processor.js';

/** Lets a notice leave at its time, without waiting for the reconciler to find it. */
@Injectable()
export class NoticesListener implements OutboxListener {
  readonly name = 'notices-due';
  readonly topics = [NOTICE_DUE];

  constructor(
    private readonly queues: JobQueues,
    private readonly processor: NoticesProcessor,
  ) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void | AfterCommit> {
    const [due] = await rows<{ id: string; ms: number }>(
      manager,
      `select id, (extract(epoch from next_attempt_at - clock_timestamp()) * 1000)::float8 as ms from notice
       where id = $1 and state in ('waiting', 'held', 'sending')`,
      [event.payload['noticeId']],
    );
    if (!due) return;
    const delayUntil = new Date(Date.now() + Math.ceil(Math.max(0, due.ms)));
    return () => this.queues.add(this.processor.definition, due.id, { delayUntil });
  }
}
