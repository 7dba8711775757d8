import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderBlobStore, type BlobStore } from '@mizan/foundation/blobs/blob-store.js';
import { Blobs, nameBlobs } from '@mizan/foundation/blobs/blobs.js';
import { S3BlobStore } from '@mizan/foundation/blobs/s3-blob-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const key = Buffer.alloc(32, 9);
const owner = { purpose: 'evidence', retentionClass: 'media' };

let database: TestDatabase;
let folder: string;
let s3: ChildProcessByStdio<Writable, Readable, null>;
let s3Url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'mizan-blobs-'));
  s3 = spawn(
    process.execPath,
    ['--openssl-legacy-provider', path.join(__dirname, 's3-process.mjs'), path.join(folder, 's3'), 'desk'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [port]: unknown[] = await once(s3.stdout, 'data');
  s3Url = `http://127.0.0.1:${String(port).trim()}`;
});

afterAll(async () => {
  s3?.stdin.end();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const s3Account = { region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

describe.each([
  ['a folder', () => new FolderBlobStore(path.join(folder, 'files'))],
  ['an S3-compatible store', () => new S3BlobStore({ ...s3Account, url: `${s3Url}/desk/media/one` })],
])('bytes that are kept in %s', (name, open) => {
  let store: BlobStore;
  let blobs: Blobs;
  const mine = (text: string) => Buffer.from(`${name}: ${text}`);
  const put = (bytes: Buffer, more: object = {}) =>
    database.dataSource.transaction((manager) => blobs.put(manager, bytes, { ...owner, ...more }));

  beforeAll(() => {
    store = open();
    blobs = new Blobs(database.dataSource, store, key, 'http://media.test');
  });

  it('come back as they were, with their type by content, and are stored once however often they are put', async () => {
    const bytes = mine('words');
    const first = await put(bytes);
    expect(await put(bytes)).toEqual(first);
    expect(first).toMatchObject({ mediaType: 'text/plain', byteSize: bytes.length });
    expect((await blobs.get(first.sha256))?.bytes.equals(bytes)).toBe(true);
    const found = await database.dataSource.query(`select 1 from blob where sha256 = decode($1, 'hex')`, [
      first.sha256,
    ]);
    expect(found).toHaveLength(1);
  });

  it('cannot be read where they lie, and a change there is noticed', async () => {
    const { sha256 } = await put(mine('a sentence that nobody else should read'));
    const sealed = await store.read(sha256);
    expect(sealed?.includes('sentence')).toBe(false);
    await store.write(
      sha256,
      Buffer.from(sealed ?? []).map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    );
    await expect(blobs.get(sha256)).rejects.toThrow();
    await store.remove(sha256);
    expect(await blobs.get(sha256)).toBeNull();
    await store.remove(sha256);
  });

  it('are removed after a day when their transaction did not commit, and kept when it did', async () => {
    const kept = await put(mine('kept'));
    let orphan = '';
    await expect(
      database.dataSource.transaction(async (manager) => {
        orphan = (await blobs.put(manager, mine('orphan'), owner)).sha256;
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await blobs.sweepOrphans(new Date())).toBe(0);
    expect(await blobs.sweepOrphans(new Date(Date.now() + 25 * 3_600_000))).toBe(1);
    expect(await store.read(orphan)).toBeNull();
    expect(await blobs.get(kept.sha256)).not.toBeNull();
  });

  it('are removed when nothing named them in time, not before, and not once they were named', async () => {
    const now = new Date();
    const expiresAt = new Date(now.getTime() + 1_000);
    const [named, unnamed] = [await put(mine('named'), { expiresAt }), await put(mine('unnamed'), { expiresAt })];
    await database.dataSource.transaction((manager) => nameBlobs(manager, [named.sha256]));
    const remove = async (hash: string, at: Date) => {
      const removed = await database.dataSource.transaction((manager) => blobs.removeExpired(manager, hash, at));
      await blobs.removeBytes(hash);
      return removed;
    };
    expect(await remove(unnamed.sha256, now)).toBe(false);
    expect(await blobs.get(unnamed.sha256)).not.toBeNull();
    expect(await remove(unnamed.sha256, expiresAt)).toBe(true);
    expect(await store.read(unnamed.sha256)).toBeNull();
    expect(await remove(named.sha256, new Date(now.getTime() + 1e9))).toBe(false);
    expect(await blobs.get(named.sha256)).not.toBeNull();
  });

  const removals: Promise<boolean>[] = [];
  it('do not lose the bytes that are put again while they are being removed', async () => {
    const bytes = mine('again');
    const { sha256 } = await put(bytes, { expiresAt: new Date(0) });
    await database.dataSource.transaction((manager) => blobs.removeExpired(manager, sha256, new Date()));
    await database.dataSource.transaction(async (manager) => {
      await blobs.put(manager, bytes, owner);
      // Waits for this transaction, and then finds its row.
      removals.push(blobs.removeBytes(sha256));
      await manager.query('select pg_sleep(0.1)');
    });
    expect(await Promise.all(removals)).toEqual([false]);
    expect((await blobs.get(sha256))?.bytes.equals(bytes)).toBe(true);
  });
});

describe('an S3-compatible store', () => {
  it('that refuses the account, or lacks the bucket, is an error and not an absence of bytes', async () => {
    const stranger = new S3BlobStore({ ...s3Account, accessKeyId: 'STRANGER', url: `${s3Url}/desk` });
    await expect(stranger.write('ab'.repeat(32), Buffer.from('x'))).rejects.toThrow(/403 \(InvalidAccessKeyId\)/);
    const nowhere = new S3BlobStore({ ...s3Account, url: `${s3Url}/no-such-bucket` });
    await expect(nowhere.read('ab'.repeat(32))).rejects.toThrow('bucket');
  });

  it('lists more than one page and leaves alone what is not ours', async () => {
    const store = new S3BlobStore({ ...s3Account, url: `${s3Url}/desk/many` });
    const hashes = Array.from({ length: 1_005 }, (_, at) => at.toString(16).padStart(64, '0'));
    for (let from = 0; from < hashes.length; from += 50) {
      await Promise.all(hashes.slice(from, from + 50).map((hash) => store.write(hash, Buffer.from('x'))));
    }
    const other = new S3BlobStore({ ...s3Account, url: `${s3Url}/desk/many/deeper` });
    await other.write('ff'.repeat(32), Buffer.from('x'));
    const found: string[] = [];
    for await (const hash of store.olderThan(new Date(Date.now() + 60_000))) found.push(hash);
    expect(found).toEqual(hashes);
  });
});
