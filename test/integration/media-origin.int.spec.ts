import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { FolderBlobStore } from '@mizan/foundation/blobs/blob-store.js';
import { Blobs, linkKey } from '@mizan/foundation/blobs/blobs.js';
import { ImageEncoder } from '@mizan/foundation/blobs/image-encoder.js';
import { declaredPixels, MOST_PIXELS } from '@mizan/foundation/blobs/image-size-rules.js';
import { MEDIA_LINK_MS } from '@mizan/foundation/blobs/media-link-rules.js';
import { createMediaServer } from '@mizan/foundation/blobs/media-server.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const key = Buffer.alloc(32, 9);
const drawn = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 30, b: 60, alpha: 0.5 } } });

/** A PNG that declares what it likes; `pixels` are deflated as they are. */
function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('the media origin', () => {
  let database: TestDatabase;
  let folder: string;
  let blobs: Blobs;
  let now: Date;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'mizan-origin-'));
    blobs = new Blobs(database.dataSource, new FolderBlobStore(folder), key, 'http://media.test');
    const server = createMediaServer(blobs, linkKey(key), () => now);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    blobs.servedFrom(origin);
    close = () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      });
  });
  afterAll(async () => {
    await close?.();
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    now = new Date();
  });

  const linkOf = async (bytes: Buffer) => {
    const owner = { purpose: 'evidence', retentionClass: 'media' };
    const { sha256 } = await database.dataSource.transaction((manager) => blobs.put(manager, bytes, owner));
    return blobs.link(sha256, now);
  };
  const ask = async (link: string, init?: RequestInit) => {
    const answer = await fetch(link, init);
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const shown = async (bytes: Buffer) => ask(await linkOf(bytes));

  it('gives an image for a signed link, sandboxed, never to be stored, and no longer than five minutes', async () => {
    const link = await linkOf(await drawn(40, 30).png().toBuffer());
    const answer = await ask(link);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 30 });
    now = new Date(now.getTime() + MEDIA_LINK_MS);
    for (const headers of [{}, { range: 'bytes=0-3' }, { 'if-none-match': answer.headers.get('etag') ?? '' }] as Record<
      string,
      string
    >[]) {
      expect(await ask(link, { headers })).toMatchObject({ status: 404, bytes: Buffer.alloc(0) });
    }
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
    'shows a %s, turned as the camera said, without a byte of what the camera wrote',
    async (format) => {
      const secret = 'NoteOfTheCamera';
      const photo = await drawn(60, 20)
        .withExif({
          IFD0: { ImageDescription: secret },
          IFD3: {
            GPSLatitudeRef: 'N',
            GPSLatitude: '33/1 53/1 0/1',
            GPSLongitudeRef: 'E',
            GPSLongitude: '35/1 30/1 0/1',
          },
        })
        .withMetadata({ orientation: 6 })
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer();
      if (format !== 'gif') expect(photo.includes(secret)).toBe(true);
      const answer = await shown(photo);
      expect(answer.status).toBe(200);
      const read = await sharp(answer.bytes).metadata();
      // A GIF has no place for what the camera says.
      expect(read).toMatchObject(format === 'gif' ? { width: 60, height: 20 } : { width: 20, height: 60 });
      expect([read.exif, read.icc, read.xmp, read.iptc, read.orientation]).toEqual(Array(5).fill(undefined));
      for (const left of [secret, 'GPS', 'Exif', 'ICC_PROFILE', 'iCCP'])
        expect(answer.bytes.includes(left)).toBe(false);
    },
  );

  it('keeps what is transparent, and makes what is very large smaller', async () => {
    const clear = await shown(await drawn(10, 10, 4).png().toBuffer());
    expect(clear.headers.get('content-type')).toBe('image/png');
    const large = await shown(await drawn(5_000, 1_000).jpeg().toBuffer());
    expect(await sharp(large.bytes).metadata()).toMatchObject({ width: 2_048, height: 410 });
  });

  it.each([
    [
      'a picture with a page behind it',
      async () => [await drawn(9, 9).png().toBuffer(), Buffer.from('<script>1</script>')],
    ],
    [
      'a GIF that is a script',
      async () => {
        // The width is "/*", so that the header is a comment to whoever reads it as a script.
        const gif = await drawn(0x2f, 0x2a).gif().toBuffer();
        return [gif, Buffer.from('*/=1;alert(1)//<script>1</script>')];
      },
    ],
    [
      'a JPEG that is a PDF',
      async () => {
        const jpeg = await drawn(9, 9).jpeg().toBuffer();
        const comment = Buffer.from('%PDF-1.7 /OpenAction <script>1</script>');
        return [jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment, jpeg.subarray(2)];
      },
    ],
    [
      'a picture that is an archive',
      async () => [await drawn(9, 9).jpeg().toBuffer(), Buffer.from('PK\x03\x04<script>PK\x05\x06')],
    ],
  ] as const)('shows of %s the picture alone', async (_name, parts) => {
    const answer = await shown(Buffer.concat([...(await parts())]));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^image\/(jpeg|png)$/);
    for (const left of ['<script', '%PDF', 'PK\x03\x04', 'alert']) expect(answer.bytes.includes(left)).toBe(false);
  });

  it.each([
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    [
      'an SVG that asks for another file',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    ],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7 ...')],
    ['an archive of zeroes', gzipSync(Buffer.alloc(50_000_000))],
    ['text', Buffer.from('plain words')],
  ])('gives %s as a download of no type', async (_name, bytes) => {
    const answer = await shown(bytes);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{16}"$/);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.bytes.equals(bytes)).toBe(true);
  });

  describe('with images made to do harm', () => {
    const head = (start: number[], length = 64) => Buffer.concat([Buffer.from(start), Buffer.alloc(length)]);
    const declared = pngOf(40_000, 40_000, Buffer.alloc(1_000));
    const flood = pngOf(7_000, 7_000, Buffer.alloc(7_000 * 7_001));

    it('refuses what declares too many pixels before anything is decoded', async () => {
      expect(declaredPixels(declared)).toBe(1_600_000_000);
      const gif = Buffer.from('GIF89a\xff\xff\xff\xff\x00\x00\x00;', 'latin1');
      expect(declaredPixels(gif)).toBeGreaterThan(MOST_PIXELS);
      for (const bytes of [declared, gif]) {
        const begun = performance.now();
        expect(await new ImageEncoder().encode(bytes)).toBe('too_many_pixels');
        // No process was started for it.
        expect(performance.now() - begun).toBeLessThan(20);
        expect(await shown(bytes)).toMatchObject({ status: 415, bytes: Buffer.alloc(0) });
      }
    });

    it('shows nothing of what is cut off, empty, or only begins like an image', async () => {
      const whole = await drawn(300, 300).jpeg().toBuffer();
      const broken = [
        whole.subarray(0, whole.length / 2),
        (await drawn(300, 300).png().toBuffer()).subarray(0, 200),
        (await drawn(300, 300).webp().toBuffer()).subarray(0, 40),
        head([0xff, 0xd8, 0xff]),
        head([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        pngOf(100, 100, Buffer.from('too little')),
        Buffer.from('GIF89a'),
      ];
      for (const bytes of broken) expect(await shown(bytes)).toMatchObject({ status: 415, bytes: Buffer.alloc(0) });
    });

    it('takes less than 64 MB of this process, and answers others meanwhile', async () => {
      const small = await linkOf(await drawn(12, 12).png().toBuffer());
      await ask(small);
      const links = await Promise.all([flood, declared, pngOf(6_999, 7_000, Buffer.alloc(1e8))].map(linkOf));
      const before = process.memoryUsage().rss;
      let [most, longest] = [0, 0];
      let last = performance.now();
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss - before);
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      const hostile = Promise.all(links.map((link) => ask(link)));
      expect((await ask(small)).status).toBe(200);
      const answers = await hostile;
      clearInterval(watch);
      expect(answers.map(({ status }) => status)).toEqual([200, 415, expect.any(Number)]);
      expect(answers.every(({ bytes }) => bytes.length < 2_000_000)).toBe(true);
      expect(most).toBeLessThan(64 * 1_048_576);
      expect(longest).toBeLessThan(500);
    });

    it('ends a decoder that takes too long, and says that it is busy before it drowns', async () => {
      const image = await drawn(4_000, 4_000).png().toBuffer();
      expect(await new ImageEncoder(1, 0, 1).encode(image)).toBe('too_costly');
      const narrow = new ImageEncoder(1, 1);
      const [first, second, third] = [narrow.encode(image), narrow.encode(image), narrow.encode(image)];
      await expect(third).rejects.toThrow('too many images wait');
      for (const done of [await first, await second]) expect(done).toMatchObject({ mediaType: 'image/jpeg' });
    });
  });

  describe('asked for a part', () => {
    // An Ogg page head and bytes that can be told apart.
    const sound = Buffer.concat([Buffer.from('OggS'), Buffer.from(Array.from({ length: 996 }, (_, at) => at % 251))]);

    it('gives that part, of sound and of images alike', async () => {
      const link = await linkOf(sound);
      const part = await ask(link, { headers: { range: 'bytes=100-199' } });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe('bytes 100-199/1000');
      expect(part.headers.get('content-length')).toBe('100');
      expect(part.headers.get('content-type')).toBe('audio/ogg');
      expect(part.bytes.equals(sound.subarray(100, 200))).toBe(true);
      expect((await ask(link, { headers: { range: 'bytes=-4' } })).bytes.equals(sound.subarray(-4))).toBe(true);
      const picture = await linkOf(await drawn(50, 50).jpeg().toBuffer());
      const whole = await ask(picture);
      const head = await ask(picture, { headers: { range: 'bytes=0-1' } });
      expect(head).toMatchObject({ status: 206, bytes: Buffer.from([0xff, 0xd8]) });
      expect(head.headers.get('content-range')).toBe(`bytes 0-1/${whole.bytes.length}`);
    });

    it('gives the whole when several parts, nothing sensible, or parts of another state are asked for', async () => {
      const link = await linkOf(sound);
      for (const headers of [
        { range: 'bytes=0-1,5-6' },
        { range: 'pages=1' },
        { range: 'bytes=0-1', 'if-range': '"other"' },
      ] as Record<string, string>[]) {
        expect(await ask(link, { headers })).toMatchObject({ status: 200, bytes: sound });
      }
    });

    it('answers 416 with the length when there is no such part', async () => {
      const answer = await ask(await linkOf(sound), { headers: { range: 'bytes=1000-' } });
      expect(answer.status).toBe(416);
      expect(answer.headers.get('content-range')).toBe('bytes */1000');
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    });

    it('answers HEAD like GET without bytes, and 304 to who has it already', async () => {
      const link = await linkOf(sound);
      const head = await ask(link, { method: 'HEAD' });
      expect(head).toMatchObject({ status: 200, bytes: Buffer.alloc(0) });
      expect(head.headers.get('content-length')).toBe('1000');
      const etag = head.headers.get('etag') ?? '';
      expect(await ask(link, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304 });
      expect(await ask(link, { headers: { range: 'bytes=0-1', 'if-range': etag } })).toMatchObject({ status: 206 });
    });
  });

  it('gives nothing for any other path and takes nothing', async () => {
    const link = await linkOf(await drawn(5, 5).png().toBuffer());
    const hash = new URL(link).pathname.split('/')[2] ?? '';
    for (const other of ['/', `/m/${hash}`, `/m/${hash}/99999999999/${'0'.repeat(64)}`, '/../../etc/passwd']) {
      expect((await fetch(origin + other, { headers: { range: 'bytes=0-1' } })).status).toBe(404);
    }
    expect((await ask(link, { method: 'POST' })).status).toBe(405);
  });
});
