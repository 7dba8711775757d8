import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mustHold, systemActor, type ActingPerson, type ActingSystem } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { challengeCode, readChallenge } from './appeal-number-rules.js';
import { AppealNoticesService } from './appeal-notices.service.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { AppealStepsService } from './appeal-steps.service.js';

const PUBLIC = systemActor('appeal-page');
/** How long a code can be answered, and how often it may be answered wrongly: 8 letters of 32 are far more than that. */
const CHALLENGE_DAYS = 14;
const CHALLENGE_TRIES = 10;

/** Learns whether it is the owner of the account who appeals (settled 28); until then nothing about it is disclosed. */
@Injectable()
export class AppealVerificationService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly steps: AppealStepsService,
    private readonly notices: AppealNoticesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sends a code to the account itself, by its platform, once; only where nothing else says who appeals. */
  async challenge(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    if (appeal.verifiedBy !== 'none' || appeal.appellant !== 'affected') return;
    const code = challengeCode(randomBytes(8));
    const [sent] = await rows<{ expiresAt: Date }>(
      manager,
      `insert into appeal_challenge (appeal_id, code_hash, expires_at)
       values ($1, $2, clock_timestamp() + make_interval(days => $3::int)) on conflict (appeal_id) do nothing
       returning expires_at as "expiresAt"`,
      [appeal.id, this.hashOf(appeal.id, code), CHALLENGE_DAYS],
    );
    if (!sent) return;
    await this.notices.challenge(manager, appeal, code, sent.expiresAt);
    await this.appeals.note(manager, actor, appeal, 'challenged', {});
  }

  /**
   * What somebody types on the status page; true when it was the code, which then counts as being who they say they are.
   * A code is good once, for CHALLENGE_DAYS, and for CHALLENGE_TRIES attempts.
   */
  async answerChallenge(manager: EntityManager, appealId: string, typed: string): Promise<boolean> {
    const appeal = await this.appeals.lock(manager, appealId);
    if (!appeal) return false;
    const [taken] = await rows<{ right: boolean }>(
      manager,
      `update appeal_challenge set tries = tries + 1,
         answered_at = case when code_hash = $2 then clock_timestamp() end
       where appeal_id = $1 and answered_at is null and expires_at > clock_timestamp() and tries < $3
       returning answered_at is not null as right`,
      [appealId, this.hashOf(appealId, readChallenge(typed)), CHALLENGE_TRIES],
    );
    if (!taken?.right) return false;
    if (appeal.verifiedBy === 'none') await this.verified(manager, PUBLIC, appeal, 'challenge');
    return true;
  }

  /** A handler learned it by another way. Throws NOT_FOUND, INVALID_INPUT (`by`). */
  async verify(manager: EntityManager, person: ActingPerson, appealId: string, by: string): Promise<void> {
    mustHold(person, 'appeal.work');
    if (by !== 'platform' && by !== 'challenge')
      throw invalid('by', 'Say whether the platform told it, or a challenge on another channel.');
    const appeal = await this.appeals.lock(manager, appealId);
    if (!appeal) throw notFound('appeal');
    if (appeal.verifiedBy !== by) await this.verified(manager, person, appeal, by);
  }

  private async verified(
    manager: EntityManager,
    actor: ActingPerson | ActingSystem,
    appeal: LockedAppeal,
    by: 'platform' | 'challenge',
  ): Promise<void> {
    await this.appeals.change(manager, actor, appeal, 'verified', { verified_by: by }, { by });
    // The answer went to the account alone; now it may also go to who appealed.
    if (appeal.state === 'executing' || appeal.state === 'closed')
      await this.steps.restart(manager, appeal.id, { kind: 'notify', dueAt: new Date(), aboutId: null });
  }

  private hashOf(appealId: string, code: string): Buffer {
    return keyedHash(this.config.IDENTITY_KEY, 'appeal-challenge', `${appealId} ${code}`);
  }
}
