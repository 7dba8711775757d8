import { isSmall, nextToJudge } from './figure-rules.js';

it.each([
  [0, true],
  [29, true],
  [30, false],
])('%i judged is small: %s', (judged, small) => {
  expect(isSmall(judged)).toBe(small);
});

it.each([
  ['the next one', ['right', null, null], 0, 1],
  ['over those that were judged', ['right', 'wrong', null], 0, 2],
  ['back to the beginning', [null, 'wrong', 'right'], 2, 0],
  ['nowhere when all are judged', ['right', 'wrong'], 1, 1],
] as const)('judging goes to %s', (_what, judgements, at, expected) => {
  expect(nextToJudge(judgements, at)).toBe(expected);
});
