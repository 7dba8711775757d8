import fc from 'fast-check';
import { widens } from './publishing-rules.js';

const MEASURES = ['label', 'remove_channel', 'terminate_account'];
const anyReach = fc.record({ measures: fc.subarray(MEASURES), requiresSecond: fc.boolean() });

describe('a version that reaches further', () => {
  it.each([
    ['a first version with measures', null, { measures: ['label'], requiresSecond: false }, true],
    ['a first version without', null, { measures: [], requiresSecond: false }, false],
    [
      'one more measure',
      { measures: ['label'], requiresSecond: true },
      { measures: ['label', 'remove_channel'], requiresSecond: true },
      true,
    ],
    [
      'fewer measures',
      { measures: ['label', 'remove_channel'], requiresSecond: false },
      { measures: ['label'], requiresSecond: false },
      false,
    ],
    [
      'no second person any more',
      { measures: ['label'], requiresSecond: true },
      { measures: ['label'], requiresSecond: false },
      true,
    ],
    [
      'a second person from now on',
      { measures: ['label'], requiresSecond: false },
      { measures: ['label'], requiresSecond: true },
      false,
    ],
  ])('%s', (_name, current, next, answer) => {
    expect(widens(current, next)).toBe(answer);
  });

  it('a version never widens itself, and going back and forth widens at least one way when anything was added', () => {
    fc.assert(fc.property(anyReach, (reach) => !widens(reach, reach)));
    fc.assert(
      fc.property(anyReach, anyReach, (a, b) => {
        const same = a.requiresSecond === b.requiresSecond && a.measures.join() === b.measures.join();
        return same || widens(a, b) || widens(b, a);
      }),
    );
  });
});
