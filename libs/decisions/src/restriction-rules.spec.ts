import fc from 'fast-check';
import type { OrderDirection, OrderState } from './order-transition-rules.js';
import { mayLeave, planOrder, undoIsEmpty } from './restriction-rules.js';

interface ModelOrder {
  direction: OrderDirection;
  state: OrderState;
}

/** One restriction with its decisions and a platform that does what it is told, in the order it is told. */
class Desk {
  readonly covers = new Map<number, boolean>();
  readonly orders: ModelOrder[] = [];
  restricted = false;
  sent = 0;

  get covered(): boolean {
    return [...this.covers.values()].some((standing) => standing);
  }

  decide(): void {
    this.covers.set(this.covers.size, true);
    this.plan('gained');
  }

  /** Undoing within the grace period and reversing later are the same to a restriction: one cover ends. */
  end(which: number): void {
    if (!this.covers.get(which)) return;
    this.covers.set(which, false);
    this.plan('ended');
  }

  restore(which: number): void {
    if (this.covers.get(which) !== false) return;
    this.covers.set(which, true);
    this.plan('gained');
  }

  plan(change: 'gained' | 'ended'): void {
    const latest = this.orders.findLast((order) => order.state !== 'cancelled') ?? null;
    const plan = planOrder(change, this.covered, latest);
    if (plan === 'cancel' && latest) latest.state = 'cancelled';
    if (plan === 'apply' || plan === 'undo') this.orders.push({ direction: plan, state: 'waiting' });
  }

  leave(): void {
    const index = this.orders.findIndex((order) => order.state === 'waiting');
    const order = this.orders[index];
    if (!order || !mayLeave(this.orders.slice(0, index).map((earlier) => earlier.state))) return;
    const lastApply = this.orders.slice(0, index).findLast((earlier) => earlier.direction === 'apply');
    if (order.direction === 'undo' && undoIsEmpty(lastApply?.state ?? null)) order.state = 'cancelled';
    else order.state = 'sending';
  }

  finish(refused: boolean): void {
    const order = this.orders.find((each) => each.state === 'sending');
    if (!order) return;
    if (refused && order.direction === 'apply') {
      order.state = 'failed';
      return;
    }
    order.state = 'applied';
    this.restricted = order.direction === 'apply';
    this.sent += 1;
  }

  drain(): void {
    for (let step = 0; step < this.orders.length; step += 1) {
      this.finish(false);
      this.leave();
    }
    this.finish(false);
  }
}

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('decide' as const) }),
    fc.record({ kind: fc.constantFrom('end' as const, 'restore' as const), which: fc.nat({ max: 5 }) }),
    fc.record({ kind: fc.constant('leave' as const) }),
    fc.record({ kind: fc.constant('finish' as const) }),
  ),
  { maxLength: 40 },
);

describe('planning orders from covers', () => {
  it('leaves the platform restricted exactly when a decision covers it, after any order of events', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const desk = new Desk();
        for (const step of list) {
          if (step.kind === 'decide') desk.decide();
          else if (step.kind === 'end') desk.end(step.which);
          else if (step.kind === 'restore') desk.restore(step.which);
          else if (step.kind === 'leave') desk.leave();
          else desk.finish(false);
        }
        desk.drain();
        expect(desk.restricted).toBe(desk.covered);
        expect(desk.orders.every((order) => order.state === 'applied' || order.state === 'cancelled')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never has two orders on their way at once', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const desk = new Desk();
        for (const step of list) {
          if (step.kind === 'decide') desk.decide();
          else if (step.kind === 'end') desk.end(step.which);
          else if (step.kind === 'leave') desk.leave();
          else if (step.kind === 'finish') desk.finish(false);
          expect(desk.orders.filter((order) => order.state === 'sending').length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('sends nothing when one of two decisions is undone, and one undo order when the other is reversed', () => {
    const desk = new Desk();
    desk.decide();
    desk.decide();
    desk.drain();
    expect(desk.sent).toBe(1);
    desk.end(0);
    desk.drain();
    expect([desk.sent, desk.restricted]).toEqual([1, true]);
    desk.end(1);
    desk.drain();
    expect([desk.sent, desk.restricted]).toEqual([2, false]);
  });

  it('cancels an order that has not left instead of sending its opposite', () => {
    const desk = new Desk();
    desk.decide();
    desk.end(0);
    desk.drain();
    expect(desk.sent).toBe(0);
    expect(desk.orders.map((order) => order.state)).toEqual(['cancelled']);
  });

  it('does not undo what the platform had refused', () => {
    const desk = new Desk();
    desk.decide();
    desk.leave();
    desk.finish(true);
    desk.end(0);
    expect(desk.orders).toHaveLength(1);
  });

  it('drops an undo that waited behind an apply which the platform then refused', () => {
    const desk = new Desk();
    desk.decide();
    desk.leave();
    desk.end(0);
    desk.finish(true);
    desk.leave();
    expect(desk.orders.map((order) => order.state)).toEqual(['failed', 'cancelled']);
  });

  it('tries again at a new decision what the platform had refused, and not when another cover ends', () => {
    expect(planOrder('gained', true, { direction: 'apply', state: 'failed' })).toBe('apply');
    expect(planOrder('gained', true, { direction: 'apply', state: 'gone' })).toBe('apply');
    expect(planOrder('ended', true, { direction: 'apply', state: 'failed' })).toBe('nothing');
  });

  it('lets an undo pass an apply that is stuck', () => {
    expect(mayLeave(['stuck'])).toBe(true);
    expect(mayLeave(['stuck', 'unknown'])).toBe(false);
  });
});
