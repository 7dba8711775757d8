import fc from 'fast-check';
import { readRange } from './byte-range-rules.js';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-4', { first: 0, last: 4 }],
    ['bytes=5-', { first: 5, last: 9 }],
    ['bytes=5-999', { first: 5, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-999', { first: 0, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=4-2', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['lines=1-2', null],
    [undefined, null],
  ] as const)('%s of ten bytes is read as RFC 9110 says', (header, expected) => {
    expect(readRange(header, undefined, '"a"', 10)).toEqual(expected);
  });

  it('is void when it is about another state of the file', () => {
    expect(readRange('bytes=0-4', '"b"', '"a"', 10)).toBeNull();
    expect(readRange('bytes=0-4', '"a"', '"a"', 10)).toEqual({ first: 0, last: 4 });
  });

  it('never leaves the file, whatever is asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.nat(1_000), (text, from, to, length) => {
        for (const header of [text, `bytes=${text}`, `bytes=${from}-${to}`, `bytes=-${to}`]) {
          const range = readRange(header, undefined, '"a"', length);
          if (range === null || range === 'unsatisfiable') continue;
          expect(0 <= range.first && range.first <= range.last && range.last < length).toBe(true);
        }
      }),
    );
  });
});
