import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from './config.js';
import { rows } from './database.js';
import { newId } from './ids.js';
import { decryptSecret, encryptSecret } from './secrets.js';

/** Text as it is kept, with the key that it was sealed with. */
export interface SealedText {
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/**
 * Names, addresses, reasons, answers: encrypted with a key per person (AES-256-GCM), which itself is encrypted with the
 * installation's key. Destroying the key is erasing the person: what it sealed cannot be read again, in no copy and no
 * backup of the rows (settled 3).
 */
@Injectable()
export class PersonalText {
  private readonly installationKey: Buffer;

  constructor(@Inject(CONFIG) config: Pick<Config, 'ENCRYPTION_KEY'>) {
    this.installationKey = config.ENCRYPTION_KEY;
  }

  /** A key for one person's texts; answers its id. */
  async createKey(manager: EntityManager): Promise<string> {
    const id = newId();
    await manager.query('insert into personal_key (id, key) values ($1, $2)', [
      id,
      encryptSecret(this.installationKey, `personal-key:${id}`, randomBytes(32)),
    ]);
    return id;
  }

  /** Throws when the key is destroyed or unknown. */
  async seal(manager: EntityManager, keyId: string, text: string): Promise<Buffer> {
    const key = (await this.keys(manager, [keyId])).get(keyId);
    if (!key) throw new Error('This personal key is destroyed or unknown.');
    return encryptSecret(key, `personal-text:${keyId}`, Buffer.from(text, 'utf8'));
  }

  /** Null when the key is destroyed, or there is nothing to open; throws when the bytes were changed. */
  async open(manager: EntityManager, keyId: string, sealed: Uint8Array | null): Promise<string | null> {
    if (sealed === null) return null;
    return (await this.openMany(manager, [{ keyId, sealed }]))[0] ?? null;
  }

  /** Many texts with one query, in their order; null for those whose key is destroyed. */
  async openMany(manager: EntityManager, texts: readonly SealedText[]): Promise<(string | null)[]> {
    const keys = await this.keys(
      manager,
      texts.map((text) => text.keyId),
    );
    return texts.map(({ keyId, sealed }) => {
      const key = keys.get(keyId);
      return key ? decryptSecret(key, `personal-text:${keyId}`, sealed).toString('utf8') : null;
    });
  }

  /** Makes everything sealed with the key unreadable, for good. The caller blanks the rows and audits the act. */
  async destroy(manager: EntityManager, keyId: string): Promise<void> {
    await manager.query(
      'update personal_key set key = null, destroyed_at = clock_timestamp() where id = $1 and key is not null',
      [keyId],
    );
  }

  private async keys(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Buffer>> {
    if (ids.length === 0) return new Map();
    const found = await rows<{ id: string; key: Buffer }>(
      manager,
      'select id, key from personal_key where id = any($1::uuid[]) and key is not null',
      [[...new Set(ids)]],
    );
    return new Map(
      found.map((row) => [row.id, decryptSecret(this.installationKey, `personal-key:${row.id}`, row.key)]),
    );
  }
}
