import { caseNumberIn } from './search-rules.js';

describe('the case number in what was typed', () => {
  it.each([
    ['1204', 1204],
    ['#1204', 1204],
    [' # 7 ', 7],
    ['١٢٠٤', 1204],
    ['#۱۲', 12],
  ])('%s is case %d', (text, number) => {
    expect(caseNumberIn(text)).toBe(number);
  });

  it.each(['', '0', '#', '12a', '99999999999', '2147483648', '@1204'])('%s is none', (text) => {
    expect(caseNumberIn(text)).toBeNull();
  });
});
