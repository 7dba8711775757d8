import fc from 'fast-check';
import { type Budget, spend } from './request-budget-rules.js';

describe('what a person may ask in a minute', () => {
  it('holds for the nth operation and not for the next, and says when to come again', () => {
    let budget: Budget | null = null;
    for (let n = 0; n < 6; n += 1) {
      const answer = spend(budget, 100, 600, 1_000);
      expect(answer.ok).toBe(true);
      budget = answer.budget;
    }
    expect(spend(budget, 100, 600, 1_000)).toMatchObject({ ok: false, retryAfterSeconds: 10 });
    expect(spend(budget, 100, 600, 10_999)).toMatchObject({ ok: false });
    expect(spend(budget, 100, 600, 11_000)).toMatchObject({ ok: true });
  });

  it('lets an operation through that costs more than a minute allows, once the budget is full', () => {
    const first = spend(null, 5_000, 600, 0);
    expect(first).toMatchObject({ ok: true, budget: { left: 0 } });
    expect(spend(first.budget, 5_000, 600, 59_999)).toMatchObject({ ok: false, retryAfterSeconds: 1 });
    expect(spend(first.budget, 5_000, 600, 60_000)).toMatchObject({ ok: true });
  });

  it('never gives more in any time than a full budget and what fills in that time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ cost: fc.integer({ min: 1, max: 500 }), waitMs: fc.nat(5_000) }), { maxLength: 200 }),
        (asked) => {
          let [budget, now, given]: [Budget | null, number, number] = [null, 0, 0];
          for (const { cost, waitMs } of asked) {
            now += waitMs;
            const answer = spend(budget, cost, 600, now);
            budget = answer.budget;
            if (answer.ok) given += cost;
          }
          expect(given).toBeLessThanOrEqual(600 + now / 100 + 1e-6);
        },
      ),
    );
  });

  it('lets whoever waits as long as was said through', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 600 }), (cost, left) => {
        const answer = spend({ left, atMs: 0 }, cost, 600, 0);
        if (answer.ok) return;
        expect(spend(answer.budget, cost, 600, answer.retryAfterSeconds * 1_000).ok).toBe(true);
      }),
    );
  });
});
