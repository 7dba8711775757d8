import fc from 'fast-check';
import { harmHours, harmOf, type HarmSpan } from './harm-rules.js';

const at = (hour: number) => new Date(Date.UTC(2019, 10, 22, hour));
const date = fc.integer({ min: 0, max: 10_000_000_000 }).map((ms) => new Date(1_574_000_000_000 + ms));
const span: fc.Arbitrary<HarmSpan> = fc
  .tuple(fc.option(date), fc.option(fc.nat(1_000_000_000)))
  .map(([inForceAt, lasted]) => ({
    inForceAt,
    undoneAt: inForceAt && lasted !== null ? new Date(inForceAt.getTime() + lasted) : null,
  }));

describe('hours of harm', () => {
  it('run from the first measure in force to the last one undone', () => {
    const harm = harmOf([
      { inForceAt: at(8), undoneAt: at(10) },
      { inForceAt: at(9), undoneAt: at(20) },
    ]);
    expect(harm).toEqual({ from: at(8), until: at(20) });
    expect(harmHours(harm, at(23))).toBe(12);
  });

  it('run on while one measure of several is still in force', () => {
    const harm = harmOf([
      { inForceAt: at(8), undoneAt: at(10) },
      { inForceAt: at(9), undoneAt: null },
    ]);
    expect(harm.until).toBeNull();
    expect(harmHours(harm, at(14))).toBe(6);
  });

  it('do not begin with a measure that the platform never carried out', () => {
    expect(harmHours(harmOf([{ inForceAt: null, undoneAt: null }]), at(20))).toBe(0);
  });

  it('grow with time only while something is in force, and never fall by one measure more', () => {
    fc.assert(
      fc.property(fc.array(span), span, date, fc.nat(100_000_000), (spans, further, now, later) => {
        const then = new Date(Math.max(now.getTime(), 1_586_000_000_000));
        const [harm, more] = [harmOf(spans), harmOf([...spans, further])];
        expect(harmHours(more, then)).toBeGreaterThanOrEqual(harmHours(harm, then));
        const after = new Date(then.getTime() + later);
        if (harm.until || !harm.from) expect(harmHours(harm, after)).toBe(harmHours(harm, then));
        else expect(harmHours(harm, after)).toBeCloseTo(harmHours(harm, then) + later / 3_600_000, 6);
      }),
    );
  });

  it('are closed exactly when everything that was in force is undone', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1 }), (spans) => {
        const felt = spans.filter((each) => each.inForceAt !== null);
        const closed = felt.length > 0 && felt.every((each) => each.undoneAt !== null);
        expect(harmOf(spans).until !== null).toBe(closed);
      }),
    );
  });
});
