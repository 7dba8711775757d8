import fc from 'fast-check';
import { MEDIA_LINK_MS, mediaPath, readMediaPath } from './media-link-rules.js';

const key = Buffer.alloc(32, 1);
const sha256 = 'ab'.repeat(32);
const now = new Date('2026-11-23T10:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);

describe('signed media links', () => {
  it('name their bytes for five minutes and not longer', () => {
    const path = mediaPath(key, sha256, now);
    expect(readMediaPath(key, path, now)).toBe(sha256);
    expect(readMediaPath(key, path, later(MEDIA_LINK_MS - 1))).toBe(sha256);
    expect(readMediaPath(key, path, later(MEDIA_LINK_MS))).toBeNull();
  });

  it('are refused when any character was changed', () => {
    const path = mediaPath(key, sha256, now);
    fc.assert(
      fc.property(fc.nat(path.length - 1), fc.constantFrom(...'0123456789abcdef/'), (at, character) => {
        fc.pre(path[at] !== character);
        expect(readMediaPath(key, path.slice(0, at) + character + path.slice(at + 1), now)).toBeNull();
      }),
    );
  });

  it('are refused under another key', () => {
    expect(readMediaPath(Buffer.alloc(32, 2), mediaPath(key, sha256, now), now)).toBeNull();
  });
});
