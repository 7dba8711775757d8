import fc from 'fast-check';
import { boundsOf, drawSample, sampleFindings, sampleSeed } from './second-look-sample-rules.js';

const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 200 });

describe('a sample', () => {
  it('is the same whenever it is drawn, in whatever order the items come', () => {
    fc.assert(
      fc.property(fc.uuid(), ids, fc.nat(250), fc.integer(), (group, items, size, salt) => {
        const shuffled = [...items].sort((a, b) => (a + salt.toString() < b + salt.toString() ? 1 : -1));
        expect(drawSample(sampleSeed(group), shuffled, size)).toEqual(drawSample(sampleSeed(group), items, size));
      }),
    );
  });

  it('has the size that was asked for, without repetition, of the group alone', () => {
    fc.assert(
      fc.property(fc.uuid(), ids, fc.nat(250), (group, items, size) => {
        const drawn = drawSample(sampleSeed(group), items, size);
        expect(drawn).toHaveLength(Math.min(size, items.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((id) => items.includes(id))).toBe(true);
      }),
    );
  });

  it('holds every smaller one, so that nothing judged is lost', () => {
    fc.assert(
      fc.property(fc.uuid(), ids, fc.nat(100), fc.nat(100), (group, items, size, more) => {
        const [small, large] = [size, size + more].map((each) => drawSample(sampleSeed(group), items, each));
        expect(large?.slice(0, small?.length)).toEqual(small);
      }),
    );
  });

  it('gives every item the same chance: 40 of 400, over 500 groups', () => {
    const items = Array.from({ length: 400 }, (_, index) => `item-${index}`);
    const drawn = new Map<string, number>();
    for (let group = 0; group < 500; group += 1)
      for (const id of drawSample(sampleSeed(`group-${group}`), items, 40)) drawn.set(id, (drawn.get(id) ?? 0) + 1);
    // Expected 50 times each, standard deviation 6.7: six of them either way.
    expect(Math.min(...items.map((id) => drawn.get(id) ?? 0))).toBeGreaterThan(10);
    expect(Math.max(...items.map((id) => drawn.get(id) ?? 0))).toBeLessThan(90);
  });
});

const judgement = fc.constantFrom('right' as const, 'wrong' as const, 'unsure' as const, null);

describe('counting a sample', () => {
  it('counts unsure as wrong and leaves out what was not drawn or not judged', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ inSample: fc.boolean(), judgement })), (items) => {
        const found = sampleFindings(items);
        const right = items.filter((item) => item.inSample && item.judgement === 'right').length;
        expect(found.judged - found.wrong).toBe(right);
        expect(found.judged).toBeLessThanOrEqual(found.size);
        expect(found.size).toBe(items.filter((item) => item.inSample).length);
      }),
    );
  });

  it('puts the share between its bounds, and has none before something is judged', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ inSample: fc.constant(true), judgement }), { maxLength: 120 }), (items) => {
        const { judged, wrong, lower, upper } = sampleFindings(items);
        if (judged === 0) expect([lower, upper]).toEqual([null, null]);
        else {
          expect(lower).toBeLessThanOrEqual(wrong / judged + 1e-9);
          expect(upper).toBeGreaterThanOrEqual(wrong / judged - 1e-9);
        }
      }),
    );
  });

  // 4 of 149: product.md's own example of an acceptance sample; 0 of 60: 1 - 0.05^(1/60).
  it.each([
    [4, 149, 0.0604],
    [0, 60, 0.0487],
  ])('says of %i wrong in %i that at most this share is', (wrong, judged, upper) => {
    expect(boundsOf(wrong, judged).upper).toBeCloseTo(upper, 3);
  });
});
