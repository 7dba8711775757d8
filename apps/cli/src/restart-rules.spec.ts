import fc from 'fast-check';
import { crashesInARow, restartPauseMs } from './restart-rules.js';

describe('restarting a crashed process', () => {
  test.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [7, 30_000],
    [50, 30_000],
  ])('waits longer each time: after crash %i, %i ms', (crashes, pause) => {
    expect(restartPauseMs(crashes)).toBe(pause);
  });

  it('begins anew after a minute of good work', () => {
    expect(crashesInARow(9, 60_000)).toBe(1);
    expect(crashesInARow(9, 59_999)).toBe(10);
  });

  it('never waits longer than half a minute, nor less than half a second', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (crashes) => {
        expect(restartPauseMs(crashes)).toBeGreaterThanOrEqual(500);
        expect(restartPauseMs(crashes)).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});
