import fc from 'fast-check';
import { windowAt } from './row-window-rules.js';

it('makes every row that is in sight, and as many wherever the list stands', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 20, max: 2_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (count, height, share) => {
        const rowHeight = 36;
        const top = share * Math.max(0, count * rowHeight - height);
        const { first, last } = windowAt(top, height, rowHeight, count);
        expect(first).toBeLessThanOrEqual(Math.floor(top / rowHeight));
        expect(last).toBeGreaterThanOrEqual(Math.min(count - 1, Math.floor((top + height) / rowHeight)));
        expect(last - first).toBe(windowAt(0, height, rowHeight, count).last);
        expect(last).toBeLessThan(count);
      },
    ),
  );
});

it('makes nothing of an empty list', () => {
  const { first, last } = windowAt(0, 600, 36, 0);
  expect(last).toBeLessThan(first);
});

it('stays within a list that became shorter than where it was scrolled to', () => {
  expect(windowAt(90_000, 360, 36, 100)).toEqual({ first: 81, last: 99 });
});
