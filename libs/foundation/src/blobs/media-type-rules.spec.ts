import fc from 'fast-check';
import { sniffMediaType } from './media-type-rules.js';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('the type of bytes', () => {
  it.each([
    [bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), 'image/png'],
    [bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [bytes('GIF89a'), 'image/gif'],
    [bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), 'image/webp'],
    [bytes([0, 0, 0, 32], 'ftypavif'), 'image/avif'],
    [bytes([0, 0, 0, 32], 'ftypisom'), 'video/mp4'],
    [bytes('%PDF-1.7'), 'application/pdf'],
    [bytes('PK', [3, 4]), 'application/zip'],
    [bytes('نص عادي\n'), 'text/plain'],
    [bytes('a < b and c > d'), 'text/plain'],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'application/octet-stream'],
    [bytes('hello <!doctype html>'), 'application/octet-stream'],
    [bytes('<?xml version="1.0"?>'), 'application/octet-stream'],
    [bytes([0, 1, 2, 3]), 'application/octet-stream'],
  ])('is read from their content: %#', (content, type) => {
    expect(sniffMediaType(content)).toBe(type);
  });

  it('is never one that a browser runs', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(`<script>${text}`)),
        ),
        (content) => {
          expect(sniffMediaType(content)).not.toMatch(/html|svg|xml|javascript/);
        },
      ),
    );
  });
});
