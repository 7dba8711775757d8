import fc from 'fast-check';
import { contradiction, settingFault } from './setting-rules.js';

const bounds = { least: 1, most: 14, whole: true };

describe('a value of a setting', () => {
  it.each([
    [0, 'too_small'],
    [1, null],
    [14, null],
    [15, 'too_large'],
    [2.5, 'not_whole'],
    [Number.NaN, 'not_a_number'],
    [Infinity, 'not_a_number'],
  ])('%d between 1 and 14: %s', (value, fault) => {
    expect(settingFault(value, bounds)).toBe(fault);
  });

  it('that may be broken is only held to its bounds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), (value) => {
        expect(settingFault(value, { least: 0.1, most: 20, whole: false })).toBeNull();
      }),
    );
  });

  it('a lease outlives a missed heartbeat, and a prefetched one no other', () => {
    const good = { heartbeat_seconds: 30, prefetch_lease_seconds: 180, lease_seconds: 600 };
    const changed = (change: Partial<typeof good>) => contradiction(new Map(Object.entries({ ...good, ...change })));
    expect(changed({})).toBeNull();
    expect(changed({ heartbeat_seconds: 90 })).toBeNull();
    expect(changed({ heartbeat_seconds: 91 })).toEqual(['heartbeat_seconds', 'prefetch_lease_seconds']);
    expect(changed({ lease_seconds: 120 })).toEqual(['prefetch_lease_seconds', 'lease_seconds']);
  });
});
