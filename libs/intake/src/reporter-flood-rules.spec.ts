import { floods } from './reporter-flood-rules.js';

test.each([
  [29, 0, 0, false],
  [30, 0, 0, true],
  [30, 9, 9, true],
  [30, 10, 5, false],
  [500, 10, 4, true],
  [500, 200, 150, false],
])('%i flags in an hour, %i decided, %i upheld: %s', (flagsLastHour, decidedCount, upheldCount, expected) => {
  expect(floods({ flagsLastHour, decidedCount, upheldCount })).toBe(expected);
});
