import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readLink } from './link-rules.js';

const link = (text: string, hint?: 'telegram' | 'matrix' | 'tamtam') => {
  const target = readLink(text, hint);
  return target && `${target.platform} ${target.kind} ${target.id}`;
};
const subject = (text: string, hint?: 'telegram' | 'matrix' | 'tamtam') => {
  const target = readLink(text, hint);
  return target && `${target.platform} ${target.key.kind} ${target.key.value}`;
};

const upper = (text: string) => text.toUpperCase();

describe('Telegram', () => {
  test('ten and more spellings of one channel are one subject', () => {
    const spellings = [
      'example_news',
      '@example_news',
      '@Example_News',
      't.me/example_news',
      'https://t.me/example_news',
      'HTTP://T.ME/Example_News/',
      'www.t.me/example_news?utm_source=x',
      'https://telegram.me/example_news#about',
      'telegram.dog/example_news',
      't.me/s/example_news',
      'example_news.t.me',
      't.me/ex%61mple_news',
      'tg://resolve?domain=example_news',
      'tg:resolve?domain=EXAMPLE_news&start=1',
      'https://t.me/example_news/17?single',
      '\u200e https://t.me/example_news \u200f',
    ];
    expect(new Set(spellings.map((text) => subject(text)))).toEqual(new Set(['telegram handle example_news']));
  });

  test('any change of case, scheme, host and prefix leaves the subject of a public name the same', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    const name = fc.tuple(letter, fc.stringMatching(/^[a-z0-9]{4,20}$/)).map((parts) => parts.join(''));
    const form = fc.record({
      scheme: fc.constantFrom('', 'http://', 'https://', 'HTTPS://'),
      host: fc.constantFrom('t.me/', 'www.t.me/', 'telegram.me/', 'telegram.dog/', 't.me:443/', 'T.ME/'),
      prefix: fc.constantFrom('', 's/', 's/s/'),
      suffix: fc.constantFrom('', '/', '?a=b', '#x', '/12', '/12?single'),
      change: fc.constantFrom((text: string) => text, upper),
    });
    const reserved = new Set([
      'login',
      'share',
      'proxy',
      'socks',
      'invoice',
      'auction',
      'contact',
      'joinchat',
      'boost',
    ]);
    fc.assert(
      fc.property(name, form, (plain, { scheme, host, prefix, suffix, change }) => {
        fc.pre(!reserved.has(plain) && !/^add|^confirm|^gift|^setlang/.test(plain));
        expect(subject(scheme + host + prefix + change(plain) + suffix)).toBe(`telegram handle ${plain}`);
      }),
    );
  });

  test.each([
    ['t.me/+AbC-d_E', 'telegram invite AbC-d_E'],
    ['https://t.me/joinchat/AbC-d_E', 'telegram invite AbC-d_E'],
    ['tg://join?invite=AbC-d_E', 'telegram invite AbC-d_E'],
    ['t.me/+491701234567', null],
    ['tg://user?id=123456789', 'telegram user 123456789'],
    ['t.me/c/1234567890/55', 'telegram message tg://privatepost?channel=1234567890&post=55'],
    ['t.me/c/1234567890/7/55', 'telegram message tg://privatepost?channel=1234567890&post=55&thread=7'],
    ['t.me/Forum_Name/7/55', 'telegram message tg://resolve?domain=forum_name&post=55&thread=7'],
    ['t.me/addlist/AbCd', null],
    ['t.me/examplebot?start=abc', 'telegram public_chat examplebot'],
    ['t.me/boost/example_news', 'telegram public_chat example_news'],
    ['@a', 'telegram public_chat a'],
    ['abc', null],
    ['not a link at all', null],
    ['https://example.org/t.me/example_news', null],
    ['https://t.me.example.org/example_news', null],
    ['https://t.me@example.org/example_news', null],
    ['', null],
  ])('%j is %j', (text, expected) => expect(link(text)).toBe(expected));

  test('the case of an invite is kept', () => {
    expect(link('t.me/+AAAAAAAAAAAAbbbb')).not.toBe(link('t.me/+aaaaaaaaaaaabbbb'));
  });

  test('nothing that is typed makes the reader throw, and reading a name again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.string().map((tail) => `tg:${tail}`),
        ),
        (text) => {
          const target = readLink(text);
          if (target?.kind === 'public_chat') {
            expect(readLink(target.platform === 'matrix' ? target.id : `@${target.id}`, target.platform)).toEqual(
              target,
            );
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('Matrix', () => {
  test('every form of one room alias is one subject', () => {
    const spellings = [
      '#news:example.org',
      'https://matrix.to/#/#news:example.org',
      'https://matrix.to/#/%23news%3Aexample.org',
      'matrix.to/#/%23news:example.org?via=example.org&via=other.example',
      'HTTPS://MATRIX.TO/#/#news:Example.ORG',
      'matrix:r/news:example.org',
      'matrix:room/news:example.org',
      'MATRIX:r/news:example.org?action=join&via=example.org',
      'https://matrix.to/#/#news:example.org/$abc?via=example.org',
      'matrix:r/news:example.org/e/abc',
    ];
    expect(new Set(spellings.map((text) => subject(text)))).toEqual(new Set(['matrix alias #news:example.org']));
  });

  test.each([
    ['@alice:example.org', 'matrix user @alice:example.org'],
    ['@Alice:example.org', 'matrix user @Alice:example.org'],
    ['@alice:example.org:8448', 'matrix user @alice:example.org:8448'],
    ['@alice:[1234:5678::abcd]:5678', 'matrix user @alice:[1234:5678::abcd]:5678'],
    ['https://matrix.to/#/@alice:example.org', 'matrix user @alice:example.org'],
    ['https://matrix.to/#/%40alice%3Aexample.org', 'matrix user @alice:example.org'],
    ['matrix:u/alice:example.org?action=chat', 'matrix user @alice:example.org'],
    ['!AbCdEf:example.org', 'matrix public_chat !AbCdEf:example.org'],
    ['matrix:roomid/AbCdEf:example.org?via=example.org', 'matrix public_chat !AbCdEf:example.org'],
    ['https://matrix.to/#/!AbCdEf:example.org/$ev?via=a', 'matrix message !AbCdEf:example.org/$ev'],
    ['matrix:roomid/AbCdEf:example.org/e/ev?via=a', 'matrix message !AbCdEf:example.org/$ev'],
    [`!${'a'.repeat(43)}`, `matrix public_chat !${'a'.repeat(43)}`],
    ['#أخبار:example.org', 'matrix public_chat #أخبار:example.org'],
    ['https://matrix.to/#/%23%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1:example.org', 'matrix public_chat #أخبار:example.org'],
    ['https://matrix.to/#/#a%2Fb:example.org', 'matrix public_chat #a/b:example.org'],
    ['matrix:u/alice', null],
    ['matrix:u/alice:example.org/e/abc', null],
    ['matrix:x/alice:example.org', null],
    ['matrix://example.org/u/alice:example.org', null],
    ['matrix:r/news:example.org/e/abc/more', null],
    ['https://matrix.to/#/%E0%A4%A', null],
    ['https://matrix.to/#/+group:example.org', null],
    ['@alice:exa mple.org', null],
    [`@${'a'.repeat(300)}:example.org`, null],
    ['https://matrix.to/', null],
  ])('%j is %j', (text, expected) => expect(link(text)).toBe(expected));

  test('a bare handle belongs to no Matrix room', () => expect(link('@news', 'matrix')).toBeNull());
});

describe('TamTam', () => {
  test.each([
    ['https://tt.me/Example.News', 'tamtam public_chat example.news'],
    ['tamtam.chat/example_news', 'tamtam public_chat example_news'],
    ['https://www.tamtam.chat/example_news/', 'tamtam public_chat example_news'],
    ['https://tt.me/join/AbC-_d123', 'tamtam invite AbC-_d123'],
    ['https://tamtam.chat/join/AbC-_d123', 'tamtam invite AbC-_d123'],
    ['https://tt.me/example_news/AXGyVs6qXbM', 'tamtam message example_news/AXGyVs6qXbM'],
    ['https://tt.me/examplebot?start=payload', 'tamtam public_chat examplebot'],
    ['https://tt.me/join', null],
    ['https://tt.me/', null],
    ['https://tt.me:8080/example', null],
    ['https://botapi.tamtam.chat/chats', null],
  ])('%j is %j', (text, expected) => expect(link(text)).toBe(expected));

  test('a bare handle is read as TamTam when it is said so', () => {
    expect(link('@Example_News', 'tamtam')).toBe('tamtam public_chat example_news');
  });
});

const corpus = process.env['CORPUS_DIR'];
const file = corpus ? path.join(corpus, 'telegram-links', 'cases.json') : '';
const present = file !== '' && existsSync(file);
interface Case {
  input: string;
  kind: string | null;
  username?: string;
  canonical?: string;
  hash?: string;
}
(present ? describe : describe.skip)('the corpus of Telegram links (CORPUS_DIR)', () => {
  const cases: Case[] = present ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases : [];
  test('is there', () => expect(cases.length).toBeGreaterThan(200));
  test.each(cases.map((one) => [one.input, one] as const))('%j is what its file says', (input, one) => {
    const target = readLink(input);
    expect([target?.kind ?? null, target?.id ?? null]).toEqual([
      one.kind,
      one.username ?? one.canonical ?? one.hash ?? null,
    ]);
  });
});
