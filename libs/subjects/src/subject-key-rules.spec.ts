import { isReferenceFault, readReference, type KeyPlatform, type SubjectReference } from './subject-key-rules.js';

const keys = (platform: KeyPlatform, reference: SubjectReference) => {
  const read = readReference(platform, reference);
  return isReferenceFault(read) ? `${read.field} ${read.code}` : read.keys.map((key) => `${key.kind} ${key.value}`);
};

describe('how a subject is named', () => {
  test.each<[KeyPlatform, SubjectReference, string | string[]]>([
    ['telegram', { url: 'https://t.me/Example_News' }, ['handle example_news']],
    ['telegram', { handle: '@Example_News' }, ['handle example_news']],
    ['telegram', { handle: 'abc' }, ['handle abc']],
    ['telegram', { nativeId: '-1001234567890' }, ['native_id channel1234567890']],
    ['telegram', { nativeId: '1234567890', kind: 'channel' }, ['native_id channel1234567890']],
    ['telegram', { nativeId: 'channel1234567890' }, ['native_id channel1234567890']],
    ['telegram', { nativeId: '77', kind: 'account' }, ['native_id user77']],
    ['telegram', { nativeId: '-77' }, ['native_id chat77']],
    ['telegram', { url: 't.me/c/1234567890/5' }, ['native_id channel1234567890']],
    [
      'telegram',
      { url: 't.me/+AbCd', handle: 'name', nativeId: '5' },
      ['native_id channel5', 'handle name', 'invite AbCd'],
    ],
    ['telegram', { url: 't.me/example_news/5', handle: '@EXAMPLE_news' }, ['handle example_news']],
    ['matrix', { url: 'https://matrix.to/#/#News:Example.org' }, ['alias #News:example.org']],
    ['matrix', { handle: 'news:example.org' }, ['alias #news:example.org']],
    ['matrix', { nativeId: '@alice:example.org' }, ['native_id @alice:example.org']],
    ['tamtam', { url: 'tt.me/News' }, ['handle news']],
    ['other', { url: 'HTTPS://Example.org/u/Name/#top' }, ['alias example.org/u/Name']],
    ['other', { handle: '@Name', nativeId: 'X-1' }, ['native_id X-1', 'handle name']],
    ['telegram', { url: 'https://matrix.to/#/#news:example.org' }, 'url OTHER_PLATFORM'],
    ['telegram', { url: 'https://example.org' }, 'url NOT_UNDERSTOOD'],
    ['telegram', { handle: 'no spaces please' }, 'handle NOT_UNDERSTOOD'],
    ['matrix', { nativeId: '@alice' }, 'native_id NOT_UNDERSTOOD'],
    ['other', { url: 'javascript:alert(1)' }, 'url NOT_UNDERSTOOD'],
    ['telegram', {}, 'url MISSING'],
  ])('on %s %j is %j', (platform, reference, expected) => expect(keys(platform, reference)).toEqual(expected));

  test.each<[KeyPlatform, SubjectReference, string]>([
    ['telegram', { handle: 'some_bot' }, 'bot'],
    ['telegram', { handle: 'some_news' }, 'channel'],
    ['telegram', { handle: 'some_news', kind: 'group' }, 'group'],
    ['telegram', { url: 'tg://user?id=5' }, 'account'],
    ['telegram', { nativeId: '-5' }, 'group'],
    ['matrix', { url: '@alice:example.org' }, 'account'],
    ['matrix', { url: '#news:example.org' }, 'group'],
  ])('on %s %j is taken for a %s', (platform, reference, kind) => {
    expect(readReference(platform, reference)).toMatchObject({ kind });
  });
});
