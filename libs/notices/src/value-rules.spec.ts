import { valueFaults, writtenTime, writtenValue } from './value-rules.js';

describe('values of notices', () => {
  it('are dates in the language, Gregorian, in digits that can be typed', () => {
    const at = new Date('2026-11-30T14:20:00Z');
    expect(writtenTime(at, 'en', false)).toBe('November 30, 2026');
    expect(writtenTime(at, 'fr', true)).toBe('30 novembre 2026 à 14:20 UTC');
    expect(writtenTime(at, 'ru', false)).toContain('30 ноября 2026');
    expect(writtenTime(at, 'tr', false)).toBe('30 Kasım 2026');
    expect(writtenTime(at, 'ar', false)).toMatch(/^30 \p{Script=Arabic}+ 2026$/u);
    expect(writtenTime(at, 'fa', false)).toMatch(/^30 \p{Script=Arabic}+ 2026$/u);
  });

  it('are kept from turning the sentence, but references and links stay as they are', () => {
    expect(writtenValue('text', 'Wadi \u202Eevil', 'ar')).toBe('\u2068Wadi evil\u2069');
    expect(writtenValue('lines', 'one\r\ntwo', 'en')).toBe('\u2068one\u2069\n\u2068two\u2069');
    expect(writtenValue('code', 'https://desk.example/appeal?n=1', 'ar')).toBe('https://desk.example/appeal?n=1');
    expect(writtenValue('text', 'می‌خواهم', 'fa')).toBe('\u2068می‌خواهم\u2069');
  });

  it('that are missing, unknown or no time are named', () => {
    const given = { appeal: 'A-1', received_on: 'today', link: ' ', who: 'x' };
    expect(valueFaults('appeal_received', given)).toEqual(
      expect.arrayContaining([
        { placeholder: 'received_on', code: 'not_a_time' },
        { placeholder: 'who', code: 'unknown' },
        { placeholder: 'due_on', code: 'missing' },
        { placeholder: 'link', code: 'missing' },
      ]),
    );
    expect(
      valueFaults('appeal_received', { appeal: 'A-1', received_on: new Date(), due_on: new Date(), link: 'https://x' }),
    ).toEqual([]);
    expect(valueFaults('appeal_received', { appeal: 'A'.repeat(4_001) })).toContainEqual({
      placeholder: 'appeal',
      code: 'too_long',
    });
  });
});
