import { selectTo, toggled } from './selection-rules.js';

const ids = ['a', 'b', 'c', 'd', 'e'];

it('turns one row over and leaves the others', () => {
  expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
  expect([...toggled(new Set(['a', 'b']), 'a')]).toEqual(['b']);
});

it.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  [undefined, 'c', ['c']],
  ['gone', 'c', ['c']],
])('selects from %s to %s', (anchor, to, expected) => {
  expect([...selectTo(new Set(), ids, anchor, to)]).toEqual(expected);
});

it('keeps what was selected before, and adds nothing for a row that left', () => {
  expect([...selectTo(new Set(['a']), ids, 'c', 'd')]).toEqual(['a', 'c', 'd']);
  expect([...selectTo(new Set(['a']), ids, 'c', 'gone')]).toEqual(['a']);
});
