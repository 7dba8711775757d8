import fc from 'fast-check';
import { planKey, type CoverChange, type KeyState, type KnownCover } from './cover-rules.js';
import { mayLeave, undoIsEmpty } from './restriction-rules.js';
import type { OrderDirection, OrderState } from './order-transition-rules.js';

const key = { platformId: 'p', subjectId: 's', measure: 'remove_channel', scope: 'global' };
const NONE: CoverChange = { cover: null, endOf: [], endedBy: null, restoreEndedBy: null };

interface Order {
  id: string;
  restrictionId: string;
  direction: OrderDirection;
  state: OrderState;
  notBefore: number;
}

interface Made {
  id: string;
  grace: number;
  corrects: string | null;
  undone: boolean;
}

/** The tables behind one key, a clock in seconds, and a platform. Every write goes through planKey. */
class Tables {
  now = 0;
  ids = 0;
  standing: string | null = null;
  covers: KnownCover[] = [];
  orders: Order[] = [];
  decisions: Made[] = [];
  dark = false;
  left: { at: number; covering: Made[] }[] = [];

  decide(corrects: number | null): void {
    const target = corrects === null ? undefined : this.decisions[corrects];
    const old = target && !target.undone && target.grace <= this.now ? target : null;
    const made = { id: `d${this.decisions.length}`, grace: this.now + 30, corrects: old?.id ?? null, undone: false };
    this.decisions.push(made);
    this.write(
      { ...NONE, cover: this.cover(made), endOf: old ? [old.id] : [], endedBy: old ? made.id : null },
      made.grace,
    );
  }

  clear(corrects: number): void {
    const old = this.decisions[corrects];
    if (!old || old.undone || old.grace > this.now) return;
    const made = { id: `d${this.decisions.length}`, grace: this.now + 30, corrects: old.id, undone: false };
    this.decisions.push(made);
    this.write({ ...NONE, endOf: [old.id], endedBy: made.id }, made.grace);
  }

  undo(which: number): void {
    const made = this.decisions[which];
    if (!made || made.undone || made.grace <= this.now) return;
    made.undone = true;
    this.write({ ...NONE, endOf: [made.id], restoreEndedBy: made.id }, this.now);
  }

  cover(made: Made) {
    return { decisionId: made.id, graceUntil: new Date(made.grace * 1_000) };
  }

  write(change: CoverChange, notBefore: number): void {
    const latest = this.orders.findLast((order) => order.state !== 'cancelled');
    const state: KeyState = {
      key,
      standingId: this.standing,
      covers: this.covers,
      latest: latest ? { ...latest, notBefore: new Date(latest.notBefore * 1_000) } : null,
    };
    const writes = planKey(state, change, () => `r${(this.ids += 1)}`);
    if (!writes) return;
    const is = (cover: KnownCover, row: { restrictionId: string; decisionId: string }) =>
      cover.restrictionId === row.restrictionId && cover.decisionId === row.decisionId;
    for (const row of writes.endCovers)
      this.covers = this.covers.map((cover) =>
        is(cover, row) ? { ...cover, standing: false, endedBy: change.endedBy } : cover,
      );
    for (const row of writes.reviveCovers)
      this.covers = this.covers.map((cover) => (is(cover, row) ? { ...cover, standing: true, endedBy: null } : cover));
    for (const row of writes.insertCovers) {
      expect(this.covers.some((cover) => is(cover, row))).toBe(false);
      const made = this.decisions.find((each) => each.id === row.decisionId);
      this.covers = [
        ...this.covers,
        { ...row, standing: true, endedBy: null, graceUntil: new Date((made?.grace ?? 0) * 1_000) },
      ];
    }
    if (writes.restriction === 'lift') this.standing = null;
    else this.standing = writes.restrictionId;
    const cancelled = this.orders.find((order) => order.id === writes.cancelOrderId);
    if (cancelled) {
      expect(cancelled.state).toBe('waiting');
      cancelled.state = 'cancelled';
    }
    const postponed = this.orders.find((order) => order.id === writes.postpone?.orderId);
    if (postponed && writes.postpone) postponed.notBefore = writes.postpone.until.getTime() / 1_000;
    if (writes.order)
      this.orders.push({
        id: `o${this.orders.length}`,
        restrictionId: writes.restrictionId,
        direction: writes.order,
        state: 'waiting',
        notBefore,
      });
  }

  work(): void {
    for (const [index, order] of this.orders.entries()) {
      const earlier = this.orders.slice(0, index);
      if (order.state !== 'waiting' || order.notBefore > this.now || !mayLeave(earlier.map((each) => each.state)))
        continue;
      const lastApply = earlier.findLast((each) => each.direction === 'apply' && each.state !== 'cancelled');
      if (order.direction === 'undo' && undoIsEmpty(lastApply?.state ?? null)) order.state = 'cancelled';
      else {
        order.state = 'applied';
        this.dark = order.direction === 'apply';
        if (this.dark) this.left.push({ at: this.now, covering: this.covering() });
      }
    }
  }

  covering(): Made[] {
    const open = new Set(this.covers.filter((cover) => cover.standing).map((cover) => cover.decisionId));
    return this.decisions.filter((made) => open.has(made.id));
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('decide' as const), which: fc.option(fc.nat({ max: 4 })) }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat({ max: 6 }) }),
  fc.record({ do: fc.constant('clear' as const), which: fc.nat({ max: 6 }) }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.nat({ max: 40 }) }),
);

describe('covers, restrictions and orders of one measure on one subject', () => {
  it('agree with the platform after any history of deciding, undoing, correcting and clearing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const tables = new Tables();
        for (const each of steps) {
          if (each.do === 'decide') tables.decide(each.which);
          else if (each.do === 'undo') tables.undo(each.which);
          else if (each.do === 'clear') tables.clear(each.which);
          else {
            tables.now += each.seconds;
            tables.work();
          }
          expect(tables.covering().some((made) => made.undone)).toBe(false);
          expect(tables.standing !== null).toBe(tables.covering().length > 0);
        }
        tables.now += 1_000;
        for (let turn = 0; turn < 40; turn += 1) tables.work();
        expect(tables.dark).toBe(tables.covering().length > 0);
        // No apply left while everything that asked for it could still be taken back.
        for (const { at, covering } of tables.left) expect(covering.some((made) => made.grace <= at)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('does not let an order leave with the first of two decisions after that first one was undone', () => {
    const tables = new Tables();
    tables.decide(null);
    tables.now = 20;
    tables.decide(null);
    tables.undo(0);
    tables.now = 31;
    tables.work();
    expect(tables.dark).toBe(false);
    tables.now = 50;
    tables.work();
    expect(tables.dark).toBe(true);
  });

  it('keeps the platform as it is when a correction is taken back', () => {
    const tables = new Tables();
    tables.decide(null);
    tables.now = 31;
    tables.work();
    tables.clear(0);
    tables.undo(1);
    tables.now = 100;
    tables.work();
    expect(tables.dark).toBe(true);
    expect(tables.orders.map((order) => order.state)).toEqual(['applied', 'cancelled']);
  });

  it('leaves a key alone that the change does not touch', () => {
    expect(
      planKey({ key, standingId: 'r', covers: [], latest: null }, { ...NONE, endOf: ['x'] }, () => 'new'),
    ).toBeNull();
  });
});
