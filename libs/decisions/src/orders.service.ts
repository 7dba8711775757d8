import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { pageOf, type PageInfo } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { notRetryable } from './decisions.errors.js';
import type { OrderState } from './order-transition-rules.js';
import { orderEvents } from './orders.events.js';
import { PlatformOrder } from './platform-order.entity.js';

export interface OrderFilter {
  readonly state: OrderState | null;
  readonly platformId: string | null;
}

export interface OrderList {
  readonly nodes: PlatformOrder[];
  readonly pageInfo: PageInfo;
}

/** Orders as people see them, and sending again what is stuck. Lists keep to queues whose cases the person may see. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
    private readonly audit: AuditService,
  ) {}

  /** Newest first. Throws INVALID_INPUT for a page or cursor that is none. */
  async list(
    person: ActingPerson,
    filter: OrderFilter,
    first?: number | null,
    after?: string | null,
  ): Promise<OrderList> {
    const size = pageSize(first);
    const [before] = decodeCursor(after, 1) ?? [];
    const query = this.source.manager
      .createQueryBuilder(PlatformOrder, 'o')
      .where(
        `exists (select from decision d join review_case c on c.id = d.case_id where d.id = o.decision_id and c.queue_id = any(:queues))`,
        { queues: await this.access.visibleQueueIds(person) },
      )
      .orderBy('o.id', 'DESC')
      .limit(size + 1);
    if (filter.state) query.andWhere('o.state = :state', { state: filter.state });
    if (filter.platformId) query.andWhere('o.platformId = :platformId', { platformId: filter.platformId });
    if (before !== undefined) query.andWhere('o.id < :before', { before });
    return pageOf(await query.getMany(), size, (order) => encodeCursor([order.id]));
  }

  /** How many orders stand in each state. */
  async counts(): Promise<Record<OrderState, number>> {
    const found = await rows<{ state: OrderState; n: number }>(
      this.source.manager,
      'select state, count(*)::float8 as n from platform_order group by state',
    );
    return found.reduce((counts, row) => ({ ...counts, [row.state]: row.n }), NONE);
  }

  /** Sends a stuck order again with all its attempts; the platform is asked first. Throws NOT_FOUND, ORDER_STATE, ORDER_SUPERSEDED. */
  async retry(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    const [found] = await rows<{ state: OrderState; superseded: boolean; case_id: string; subject_id: string }>(
      manager,
      `select o.state, d.case_id, r.subject_id, exists (
         select from restriction lr join platform_order l on l.restriction_id = lr.id
         where lr.subject_id = r.subject_id and lr.measure = r.measure and lr.scope = r.scope and l.state <> 'cancelled'
           and (l.created_at, l.id) > (o.created_at, o.id)) as superseded
       from platform_order o join restriction r on r.id = o.restriction_id join decision d on d.id = o.decision_id
       where o.id = $1 for no key update of o`,
      [id],
    );
    if (!found) throw notFound('order');
    if (found.state !== 'stuck' || found.superseded) throw notRetryable(found.state, found.superseded);
    await manager.query(
      `update platform_order set state = 'sending', attempts = 0, version = version + 1, next_attempt_at = clock_timestamp()
       where id = $1`,
      [id],
    );
    await this.audit.record(manager, person, {
      kind: 'order.retried',
      target: { kind: 'order', id },
      caseId: found.case_id,
      subjectId: found.subject_id,
      events: orderEvents(id, true),
    });
  }
}

const NONE: Readonly<Record<OrderState, number>> = {
  waiting: 0,
  sending: 0,
  unknown: 0,
  deferred: 0,
  applied: 0,
  gone: 0,
  failed: 0,
  stuck: 0,
  cancelled: 0,
};
