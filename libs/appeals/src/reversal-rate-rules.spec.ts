import fc from 'fast-check';
import { isMassError, lowerBound, upperBound } from './reversal-rate-rules.js';

describe('the bounds of a share', () => {
  // Known values of the exact one-sided bounds: k = 0 and k = n have closed forms; the others solve the binomial sum.
  it.each([
    [1, 20, 1 - 0.95 ** (1 / 20)],
    [20, 20, 0.05 ** (1 / 20)],
    [149, 149, 0.05 ** (1 / 149)],
  ])('from below for %i of %i', (hits, n, expected) => {
    expect(lowerBound(hits, n)).toBeCloseTo(expected, 10);
  });

  it.each([
    [0, 149, 1 - 0.05 ** (1 / 149)],
    [0, 20, 1 - 0.05 ** (1 / 20)],
    [19, 20, 0.95 ** (1 / 20)],
  ])('from above for %i of %i', (hits, n, expected) => {
    expect(upperBound(hits, n)).toBeCloseTo(expected, 10);
  });

  it('agree with what a sample of 149 with 4 wrong is worth: an upper bound of 6.0 %', () => {
    expect(upperBound(4, 149)).toBeCloseTo(0.0604, 3);
  });

  it('stand on both sides of what was seen, and mirror each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (n, some) => {
        const hits = Math.min(some, n);
        expect(lowerBound(hits, n)).toBeLessThanOrEqual(hits / n + 1e-9);
        expect(upperBound(hits, n)).toBeGreaterThanOrEqual(hits / n - 1e-9);
        expect(lowerBound(hits, n)).toBeCloseTo(1 - upperBound(n - hits, n), 8);
      }),
    );
  });

  it('come closer together as more is seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 2, max: 20 }), (hits, times) => {
        const few = upperBound(hits, hits * 4) - lowerBound(hits, hits * 4);
        const many = upperBound(hits * times, hits * 4 * times) - lowerBound(hits * times, hits * 4 * times);
        expect(many).toBeLessThan(few);
      }),
    );
  });

  it('do not underflow for a hundred thousand cases', () => {
    expect(upperBound(500, 100_000)).toBeGreaterThan(0.005);
    expect(upperBound(500, 100_000)).toBeLessThan(0.0055);
  });
});

describe('a mass error', () => {
  it.each([
    ['three of twenty may be chance', 3, 20, false],
    ['six of twenty are not', 6, 20, true],
    ['all of nineteen are too few to say', 19, 19, false],
    ['one in ten of a thousand is at the limit, not above it', 100, 1000, false],
    ['thirteen in a hundred of a thousand are above it', 130, 1000, true],
  ])('%s', (_what, reversed, decided, expected) => {
    expect(isMassError(reversed, decided, 0.1, 20)).toBe(expected);
  });
});
