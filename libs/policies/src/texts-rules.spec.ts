import { checkTexts, textIn } from './texts-rules.js';

describe('texts by language', () => {
  it('names the language that is wrong', () => {
    expect(() => checkTexts('titles', { en: 'Terror', ar: '' }, 10)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: 'titles.ar' }) }),
    );
    expect(() => checkTexts('titles', { ar: 'إرهاب' }, 10)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ field: 'titles.en' }) }),
    );
    expect(() => checkTexts('titles', { en: 'x', '../en': 'x' }, 10)).toThrow();
  });

  it('falls back from a region to its language, then to English', () => {
    const texts = { en: 'Terror', ar: 'إرهاب' };
    expect(textIn(texts, 'ar-SY')).toBe('إرهاب');
    expect(textIn(texts, 'fr')).toBe('Terror');
    expect(textIn(texts)).toBe('Terror');
  });
});
