import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { RateLimitsService } from '@mizan/identity/rate-limits.service.js';
import { IdentityKeysService, type IdentityKey } from '@mizan/subjects/identity-keys.service.js';
import { collateralEvent } from './collateral.events.js';
import { RegistrationPassesService } from './registration-passes.service.js';
import { registrationAnswer, type RegistrationAnswer } from './registration-rules.js';

/** What one API key may ask: enough for a large platform's registrations, too little to try out passes. */
const LIMIT = { burst: 100, perMinute: 600 };

/** Somebody wants to register. */
export interface Registration {
  readonly keys: readonly IdentityKey[];
  /** What the person typed as their pass. */
  readonly pass: string | null;
}

/** Answers platforms that ask whether somebody may register; never why (settled 30). */
@Injectable()
export class RegistrationChecksService {
  constructor(
    private readonly source: DataSource,
    private readonly identities: IdentityKeysService,
    private readonly passes: RegistrationPassesService,
    private readonly limits: RateLimitsService,
    private readonly audit: AuditService,
  ) {}

  /** A pass that opens the door is used up by this. Throws RATE_LIMITED. */
  async check(key: ActingKey, platformId: string, registration: Registration): Promise<RegistrationAnswer> {
    await this.limits.take(`registration:${key.id}`, LIMIT);
    const hashes = registration.keys.map((each) => this.identities.hash(platformId, each).toString('hex'));
    const token = registration.pass === null ? null : this.passes.hashOf(registration.pass);
    return inTransaction(this.source, async (manager) => {
      const keyBarred = await this.isBarred(manager, platformId, hashes);
      if (!keyBarred || token === null) return registrationAnswer({ keyBarred, passUsable: false, keyOfPassed: false });
      const used = await this.redeem(manager, platformId, token, hashes);
      if (used)
        await this.audit.record(manager, key, {
          kind: 'registrationPass.redeemed',
          target: { kind: 'registration_pass', id: used.id },
          subjectId: used.subjectId,
          events: used.collateralCaseId === null ? [] : [collateralEvent(used.collateralCaseId)],
        });
      return registrationAnswer({ keyBarred, passUsable: used !== undefined, keyOfPassed: used !== undefined });
    });
  }

  /** A bar counts once its decision can no longer be taken back. */
  private async isBarred(manager: EntityManager, platformId: string, hashes: readonly string[]): Promise<boolean> {
    const [answer] = await rows<{ barred: boolean }>(
      manager,
      `select exists (
         select from identity_key k cross join lateral subject_family(subject_root(k.subject_id)) as f(id)
         join restriction r on r.subject_id = f.id and r.measure = 'bar_reregistration' and r.lifted_at is null
         join restriction_cover v on v.restriction_id = r.id and v.ended_at is null
         join decision d on d.id = v.decision_id and d.grace_until <= clock_timestamp()
         where k.platform_id = $1 and k.hmac = any (select decode(h, 'hex') from unnest($2::text[]) h)) as barred`,
      [platformId, hashes],
    );
    return answer?.barred !== false;
  }

  /** In one statement, so that of two at the same time one finds it used. */
  private async redeem(
    manager: EntityManager,
    platformId: string,
    token: Buffer,
    hashes: readonly string[],
  ): Promise<{ id: string; subjectId: string; collateralCaseId: string | null } | undefined> {
    const [used] = await rows<{ id: string; subjectId: string; collateralCaseId: string | null }>(
      manager,
      `update registration_pass p set redeemed_at = clock_timestamp()
       where p.token_hash = $2 and p.platform_id = $1 and p.redeemed_at is null and p.revoked_at is null
         and p.expires_at > clock_timestamp() and (
           not exists (select from subject_family(subject_root(p.subject_id)) as f(id) join identity_key k on k.subject_id = f.id)
           or exists (select from subject_family(subject_root(p.subject_id)) as f(id) join identity_key k on k.subject_id = f.id
                      where k.hmac = any (select decode(h, 'hex') from unnest($3::text[]) h)))
       returning p.id, p.subject_id as "subjectId", p.collateral_case_id as "collateralCaseId"`,
      [platformId, token, hashes],
    );
    return used;
  }
}
