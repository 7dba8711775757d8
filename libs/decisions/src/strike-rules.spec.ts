import fc from 'fast-check';
import { strikeProposal, thresholdsPassed, type StrikeThreshold } from './strike-rules.js';

const three: StrikeThreshold = { atLeast: 3, proposes: 'suspend_account' };
const five: StrikeThreshold = { atLeast: 5, proposes: 'terminate_account' };

describe('what strikes propose', () => {
  it.each([
    [0, null],
    [1, { weight: 1, reached: null, next: three }],
    [3, { weight: 3, reached: three, next: five }],
    [4, { weight: 4, reached: three, next: five }],
    [9, { weight: 9, reached: five, next: null }],
  ])('a weight of %i', (weight, expected) => {
    expect(strikeProposal(weight, [five, three])).toEqual(expected);
  });

  it('says nothing where there are no thresholds', () => {
    expect(strikeProposal(7, [])).toBeNull();
  });

  it('passes each threshold once, however the weight grows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }), (steps) => {
        let weight = 0;
        const passed = steps.flatMap((step) => {
          const list = thresholdsPassed(weight, weight + step, [three, five]);
          weight += step;
          return list;
        });
        expect(passed).toEqual([three, five].filter((each) => each.atLeast <= weight));
      }),
    );
  });
});
