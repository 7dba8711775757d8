import fc from 'fast-check';
import { COLLATERAL_STATES, COLLATERAL_TRANSITIONS, mayGo, stateAfter } from './collateral-transition-rules.js';

const progress = fc
  .tuple(fc.nat(6), fc.nat(6), fc.nat(2), fc.nat(3))
  .map(([decided, done, open, residual]) => ({ decided, done: Math.min(decided, done), open, residual }));

describe('the states of a collateral case', () => {
  it('is judged before anything is remedied', () => {
    expect(COLLATERAL_TRANSITIONS.suspected).toEqual(['confirmed', 'rejected']);
    expect(mayGo('suspected', 'remedied')).toBe(false);
    expect(mayGo('rejected', 'remedying')).toBe(false);
  });

  it('moves by progress only along its steps', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COLLATERAL_STATES), progress, (state, now) => {
        const next = stateAfter(state, now);
        expect(next === state || mayGo(state, next)).toBe(true);
      }),
    );
  });

  it('is remedied exactly when all that was to be taken back is undone and nothing stands', () => {
    fc.assert(
      fc.property(progress, (now) => {
        const whole = now.done === now.decided && now.open === 0 && now.residual === 0;
        expect(stateAfter('remedying', now) === 'remedied').toBe(whole);
      }),
    );
  });

  it('is left alone by progress while it is suspected or was rejected', () => {
    fc.assert(
      fc.property(fc.constantFrom('suspected' as const, 'rejected' as const), progress, (state, now) => {
        expect(stateAfter(state, now)).toBe(state);
      }),
    );
  });

  it('goes back to confirmed when its remedy was taken back', () => {
    expect(stateAfter('remedying', { decided: 0, done: 0, open: 1, residual: 2 })).toBe('confirmed');
  });
});
