import fc from 'fast-check';
import { dueAt, isWithinWindow, windowEnd, type AppealLimits } from './appeal-deadline-rules.js';

const LIMITS: AppealLimits = { appealDays: 7, terrorismDays: 14, registerHours: 72, windowMonths: 6 };
const at = (text: string) => new Date(text);
const submittedAt = at('2026-03-01T10:00:00Z');

describe('when an appeal is due', () => {
  it.each([
    ['an ordinary one after a week', false, false, LIMITS, '2026-03-08T10:00:00Z'],
    ['one of the register after 72 hours', false, true, LIMITS, '2026-03-04T10:00:00Z'],
    ['one about terrorist content not later than an ordinary one', true, false, LIMITS, '2026-03-08T10:00:00Z'],
    [
      'one about terrorist content after two weeks, however patient the desk is',
      true,
      false,
      { ...LIMITS, appealDays: 60, terrorismDays: 60 },
      '2026-03-15T10:00:00Z',
    ],
  ])('%s', (_what, terrorism, registerClass, limits, due) => {
    expect(dueAt({ submittedAt, terrorism, registerClass }, limits)).toEqual(at(due));
  });

  it('never later because more is known about it', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 60 }),
        (terrorism, registerClass, appealDays) => {
          const limits = { ...LIMITS, appealDays };
          const plain = dueAt({ submittedAt, terrorism: false, registerClass: false }, limits);
          expect(dueAt({ submittedAt, terrorism, registerClass }, limits).getTime()).toBeLessThanOrEqual(
            plain.getTime(),
          );
        },
      ),
    );
  });
});

describe('the window of appeal', () => {
  it.each([
    ['2026-01-15T08:00:00Z', 6, '2026-07-15T23:59:59.999Z'],
    ['2026-08-31T23:00:00Z', 6, '2027-02-28T23:59:59.999Z'],
    ['2026-01-15T08:00:00Z', 12, '2027-01-15T23:59:59.999Z'],
    ['2026-01-15T08:00:00Z', 1, '2026-07-15T23:59:59.999Z'],
  ])('of somebody informed at %s, with %i months, ends at %s', (informed, months, end) => {
    expect(windowEnd(at(informed), months)).toEqual(at(end));
  });

  it('is open as long as the person was never informed', () => {
    expect(isWithinWindow(at('2099-01-01T00:00:00Z'), null, 6)).toBe(true);
  });

  it('takes the last moment and refuses the next', () => {
    const informed = at('2026-01-15T08:00:00Z');
    expect(isWithinWindow(at('2026-07-15T23:59:59.999Z'), informed, 6)).toBe(true);
    expect(isWithinWindow(at('2026-07-16T00:00:00Z'), informed, 6)).toBe(false);
  });

  it('is never shorter than 181 days, the shortest six months', () => {
    fc.assert(
      fc.property(fc.date({ min: at('2020-01-01'), max: at('2040-01-01'), noInvalidDate: true }), (informed) => {
        const end = windowEnd(informed, 6);
        expect((end?.getTime() ?? 0) - informed.getTime()).toBeGreaterThanOrEqual(181 * 86_400_000 - 86_400_000);
      }),
    );
  });
});
