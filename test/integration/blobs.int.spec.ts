import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderBlobStore } from '@mizan/foundation/blobs/blob-store.js';
import { Blobs, linkKey } from '@mizan/foundation/blobs/blobs.js';
import { MEDIA_LINK_MS } from '@mizan/foundation/blobs/media-link-rules.js';
import { createMediaServer } from '@mizan/foundation/blobs/media-server.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const key = Buffer.alloc(32, 9);
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100, 3)]);
const owner = { purpose: 'evidence', retentionClass: 'media' };

let database: TestDatabase;
let folder: string;
let blobs: Blobs;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'mizan-blobs-'));
  blobs = new Blobs(database.dataSource, new FolderBlobStore(folder), key, 'http://media.test');
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (bytes: Buffer) => database.dataSource.transaction((manager) => blobs.put(manager, bytes, owner));

describe('bytes that are kept', () => {
  it('come back as they were, with their type by content, and are stored once however often they are put', async () => {
    const first = await put(png);
    const second = await put(png);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ mediaType: 'image/png', byteSize: png.length });
    expect((await blobs.get(first.sha256))?.bytes.equals(png)).toBe(true);
    const [row] = await database.dataSource.query('select count(*)::int as n from blob');
    expect(row.n).toBe(1);
  });

  it('cannot be read on the disk, and a change there is noticed', async () => {
    const secret = Buffer.from('a sentence that nobody else should read');
    const { sha256 } = await put(secret);
    const file = path.join(folder, sha256.slice(0, 2), sha256);
    const sealed = await readFile(file);
    expect(sealed.includes('sentence')).toBe(false);
    await writeFile(file, Buffer.concat([sealed.subarray(0, -1), Buffer.from([(sealed.at(-1) ?? 0) ^ 1])]));
    await expect(blobs.get(sha256)).rejects.toThrow();
    await rm(file);
    expect(await blobs.get(sha256)).toBeNull();
  });

  it('are removed after a day when their transaction did not commit, and kept when it did', async () => {
    const kept = await put(Buffer.from('kept'));
    let orphan = '';
    await expect(
      database.dataSource.transaction(async (manager) => {
        orphan = (await blobs.put(manager, Buffer.from('orphan'), owner)).sha256;
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await blobs.sweepOrphans(new Date())).toBe(0);
    const old = new Date(Date.now() - 25 * 3_600_000);
    for (const hash of [kept.sha256, orphan]) await utimes(path.join(folder, hash.slice(0, 2), hash), old, old);
    expect(await blobs.sweepOrphans(new Date())).toBe(1);
    expect(await readdir(path.join(folder, orphan.slice(0, 2)))).not.toContain(orphan);
    expect(await blobs.get(kept.sha256)).not.toBeNull();
  });
});

describe('the media origin', () => {
  let now: Date;
  let origin: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const server = createMediaServer(blobs, linkKey(key), () => now);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    close = () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      });
  });
  afterAll(() => close());
  beforeEach(() => {
    now = new Date();
  });

  const fetchLink = (link: string, init?: RequestInit) => fetch(link.replace('http://media.test', origin), init);

  it('gives an image for a signed link, sandboxed, and no longer than five minutes', async () => {
    const { sha256 } = await put(png);
    const link = blobs.link(sha256, now);
    const answer = await fetchLink(link);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('set-cookie')).toBeNull();
    now = new Date(now.getTime() + MEDIA_LINK_MS);
    expect((await fetchLink(link)).status).toBe(404);
  });

  it.each([
    ['an SVG with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7 ...')],
    ['text', Buffer.from('plain words')],
  ])('gives %s as a download of no type', async (_name, bytes) => {
    const { sha256 } = await put(bytes);
    const answer = await fetchLink(blobs.link(sha256, now));
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{16}"$/);
    await answer.arrayBuffer();
  });

  it('gives nothing for any other path and takes nothing', async () => {
    const { sha256 } = await put(png);
    for (const other of ['/', `/m/${sha256}`, `/m/${sha256}/99999999999/${'0'.repeat(64)}`, '/../../etc/passwd']) {
      expect((await fetch(origin + other)).status).toBe(404);
    }
    expect((await fetchLink(blobs.link(sha256, now), { method: 'POST' })).status).toBe(405);
  });
});
