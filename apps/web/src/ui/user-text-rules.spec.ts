import fc from 'fast-check';
import { paragraphsOf, segmentsOf } from './user-text-rules.js';

const shown = (text: string) =>
  segmentsOf(text)
    .map((segment) => (segment.kind === 'text' ? segment.text : `‹${segment.label}›`))
    .join('');

describe('what a paragraph shows', () => {
  it.each([
    ['invoice\u202Efdp.exe', 'invoice‹RLO›fdp.exe'],
    ['\u2067abc\u2069', '‹RLI›abc‹PDI›'],
    ['a\u200Bb\u200B\u200Bc', 'a‹ZWSP›b‹ZWSP×2›c'],
    ['جهـــــاد', 'جهـ‹TATWEEL×5›اد'],
    ['كتـاب', 'كتـاب'],
    ['👩\u200D💻', '👩\u200D💻'],
    ['a\u200Db', 'a‹ZWJ›b'],
    ['می\u200Cخواهم', 'می‹ZWNJ›خواهم'],
    ['tag\u{E0041}', 'tag‹TAG›'],
    ['bell\u0007', 'bell‹U+0007›'],
    ['plain text', 'plain text'],
  ])('%j reads %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('lets no turning or zero-width character through, whatever the text', () => {
    const hostile = fc.stringMatching(/^[a-zء-ي \u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00adـ]{0,60}$/u);
    fc.assert(
      fc.property(hostile, (text) => {
        for (const segment of segmentsOf(text)) {
          if (segment.kind === 'text')
            expect(segment.text).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]|ـ{2}/u);
        }
      }),
    );
  });

  it('drops no visible character', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Zء-ي0-9 .,]{0,60}$/u), (text) => {
        expect(shown(text)).toBe(text);
      }),
    );
  });
});

it('ends a paragraph at every kind of line break', () => {
  expect(paragraphsOf('a\nb\r\nc\u2028d\u2029e')).toEqual(['a', 'b', 'c', 'd', 'e']);
});
