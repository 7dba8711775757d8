import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { identityText, type IdentityKey } from './identity-key-rules.js';

export { IDENTITY_KEY_KINDS, MAX_IDENTITY_KEYS, type IdentityKey, type IdentityKeyKind } from './identity-key-rules.js';

/** Keys of one subject, as its platform sent them. */
export interface IdentityKeysOf {
  readonly subjectId: string;
  readonly platformId: string;
  readonly keys: readonly IdentityKey[];
}

/** By what platforms would know people again: kept as keyed hashes, never as they came (settled 26). */
@Injectable()
export class IdentityKeysService {
  constructor(
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'IDENTITY_KEY'>,
  ) {}

  hash(platformId: string, key: IdentityKey): Buffer {
    return keyedHash(this.config.IDENTITY_KEY, 'identity-key', identityText(platformId, key));
  }

  /** Adds what is not known yet; nothing is taken away by being left out. */
  async keep(manager: EntityManager, actor: Actor, seen: readonly IdentityKeysOf[]): Promise<void> {
    const list = seen.flatMap(({ subjectId, platformId, keys }) =>
      keys.map((key) => ({ s: subjectId, p: platformId, k: key.kind, h: this.hash(platformId, key).toString('hex') })),
    );
    if (list.length === 0) return;
    const added = await rows<{ id: string; n: number }>(
      manager,
      `with added as (
         insert into identity_key (platform_id, hmac, subject_id, kind)
         select distinct on (p, h, s) p, decode(h, 'hex'), s, k from jsonb_to_recordset($1::jsonb) as l(s uuid, p uuid, k text, h text)
         order by p, h, s on conflict do nothing returning subject_id)
       select subject_id as id, count(*)::int as n from added group by 1 order by 1`,
      [JSON.stringify(list)],
    );
    await this.audit.recordMany(
      manager,
      actor,
      added.map(({ id, n }) => ({
        kind: 'subject.identityKeysAdded',
        target: { kind: 'subject', id },
        subjectId: id,
        details: { keys: n },
      })),
    );
  }
}
