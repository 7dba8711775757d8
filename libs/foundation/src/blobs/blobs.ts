import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction, rows } from '../database.js';
import { sha256 } from '../ids.js';
import { decryptSecret, encryptSecret, keyedHash } from '../secrets.js';
import type { BlobStore } from './blob-store.js';
import { mediaPath } from './media-link-rules.js';
import { sniffMediaType } from './media-type-rules.js';

/** What is kept about bytes beside the bytes. */
export interface BlobInfo {
  /** Of the bytes before encryption, hexadecimal. */
  readonly sha256: string;
  readonly byteSize: number;
  /** By content. */
  readonly mediaType: string;
}

export interface BlobOwner {
  /** Why it is kept, e.g. `evidence`. */
  readonly purpose: string;
  readonly retentionClass: string;
  readonly ownerKind?: string;
  readonly ownerId?: string;
  /** Until then something must name it (`nameBlobs`), or it may be removed (`removeExpired`). Default: it is named. */
  readonly expiresAt?: Date;
}

/** Bytes without a row are removed after so long: their transaction did not commit. */
const ORPHAN_MS = 24 * 3_600_000;
/** Name of the key that ENCRYPTION_KEY is; a later key gets another. */
const KEY_ID = 'k1';
const SEALED_FOR = 'blob';
const CHECKED_AT_ONCE = 500;
const LOCK = `hashtextextended('blob ' || $1, 0)`;

/** Bytes by the hash of their content, encrypted at rest, a row each. */
export class Blobs {
  constructor(
    private readonly source: DataSource,
    private readonly store: BlobStore,
    private readonly key: Buffer,
    private mediaOrigin: string,
  ) {}

  /** Where browsers load media from. */
  get origin(): string {
    return this.mediaOrigin;
  }

  /** Says where the media origin really is, when its port was chosen at its start. */
  servedFrom(origin: string): void {
    this.mediaOrigin = origin;
  }

  /** Writes the bytes before the caller's transaction commits the row, so that a row never lacks its bytes. */
  async put(manager: EntityManager, bytes: Uint8Array, owner: BlobOwner): Promise<BlobInfo> {
    const hash = sha256(bytes);
    const info = { sha256: hash.toString('hex'), byteSize: bytes.length, mediaType: sniffMediaType(bytes) };
    // Against a removal of the same bytes that is under way.
    await manager.query(`select pg_advisory_xact_lock_shared(${LOCK})`, [info.sha256]);
    await this.store.write(info.sha256, encryptSecret(this.key, `${SEALED_FOR}:${info.sha256}`, bytes));
    await manager.query(
      `insert into blob (sha256, byte_size, media_type, purpose, retention_class, key_id, owner_kind, owner_id, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (sha256) do update set expires_at = greatest(blob.expires_at, excluded.expires_at)
         where blob.expires_at is not null`,
      [
        hash,
        info.byteSize,
        info.mediaType,
        owner.purpose,
        owner.retentionClass,
        KEY_ID,
        owner.ownerKind ?? null,
        owner.ownerId ?? null,
        owner.expiresAt ?? null,
      ],
    );
    return info;
  }

  /** What is known of them without reading them; null when there is no row. */
  async describe(hash: string): Promise<BlobInfo | null> {
    const [row] = await rows<{ byte_size: string; media_type: string }>(
      this.source,
      `select byte_size, media_type from blob where sha256 = decode($1, 'hex')`,
      [hash],
    );
    return row ? { sha256: hash, byteSize: Number(row.byte_size), mediaType: row.media_type } : null;
  }

  /** Null when there is no row or no bytes; throws when the stored bytes were changed. */
  async get(hash: string): Promise<{ info: BlobInfo; bytes: Buffer } | null> {
    const info = await this.describe(hash);
    const sealed = info ? await this.store.read(hash) : null;
    if (!info || !sealed) return null;
    return { info, bytes: decryptSecret(this.key, `${SEALED_FOR}:${hash}`, sealed) };
  }

  /** Address on the media origin, good for five minutes. The caller has checked that the reader may see it. */
  link(hash: string, now: Date): string {
    return this.mediaOrigin + mediaPath(linkKey(this.key), hash, now);
  }

  /** Removes the row when nothing named it in time; the bytes follow with `removeBytes` once that is committed. */
  async removeExpired(manager: EntityManager, hash: string, now: Date): Promise<boolean> {
    const removed = await rows(
      manager,
      `delete from blob where sha256 = decode($1, 'hex') and expires_at <= $2 and not legal_hold returning 1`,
      [hash, now],
    );
    return removed.length > 0;
  }

  /** Removes bytes that have no row; false when there is one, or one may be about to be written. */
  removeBytes(hash: string): Promise<boolean> {
    return inTransaction(this.source, async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(${LOCK})`, [hash]);
      if (await this.describe(hash)) return false;
      await this.store.remove(hash);
      return true;
    });
  }

  /** Removes bytes that have had no row for a day; gives how many. */
  async sweepOrphans(now: Date): Promise<number> {
    let removed = 0;
    let batch: string[] = [];
    const flush = async (): Promise<void> => {
      const known = await rows<{ sha256: string }>(
        this.source,
        `select encode(sha256, 'hex') as sha256 from blob where sha256 = any (select decode(h, 'hex') from unnest($1::text[]) h)`,
        [batch],
      );
      const kept = new Set(known.map((row) => row.sha256));
      for (const hash of batch) if (!kept.has(hash) && (await this.removeBytes(hash))) removed += 1;
      batch = [];
    };
    for await (const hash of this.store.olderThan(new Date(now.getTime() - ORPHAN_MS))) {
      batch.push(hash);
      if (batch.length >= CHECKED_AT_ONCE) await flush();
    }
    if (batch.length > 0) await flush();
    return removed;
  }
}

/** Those of the hashes of which bytes are kept; they stay kept until the caller's transaction ends. */
export async function keptHashes(manager: EntityManager, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const found = await rows<{ sha256: string }>(
    manager,
    `select encode(sha256, 'hex') as sha256 from blob
     where sha256 = any (select decode(h, 'hex') from unnest($1::text[]) h) for key share`,
    [hashes],
  );
  return new Set(found.map((row) => row.sha256));
}

/** Says that something names them now: they no longer expire. */
export async function nameBlobs(manager: EntityManager, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await manager.query(
    `update blob set expires_at = null from (
       select sha256 from blob where expires_at is not null
         and sha256 = any (select decode(h, 'hex') from unnest($1::text[]) h) order by sha256 for no key update) named
     where blob.sha256 = named.sha256`,
    [hashes],
  );
}

/** Links are signed with a key of their own, derived from the one that encrypts. */
export function linkKey(key: Buffer): Buffer {
  return keyedHash(key, 'derive', 'media-link');
}
