import fc from 'fast-check';
import { isTimeZone, localTimeReader } from './local-time-rules.js';

describe('local times of old exports', () => {
  test.each([
    ['UTC', '2021-03-22T17:06:53', '2021-03-22T17:06:53.000Z'],
    ['Asia/Baghdad', '2019-11-22T01:30:00', '2019-11-21T22:30:00.000Z'],
    ['Asia/Kathmandu', '2019-11-22T01:30:00', '2019-11-21T19:45:00.000Z'],
    ['Europe/Brussels', '2019-07-01T12:00:00', '2019-07-01T10:00:00.000Z'],
    ['Europe/Brussels', '2019-10-27T02:30:00', '2019-10-27T00:30:00.000Z'],
    ['Europe/Brussels', '2019-03-31T02:30:00', '2019-03-31T01:30:00.000Z'],
    ['UTC', '2021-02-30T00:00:00', null],
    ['UTC', '2021-02-20 00:00:00', null],
    ['UTC', '', null],
  ])('in %s %j is %j', (zone, local, expected) => {
    expect(localTimeReader(zone)(local)?.toISOString() ?? null).toBe(expected);
  });

  test('what the clock on the wall shows is read back as the same instant, but for the hour that occurs twice', () => {
    const zone = 'Europe/Brussels';
    const read = localTimeReader(zone);
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    fc.assert(
      fc.property(fc.integer({ min: 1.3e9, max: 1.9e9 }), (seconds) => {
        const instant = seconds * 1000;
        const back = read(wall.format(instant).replace(' ', 'T'))?.getTime();
        expect([instant, instant - 3_600_000]).toContain(back);
      }),
    );
  });

  test('unknown zones are refused', () => {
    expect([isTimeZone('Asia/Baghdad'), isTimeZone('UTC'), isTimeZone('Mars/Olympus'), isTimeZone('')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
