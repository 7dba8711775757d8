import { readLink } from './link-rules.js';
import { subjectUrl } from './subject-url-rules.js';

test.each([
  ['telegram', { handle: 'example_news', nativeId: null }, 'https://t.me/example_news'],
  ['telegram', { handle: null, nativeId: '5' }, null],
  ['tamtam', { handle: 'news', nativeId: null }, 'https://tt.me/news'],
  ['matrix', { handle: '#news:example.org', nativeId: '!a:example.org' }, 'https://matrix.to/#/%23news%3Aexample.org'],
  ['matrix', { handle: null, nativeId: '@alice:example.org' }, 'https://matrix.to/#/%40alice%3Aexample.org'],
  ['other', { handle: 'x', nativeId: 'y' }, null],
] as const)('on %s %j stands at %s, and reading that address leads back', (platform, subject, url) => {
  expect(subjectUrl(platform, subject)).toBe(url);
  if (url !== null) expect(readLink(url)?.id).toBe(subject.handle ?? subject.nativeId);
});
