import fc from 'fast-check';
import { bylineOf, domainOf, freeHandle, freeText, keyText, lookupTexts } from './identifier-rules.js';

const platformId = 'p';

describe('names by which the register knows somebody', () => {
  it.each([
    ['https://www.Example.org/news?x=1', 'example.org'],
    ['example.org.', 'example.org'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['no site', null],
    ['#room:matrix.example', null],
    ['localhost', null],
    ['192.168.0.1', null],
  ])('the site of %s is %s', (value, expected) => {
    expect(domainOf(value)).toBe(expected);
  });

  it.each([
    ['@Layla_Haddad', 'layla_haddad'],
    [' layla ', 'layla'],
    ['a b', null],
    ['', null],
  ])('the handle %s is %s on every platform', (value, expected) => {
    expect(freeHandle(value)).toBe(expected);
  });

  it('a byline is one whatever its spaces and case', () => {
    expect(bylineOf('  Layla\u00a0 HADDAD ')).toBe(bylineOf('layla haddad'));
    expect(bylineOf(' ')).toBeNull();
  });

  it('a handle is looked up on its platform and on every one, an address also by its sites', () => {
    expect(lookupTexts({ platformId, kind: 'handle', value: 'layla' })).toEqual([
      keyText({ platformId, kind: 'handle', value: 'layla' }),
      freeText('handle', 'layla'),
    ]);
    expect(lookupTexts({ platformId, kind: 'alias', value: 'blog.example.org/a' })).toEqual([
      keyText({ platformId, kind: 'alias', value: 'blog.example.org/a' }),
      freeText('domain', 'blog.example.org'),
      freeText('domain', 'example.org'),
    ]);
  });

  it('are never taken for those of another platform or kind', () => {
    const part = fc.constantFrom('a', 'b', 'handle', 'native_id', '*');
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (one, other) => {
        const same = one.every((value, place) => value === other[place]);
        const text = ([platform, kind, value]: readonly string[]) =>
          keyText({ platformId: platform ?? '', kind: kind ?? '', value: value ?? '' });
        expect(text(one) === text(other)).toBe(same);
      }),
    );
  });
});
