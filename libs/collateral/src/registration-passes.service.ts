import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { CollateralRecordService } from './collateral-record.service.js';
import { collateralState } from './collateral.errors.js';
import { PASS_DAYS, passToken, readPassToken } from './registration-rules.js';

/** Passes to register again: told to the person by a notice, kept as a keyed hash. */
@Injectable()
export class RegistrationPassesService {
  constructor(
    private readonly collateral: CollateralRecordService,
    private readonly notices: NoticesService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'IDENTITY_KEY'>,
  ) {}

  /**
   * Gives a pass and answers its token, which is shown to nobody again; one given before and not used ends. Throws
   * NOT_FOUND, COLLATERAL_STATE.
   */
  async give(manager: EntityManager, person: ActingPerson, id: string): Promise<string> {
    mustHold(person, 'collateral.work');
    const collateral = await this.collateral.lockFor(manager, person, id, null);
    if (collateral.state === 'suspected' || collateral.state === 'rejected') throw collateralState(collateral.state);
    await this.collateral.mustBeIndependent(manager, person.id, id);
    await manager.query(
      `update registration_pass set revoked_at = clock_timestamp()
       where subject_id = $1 and redeemed_at is null and revoked_at is null`,
      [collateral.subjectId],
    );
    const token = passToken(randomBytes(20));
    const [pass] = await rows<{ id: string; expiresAt: Date; name: string; language: string | null }>(
      manager,
      `insert into registration_pass (platform_id, subject_id, collateral_case_id, token_hash, given_by, expires_at)
       select s.platform_id, s.id, $2, $3, $4, clock_timestamp() + make_interval(days => $5) from subject s where s.id = $1
       returning id, expires_at as "expiresAt",
         (select coalesce(title, handle, native_id, '') from subject where id = $1) as name,
         (select language from subject where id = $1) as language`,
      [collateral.subjectId, id, this.hash(token), person.id, PASS_DAYS],
    );
    if (!pass) throw new Error('The pass was not written.');
    await this.notices.queue(manager, {
      kind: 'registration_pass',
      about: { kind: 'registration_pass', id: pass.id },
      recipient: { kind: 'subject', id: collateral.subjectId },
      platformId: collateral.platformId,
      language: pass.language,
      values: { subject: pass.name, pass: token, expires_on: pass.expiresAt },
      subjectId: collateral.subjectId,
    });
    await this.collateral.note(manager, person, collateral, 'passGiven', { passId: pass.id });
    return token;
  }

  /** Does nothing to a pass that was used. Throws NOT_FOUND. */
  async revoke(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    mustHold(person, 'collateral.work');
    const collateral = await this.collateral.lockFor(manager, person, id, null);
    const revoked = await rows(
      manager,
      `update registration_pass set revoked_at = clock_timestamp()
       where collateral_case_id = $1 and redeemed_at is null and revoked_at is null returning id`,
      [id],
    );
    if (revoked.length > 0) await this.collateral.note(manager, person, collateral, 'passRevoked');
  }

  /** Null when the text can be no token. */
  hashOf(text: string): Buffer | null {
    const token = readPassToken(text);
    return token === null ? null : this.hash(token);
  }

  private hash(token: string): Buffer {
    return keyedHash(this.config.IDENTITY_KEY, 'registration-pass', token.replaceAll('-', ''));
  }
}
