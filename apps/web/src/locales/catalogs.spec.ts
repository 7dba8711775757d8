import { i18n } from '@lingui/core';
import { activateCatalog } from '../app/i18n.js';
import { admin } from './en/admin.js';
import { appeals } from './en/appeals.js';
import { desk } from './en/desk.js';
import { notices } from './en/notices.js';
import { protection } from './en/protection.js';
import { records } from './en/records.js';
import { secondLooks } from './en/second-looks.js';
import { shell } from './en/shell.js';
import { stays } from './en/stays.js';
import { terms } from './en/terms.js';
import { ar } from './ar.js';
import { en } from './en.js';

const entries = (catalog: Readonly<Record<string, string>>) => new Map(Object.entries(catalog));
const placeholders = (text: string) => new Set([...text.matchAll(/\{([a-z]\w*)(?=[},])/g)].map((match) => match[1]));

it('no part of the catalog says what another part already says', () => {
  const keys = [admin, appeals, desk, notices, protection, records, secondLooks, shell, stays, terms].flatMap((part) =>
    Object.keys(part),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('Arabic says everything that English says, with the same facts in it', () => {
  const arabic = entries(ar);
  for (const [key, text] of entries(en)) {
    const said = arabic.get(key) ?? '';
    expect([key, said.trim() !== '']).toEqual([key, true]);
    const missing = [...placeholders(text)].filter((name) => !placeholders(said).has(name));
    expect([key, missing]).toEqual([key, []]);
  }
});

it('Arabic is in Arabic', () => {
  const latin = [...entries(ar)].filter(([, text]) => !/\p{Script=Arabic}/u.test(text)).map(([key]) => key);
  // Formats without a word of their own.
  expect(latin.filter((key) => !/^(case\.roundLine|import\.csv)$/.test(key))).toEqual([]);
});

it('Arabic counts with all six of its forms', () => {
  const short = [...entries(ar)].filter(
    ([, text]) =>
      /, plural,/.test(text) &&
      ![/(zero|=0) \{/, /one \{/, /two \{/, /few \{/, /many \{/, /other \{/].every((form) => form.test(text)),
  );
  expect(short.map(([key]) => key)).toEqual([]);
});

it.each([
  ['en', en, 1, '1 flag'],
  ['en', en, 1204, '1,204 flags'],
  ['ar', ar, 1, 'بلاغ واحد'],
  ['ar', ar, 2, 'بلاغان'],
  ['ar', ar, 7, '7 بلاغات'],
  ['ar', ar, 14, '14 بلاغًا'],
  ['ar', ar, 100, '100 بلاغ'],
] as const)('%s counts flags', (language, catalog, count, expected) => {
  activateCatalog(language, catalog);
  expect(i18n._('queue.flagCount', { count })).toBe(expected);
});

it('turns the page with the language', () => {
  activateCatalog('ar', ar);
  expect(document.documentElement).toHaveAttribute('dir', 'rtl');
  expect(document.documentElement).toHaveAttribute('lang', 'ar');
  activateCatalog('en', en);
  expect(document.documentElement).toHaveAttribute('dir', 'ltr');
});
