import fc from 'fast-check';
import { CASE_TRANSITIONS, mayGo } from './case-transition-rules.js';

const states = Object.keys(CASE_TRANSITIONS) as (keyof typeof CASE_TRANSITIONS)[];

describe('the steps of a case', () => {
  it.each([
    ['open', 'claimed', true],
    ['claimed', 'on_hold', true],
    ['on_hold', 'open', true],
    ['awaiting_approval', 'decided', true],
    ['decided', 'open', true],
    ['closed', 'open', true],
    ['open', 'on_hold', false],
    ['on_hold', 'decided', false],
    ['closed', 'decided', false],
    ['awaiting_approval', 'claimed', false],
  ] as const)('%s to %s: %s', (from, to, allowed) => {
    expect(mayGo(from, to)).toBe(allowed);
  });

  it('no walk is ever stuck: every state leads back to open, and open to closed', () => {
    const reach = (from: (typeof states)[number]): Set<string> => {
      const seen = new Set<(typeof states)[number]>([from]);
      for (const state of seen) for (const next of CASE_TRANSITIONS[state]) seen.add(next);
      return seen;
    };
    fc.assert(
      fc.property(fc.constantFrom(...states), (state) => reach(state).has('open') && reach(state).has('closed')),
    );
  });
});
