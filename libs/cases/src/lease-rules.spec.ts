import fc from 'fast-check';
import { judgeLease, type LeaseFacts } from './lease-rules.js';

const held: LeaseFacts = {
  state: 'claimed',
  version: 4,
  leaseToken: '7',
  claimedBy: 'ann',
  leaseExpired: false,
  lapsedFrom: null,
};
const shown = { personId: 'ann', leaseToken: '7', version: 4 };

describe('what a lease is worth', () => {
  it.each([
    ['held', {}, {}],
    ['late', { leaseExpired: true }, {}],
    ['late', { state: 'open', claimedBy: null, lapsedFrom: 'ann' }, {}],
    ['lost', { claimedBy: 'ben', leaseToken: '8' }, {}],
    ['lost', { state: 'open', claimedBy: null }, {}],
    ['lost', { state: 'open', claimedBy: null, lapsedFrom: 'ben' }, {}],
    ['lost', { state: 'on_hold', claimedBy: null }, {}],
    ['lost', { state: 'awaiting_approval', claimedBy: null }, {}],
    ['lost', {}, { personId: 'ben' }],
    ['lost', {}, { leaseToken: '6' }],
    ['changed', {}, { version: 3 }],
    ['held', {}, { version: null }],
    ['decided', { state: 'decided', claimedBy: null }, {}],
    ['decided', { state: 'closed', claimedBy: null }, {}],
  ] as const)('%s when %j shows %j', (answer, facts, also) => {
    expect(judgeLease({ ...held, ...facts }, { ...shown, ...also })).toBe(answer);
  });

  it('an older token, or another person, never gets through', () => {
    const anyFacts = fc.record({
      state: fc.constantFrom('open', 'claimed', 'on_hold', 'awaiting_approval', 'decided', 'closed'),
      version: fc.nat(5),
      leaseToken: fc.constantFrom('6', '7', '8'),
      claimedBy: fc.constantFrom(null, 'ann', 'ben'),
      leaseExpired: fc.boolean(),
      lapsedFrom: fc.constantFrom(null, 'ann', 'ben'),
    });
    fc.assert(
      fc.property(anyFacts, fc.constantFrom('6', '7', '8'), (facts, leaseToken) => {
        const answer = judgeLease(facts, { personId: 'ann', leaseToken, version: null });
        if (answer !== 'held' && answer !== 'late') return true;
        return facts.leaseToken === leaseToken && (facts.claimedBy === 'ann' || facts.lapsedFrom === 'ann');
      }),
    );
  });
});
