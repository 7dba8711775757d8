import { Resolver, Subscription } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { AppError } from '@mizan/foundation/errors.js';
import { EventFeed } from '@mizan/foundation/event-feed.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { DecisionReadsService } from './decision-reads.service.js';
import { ORDER_CHANGED } from './orders.events.js';
import { PlatformOrder } from './platform-order.entity.js';

/** Orders as they are made and change, of cases that the person may see. */
@Resolver(() => PlatformOrder)
@Requires('order.read')
export class OrdersChangedResolver {
  constructor(
    private readonly feed: EventFeed,
    private readonly sessions: SessionsService,
    private readonly reads: DecisionReadsService,
  ) {}

  @Subscription(() => PlatformOrder)
  async *ordersChanged(@Acting() person: ActingPerson): AsyncGenerator<{ ordersChanged: PlatformOrder }> {
    let acting: ActingPerson | null = person;
    const events = this.feed.subscribe({
      topics: [ORDER_CHANGED],
      alive: async () => {
        acting = await this.sessions.recheck(person.sessionId);
        return acting !== null && holds(acting.roles, 'order.read');
      },
      allows: async () => true,
    });
    for await (const event of events) {
      const order = acting && (await this.visible(acting, String(event.payload['orderId'])));
      if (order) yield { ordersChanged: order };
    }
  }

  private visible(person: ActingPerson, id: string): Promise<PlatformOrder | null> {
    return this.reads.order(person, id).catch((error: unknown) => {
      if (error instanceof AppError && error.kind === 'not_found') return null;
      throw error;
    });
  }
}
