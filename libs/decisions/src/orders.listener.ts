import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AfterCommit, OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { rows } from '@mizan/foundation/database.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { ORDER_DUE } from './orders.events.js';
import { OrdersProcessor } from './orders.processor.js';

/** Lets an order be sent at its time, without waiting for the reconciler to find it. */
@Injectable()
export class OrdersListener implements OutboxListener {
  readonly name = 'orders-due';
  readonly topics = [ORDER_DUE];

  constructor(
    private readonly queues: JobQueues,
    private readonly processor: OrdersProcessor,
  ) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void | AfterCommit> {
    const [due] = await rows<{ id: string; ms: number }>(
      manager,
      `select id, (extract(epoch from next_attempt_at - clock_timestamp()) * 1000)::float8 as ms from platform_order
       where id = $1 and state in ('waiting', 'sending', 'unknown', 'deferred')`,
      [event.payload['orderId']],
    );
    if (!due) return;
    const delayUntil = new Date(Date.now() + Math.ceil(Math.max(0, due.ms)));
    return () => this.queues.add(this.processor.definition, due.id, { delayUntil });
  }
}
