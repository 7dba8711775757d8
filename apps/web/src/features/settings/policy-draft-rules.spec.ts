import { filled, textIn } from './policy-draft-rules.js';

describe('texts by language', () => {
  it('fall back to English, then to any language there is', () => {
    expect(textIn({ en: 'Spam', ar: 'إزعاج' }, 'ar')).toBe('إزعاج');
    expect(textIn({ en: 'Spam' }, 'ar')).toBe('Spam');
    expect(textIn({ fr: 'Pourriel' }, 'ar')).toBe('Pourriel');
    expect(textIn({}, 'ar')).toBe('');
  });

  it('leave out a language nobody wrote in', () => {
    expect(filled({ en: 'Spam', ar: '  ' })).toEqual({ en: 'Spam' });
  });
});
