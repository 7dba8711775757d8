import fc from 'fast-check';
import { NOTICE_KINDS, NOTICE_LANGUAGES, PLACEHOLDERS } from './notice-kinds.js';
import { noticePage } from './notice-page-rules.js';
import { sampleValues } from './sample-values.js';
import { SHIPPED_WORDINGS } from './shipped-wordings.js';
import { BODY_LIMIT, fill, placeholdersIn, wordingFaults } from './template-rules.js';
import { writtenValues } from './value-rules.js';

const kind = fc.constantFrom(...NOTICE_KINDS);
const language = fc.constantFrom(...NOTICE_LANGUAGES);
/** What people really put into names: text with braces, markup, direction marks, other placeholders. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '{reference}',
    '{{link}}',
    '</p><script>alert(1)</script>',
    '\u202Egnp.exe',
    '$&',
    '$1',
    '{',
    '}',
    '"onload="x',
  ),
);

describe('the wordings that a desk is shipped with', () => {
  it.each(NOTICE_LANGUAGES.flatMap((each) => NOTICE_KINDS.map((one) => [each, one] as const)))(
    '%s %s may be used, and says everything with sample values',
    (each, one) => {
      const wording = SHIPPED_WORDINGS[each][one];
      expect(wordingFaults(one, wording)).toEqual([]);
      const values = sampleValues(one, each, 'https://desk.example');
      for (const [name, value] of Object.entries(values)) expect(`${name} ${value}`).not.toBe(`${name} `);
      const body = fill(wording.body, values);
      expect(body).not.toMatch(/[{}]/);
      for (const name of placeholdersIn(wording.body)) expect(body).toContain(values[name]);
    },
  );

  it('are written in the letters of their language', () => {
    const share = (text: string, letters: RegExp) =>
      (text.match(letters) ?? []).length / text.replace(/[^\p{L}]/gu, '').length;
    for (const one of NOTICE_KINDS) {
      const bare = (each: (typeof NOTICE_LANGUAGES)[number]) =>
        SHIPPED_WORDINGS[each][one].body.replace(/\{[a-z_]+\}/g, '');
      expect(share(bare('ar'), /\p{Script=Arabic}/gu)).toBe(1);
      expect(share(bare('fa'), /\p{Script=Arabic}/gu)).toBe(1);
      expect(share(bare('ru'), /\p{Script=Cyrillic}/gu)).toBe(1);
      for (const each of ['en', 'fr', 'tr'] as const) expect(share(bare(each), /\p{Script=Latin}/gu)).toBe(1);
      expect(bare('fa')).not.toMatch(/[يك]/);
      expect(bare('ar')).not.toMatch(/[یکگچپژ]/);
    }
  });
});

describe('a wording', () => {
  const good = SHIPPED_WORDINGS.en.appeal_received;

  it.each([
    ['an unknown placeholder', { ...good, body: `${good.body} {who}` }, 'body', 'unknown_placeholder', 'who'],
    [
      'a placeholder of another kind',
      { ...good, body: `${good.body} {facts}` },
      'body',
      'unknown_placeholder',
      'facts',
    ],
    ['a missing link', { ...good, body: good.body.replace('{link}', '') }, 'body', 'missing_placeholder', 'link'],
    ['a brace left open', { ...good, body: `${good.body} {link` }, 'body', 'brace', null],
    ['an empty body', { ...good, body: '  ' }, 'body', 'empty', null],
    ['a body that is too long', { ...good, body: good.body + 'x'.repeat(BODY_LIMIT) }, 'body', 'too_long', null],
    ['a subject line of two lines', { ...good, subjectLine: 'Appeal\nBcc: x' }, 'subjectLine', 'line_break', null],
    ['a link in the subject line', { ...good, subjectLine: '{link}' }, 'subjectLine', 'secret_in_subject', 'link'],
  ])('is refused for %s, which is named', (_what, wording, field, code, placeholder) => {
    expect(wordingFaults('appeal_received', wording)).toContainEqual({ field, code, placeholder });
  });

  it('says as many faults as there are', () => {
    const faults = wordingFaults('appeal_received', { subjectLine: '', body: '{who}' });
    expect(faults.map((fault) => fault.code).sort()).toEqual(
      ['empty', 'unknown_placeholder', ...Array.from({ length: 4 }, () => 'missing_placeholder')].sort(),
    );
  });

  it('leaves out a line whose only placeholder has nothing to say', () => {
    expect(fill('A\n{policy}\nB', { policy: '' })).toBe('A\nB');
    expect(fill('A\n\n{policy}\n{reasons}\n\nB', { policy: '', reasons: '' })).toBe('A\n\nB');
    expect(fill('A {policy}', { policy: '' })).toBe('A');
  });

  it('throws rather than sends a placeholder that nobody filled', () => {
    expect(() => fill('{link}', {})).toThrow('link');
  });
});

describe('filling a wording', () => {
  it('never leaks a placeholder, whatever the values say, and takes values for what they are', () => {
    fc.assert(
      fc.property(kind, language, hostile, (one, each, value) => {
        const wanted = PLACEHOLDERS[one];
        const values = writtenValues(
          one,
          each,
          Object.fromEntries(
            Object.entries(wanted)
              .filter(([, { sort }]) => sort === 'text' || sort === 'lines' || sort === 'code')
              .map(([name]) => [name, value]),
          ),
        );
        const { body } = SHIPPED_WORDINGS[each][one];
        const filled = fill(body, values);
        // Every brace of the result comes from the value, as often as the wording uses it; none from the wording.
        const used = placeholdersIn(body);
        const braces = used.reduce((sum, name) => sum + (values[name]?.match(/[{}]/g) ?? []).length, 0);
        expect((filled.match(/[{}]/g) ?? []).length).toBe(braces);
      }),
    );
  });

  it('lets no value turn the text around it: no override comes through and every isolate is closed in its line', () => {
    fc.assert(
      fc.property(kind, language, hostile, (one, each, value) => {
        const values = writtenValues(one, each, {
          subject: `${value}\u202E\u2066x`,
          facts: `a\u2067${value}\n\u202Db`,
        });
        for (const line of fill(SHIPPED_WORDINGS[each].statement_of_reasons.body, {
          ...sampleValues('statement_of_reasons', each, 'https://desk.example'),
          ...(one === 'statement_of_reasons' ? values : {}),
        }).split('\n')) {
          expect(line).not.toMatch(/[\u202a-\u202e\u2066\u2067]/);
          expect((line.match(/\u2068/g) ?? []).length).toBe((line.match(/\u2069/g) ?? []).length);
        }
      }),
    );
  });

  it('makes a page from which nothing can be broken out', () => {
    fc.assert(
      fc.property(language, hostile, hostile, (each, line, body) => {
        const page = noticePage(each, line, body);
        const inner = page.slice(page.indexOf('<h1>'), page.indexOf('</body>'));
        expect(inner.replace(/<\/?(h1|p|br)>/g, '')).not.toMatch(/[<>"'`]/);
        expect(page).toContain(each === 'ar' || each === 'fa' ? 'dir="rtl"' : 'dir="ltr"');
      }),
    );
  });
});
