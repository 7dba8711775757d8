import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService, type AuditDetails } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction } from '@mizan/foundation/database.js';
import type { OrderOutcome } from '@mizan/platforms/connectors.service.js';
import { OrderCallService } from './order-call.service.js';
import { OrderAttemptsService } from './order-attempts.service.js';
import { OrderGateService } from './order-gate.service.js';
import { nextStep } from './order-retry-rules.js';
import { holdOn, lockDueOrder, postpone, recordAttempt, takeUp, type DueOrder } from './order-statements.js';
import { orderEvents } from './orders.events.js';
import { PlatformPaceService } from './platform-pace.service.js';
import { mayLeave, undoIsEmpty } from './restriction-rules.js';

const ACTOR = systemActor('orders');

/** A call to a platform takes at most 15 s; an order that was not heard of for longer was cut off and is asked about. */
const LEASE_MS = 20_000;
const PAUSED_LOOK_MS = 5_000;
const EARLIER_LOOK_MS = 1_000;
const LINE_LOOK_MS = 1_000;

type Start =
  { readonly waitMs: number | null } | { readonly order: DueOrder; readonly version: number; readonly lineMs: number };

/** One attempt at one order. Safe to run twice at once and after any crash: the platform sees each order id once. */
@Injectable()
export class OrderSendingService {
  constructor(
    private readonly source: DataSource,
    private readonly calls: OrderCallService,
    private readonly pace: PlatformPaceService,
    private readonly attempts: OrderAttemptsService,
    private readonly audit: AuditService,
    private readonly gate: OrderGateService,
  ) {}

  /** Answers in how many milliseconds to come again; null = nothing more to do for the desk itself. */
  async attempt(orderId: string): Promise<number | null> {
    const start = await this.start(orderId);
    if ('waitMs' in start) return start.waitMs;
    const { order, version, lineMs } = start;
    if (lineMs > 0) await new Promise((resolve) => setTimeout(resolve, lineMs));
    let seen = order.priorState;
    const outcome = await this.calls.call(order, async (prior) => {
      seen = prior ?? seen;
      return holdOn(this.source.manager, orderId, version, LEASE_MS, prior);
    });
    return outcome ? this.finish({ ...order, priorState: seen }, version, outcome) : LEASE_MS;
  }

  private start(orderId: string): Promise<Start> {
    return inTransaction(this.source, async (manager) => {
      const order = await lockDueOrder(manager, orderId);
      if (!order || nextStep(order.state) === 'leave') return { waitMs: null };
      if (order.waitMs > 0) return { waitMs: order.waitMs };
      const wait = async (ms: number) => {
        await postpone(manager, orderId, ms);
        return { waitMs: ms };
      };
      if (order.paused) return wait(PAUSED_LOOK_MS);
      if (!mayLeave(order.earlier.map((earlier) => earlier.state))) return wait(EARLIER_LOOK_MS);
      const lastApply = order.earlier.findLast((earlier) => earlier.direction === 'apply');
      if (order.direction === 'undo' && order.state === 'waiting' && undoIsEmpty(lastApply?.state ?? null)) {
        await manager.query(
          `update platform_order set state = 'cancelled', finished_at = clock_timestamp() where id = $1`,
          [orderId],
        );
        await this.audit.record(manager, ACTOR, entry('cancelled', order, { reason: 'nothing_to_undo' }));
        return { waitMs: null };
      }
      if (await this.gate.stops(manager, ACTOR, order)) return { waitMs: null };
      const lineMs = await this.pace.take(manager, order.platformId);
      if (lineMs === null) return wait(LINE_LOOK_MS);
      const version = await takeUp(manager, orderId, LEASE_MS);
      await this.audit.record(
        manager,
        ACTOR,
        entry('sent', order, { direction: order.direction, attempt: order.attempts + 1, step: nextStep(order.state) }),
      );
      return { order, version, lineMs };
    });
  }

  private async finish(order: DueOrder, version: number, outcome: OrderOutcome): Promise<number | null> {
    const { nextMs, ...verdict } = await this.attempts.judge(outcome, order.attempts + 1);
    return inTransaction(this.source, async (manager) => {
      const written = await recordAttempt(manager, order.id, version, {
        ...verdict,
        nextMs,
        platformRef: outcome.outcome === 'applied' ? outcome.platformRef : null,
        priorState:
          outcome.outcome === 'applied' && order.direction === 'apply'
            ? { ...order.priorState, kept: outcome.priorState }
            : null,
      });
      if (!written) return null;
      const details = { direction: order.direction, attempts: verdict.attempts, code: verdict.code };
      await this.audit.record(manager, ACTOR, entry(verdict.state, order, details));
      return nextMs;
    });
  }
}

function entry(what: string, order: DueOrder, details: AuditDetails) {
  return {
    kind: `order.${what}`,
    target: { kind: 'order', id: order.id },
    caseId: order.caseId,
    subjectId: order.subjectId,
    details,
    events: orderEvents(order.id),
  };
}
