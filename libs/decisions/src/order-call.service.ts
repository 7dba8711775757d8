import { Injectable } from '@nestjs/common';
import {
  ConnectorsService,
  type Connector,
  type ConnectorOrder,
  type OrderOutcome,
} from '@mizan/platforms/connectors.service.js';
import { AppError } from '@mizan/foundation/errors.js';
import { nextStep } from './order-retry-rules.js';
import type { DueOrder, PriorState } from './order-statements.js';

/** Says before each call that the order is still ours, and keeps what was seen; false = somebody took it over. */
export type HoldOn = (seen: PriorState | null) => Promise<boolean>;

/** Talks to the platform about one order; writes nothing itself and is never called inside a transaction. */
@Injectable()
export class OrderCallService {
  constructor(private readonly connectors: ConnectorsService) {}

  /** Asks first where an earlier attempt was cut off; null = the order was taken over by another worker. */
  async call(order: DueOrder, holdOn: HoldOn): Promise<OrderOutcome | null> {
    let connector: Connector;
    try {
      connector = await this.connectors.forPlatform(order.platformId);
    } catch (error) {
      if (error instanceof AppError) return { outcome: 'unknown', code: error.code.toLowerCase() };
      throw error;
    }
    if (nextStep(order.state) === 'ask') {
      const asked = await connector.ask(order.id);
      if (asked.outcome !== 'not_received') return asked;
    }
    return order.direction === 'apply' ? this.apply(connector, order, holdOn) : this.undo(connector, order, holdOn);
  }

  private async apply(connector: Connector, order: DueOrder, holdOn: HoldOn): Promise<OrderOutcome | null> {
    if (order.priorState === null) {
      const seen = await connector.fetchState(order.subject);
      // A platform that refuses to show a subject may still restrict it; what was seen is then missing.
      if (seen.outcome !== 'found' && seen.outcome !== 'failed') return seen;
      const { outcome: _outcome, ...state } = seen;
      if (!(await holdOn(seen.outcome === 'found' ? { seen: state } : null))) return null;
    } else if (!(await holdOn(null))) return null;
    return connector.apply(sent(order, null));
  }

  private async undo(connector: Connector, order: DueOrder, holdOn: HoldOn): Promise<OrderOutcome | null> {
    if (!(await holdOn(null))) return null;
    const applied = order.earlier.findLast((earlier) => earlier.direction === 'apply');
    return connector.undo(sent(order, applied?.priorState?.kept ?? null));
  }
}

function sent(order: DueOrder, priorState: unknown): ConnectorOrder {
  const { id: orderId, measure, scope, subject } = order;
  return { orderId, measure, scope, subject, priorState };
}
