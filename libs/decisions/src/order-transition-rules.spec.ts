import { isFinal, isMoving, mayBecome, ORDER_STATES, ORDER_TRANSITIONS } from './order-transition-rules.js';

describe('order transitions', () => {
  it('lets an order be taken back only before it leaves', () => {
    expect(ORDER_STATES.filter((state) => mayBecome(state, 'cancelled'))).toEqual(['waiting']);
  });

  it('ends at applied, gone, failed or cancelled and nowhere else', () => {
    expect(ORDER_STATES.filter(isFinal).sort()).toEqual(['applied', 'cancelled', 'failed', 'gone']);
  });

  it('leaves stuck only when a person sends it again', () => {
    expect(ORDER_TRANSITIONS.stuck).toEqual(['sending']);
    expect(ORDER_STATES.filter(isMoving)).toEqual(['waiting', 'sending', 'unknown', 'deferred']);
  });

  it('lets every state be reached from waiting', () => {
    const reached = new Set<string>(['waiting']);
    for (let round = 0; round < ORDER_STATES.length; round += 1) {
      for (const from of ORDER_STATES) if (reached.has(from)) ORDER_TRANSITIONS[from].forEach((to) => reached.add(to));
    }
    expect([...reached].sort()).toEqual([...ORDER_STATES].sort());
  });
});
