import fc from 'fast-check';
import {
  addMonths,
  completesVerification,
  declaredUntil,
  latestExpiry,
  LATE_RENEWAL_DAYS,
  stepsOf,
  strengthOf,
  verificationFault,
  type EntryState,
  type VerificationFacts,
} from './entry-rules.js';

const now = new Date('2026-11-23T10:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number) => new Date(now.getTime() + days * DAY);
const states: EntryState[] = ['declared', 'verified', 'expired', 'revoked'];
const facts: VerificationFacts = {
  state: 'declared',
  expiresAt: inDays(90),
  changedSinceVerified: false,
  verifierSawIt: true,
  verifierId: 'r',
  verifiedBy: [],
};

describe('what a match with the register is worth', () => {
  it.each([
    ['declared', true, 'may_be'],
    ['declared', false, 'may_be'],
    ['verified', true, 'protected'],
    ['verified', false, 'may_be'],
    ['expired', true, 'may_be'],
    ['revoked', true, null],
  ] as const)('%s, certain %s: %s', (state, certain, expected) => {
    expect(strengthOf({ state, expiresAt: inDays(-1) }, certain, now)).toBe(expected);
  });

  it('ends a month after the term ended', () => {
    const ended = { state: 'expired' as const, expiresAt: inDays(-LATE_RENEWAL_DAYS) };
    expect(strengthOf(ended, true, now)).toBeNull();
  });

  it('is protected only for an entry that two people verified, by a name that is certain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.boolean(),
        fc.integer({ min: -60, max: 400 }),
        (state, certain, days) => {
          const worth = strengthOf({ state, expiresAt: inDays(days) }, certain, now);
          expect(worth === 'protected').toBe(state === 'verified' && certain);
        },
      ),
    );
  });
});

describe('verifying an entry', () => {
  it.each([
    ['a declared one by somebody who saw it', {}, null],
    ['a revoked one', { state: 'revoked' }, 'revoked'],
    ['a verified one long before its end', { state: 'verified' }, 'too_early'],
    ['a verified one long before its end, but changed since', { state: 'verified', changedSinceVerified: true }, null],
    ['a verified one in its last weeks', { state: 'verified', expiresAt: inDays(50) }, null],
    ['an expired one', { state: 'expired', expiresAt: inDays(-200) }, null],
    ['one that they verified already', { verifiedBy: ['r'] }, 'already_by_you'],
    ['one that they never saw', { verifierSawIt: false }, 'not_seen'],
  ] as [string, Partial<VerificationFacts>, string | null][])('%s', (_what, change, expected) => {
    expect(verificationFault({ ...facts, ...change }, now)).toBe(expected);
  });

  it('is complete with two different people and never with one, however often they come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), fc.constantFrom('a', 'b', 'c'), (before, verifier) => {
        expect(completesVerification(before, verifier)).toBe(before.some((other) => other !== verifier));
      }),
    );
  });
});

describe('the term of an entry', () => {
  it('is twelve months at most, and ends on the last day of a month that is too short', () => {
    expect(latestExpiry(new Date('2026-02-28T08:00:00Z'))).toEqual(new Date('2027-02-28T08:00:00Z'));
    expect(latestExpiry(new Date('2028-02-29T08:00:00Z'))).toEqual(new Date('2029-02-28T08:00:00Z'));
    expect(addMonths(new Date('2026-08-31T00:00:00Z'), 1)).toEqual(new Date('2026-09-30T00:00:00Z'));
  });

  it('ends after ninety days when nobody verifies it', () => {
    expect(declaredUntil(now)).toEqual(inDays(90));
  });

  it('reminds three times before it ends, and never in the past', () => {
    expect(stepsOf('verified', now, inDays(365)).map((step) => step.kind)).toEqual([
      'remind_60',
      'remind_30',
      'remind_7',
      'expire',
      'end',
    ]);
    expect(stepsOf('verified', now, inDays(20)).map((step) => step.kind)).toEqual(['remind_7', 'expire', 'end']);
    fc.assert(
      fc.property(
        fc.constantFrom('declared' as const, 'verified' as const),
        fc.integer({ min: 1, max: 366 }),
        (state, days) => {
          const steps = stepsOf(state, now, inDays(days));
          expect(steps.every((step) => step.dueAt > now)).toBe(true);
          expect(steps.map((step) => step.dueAt)).toEqual(
            [...steps.map((step) => step.dueAt)].sort((a, b) => a.getTime() - b.getTime()),
          );
        },
      ),
    );
  });
});
