import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { invalid } from '@mizan/foundation/errors.js';
import { recentProofRequired } from './identity.errors.js';
import { PasswordsService } from './passwords.service.js';
import { isRecent } from './second-factor-rules.js';
import { SecondFactorsService } from './second-factors.service.js';

interface ProofRow {
  enrolled: boolean;
  password_hash: string | null;
  signed_in: number;
  second_factor: number | null;
}

/** What must not be done from a desk that was left open: acts that ask who is there, again (ASVS 5.0, 7.5.3). */
@Injectable()
export class RecentProofService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly settings: DeskSettings,
    private readonly passwords: PasswordsService,
    private readonly secondFactors: SecondFactorsService,
  ) {}

  /** Throws PROOF_REQUIRED with `by` (`code` or `password`) and `withinMinutes`. */
  async mustBeRecent(person: ActingPerson): Promise<void> {
    const minutes = await this.settings.get('recent_proof_minutes');
    const row = await this.load(person);
    const ages = { enrolled: row.enrolled, signedIn: row.signed_in, secondFactor: row.second_factor };
    if (!isRecent(ages, minutes * 60)) throw recentProofRequired(row.enrolled ? 'code' : 'password', minutes);
  }

  /**
   * Proves again who is there: by a code where the person has a second factor, else by the password. Tries are counted as
   * at sign-in. Throws BAD_SECOND_FACTOR, RATE_LIMITED, INVALID_INPUT (`code`, `password`).
   */
  async prove(person: ActingPerson, shown: { readonly code: string | null; readonly password: string | null }) {
    const row = await this.load(person);
    await this.secondFactors.countTry(person.id);
    if (row.enrolled && shown.code === null) throw invalid('code', 'Enter the code of your second factor.');
    if (!row.enrolled && !(await this.passwords.matches(row.password_hash, shown.password ?? ''))) {
      throw invalid('password', 'This is not your password.', { reason: 'wrong' });
    }
    await inTransaction(this.source, async (manager) => {
      if (row.enrolled) await this.secondFactors.use(person.id, shown.code ?? '', manager);
      await manager.query(
        `update session set authenticated_at = clock_timestamp(),
           second_factor_at = case when $2 then clock_timestamp() else second_factor_at end where id = $1`,
        [person.sessionId, row.enrolled],
      );
      await this.audit.record(manager, person, {
        kind: 'session.provedAgain',
        target: { kind: 'session', id: person.sessionId },
        details: { by: row.enrolled ? 'code' : 'password' },
      });
    });
  }

  private async load(person: ActingPerson): Promise<ProofRow> {
    const [row] = await rows<ProofRow>(
      this.source.manager,
      `select p.totp_confirmed_at is not null as enrolled, p.password_hash,
         extract(epoch from clock_timestamp() - s.authenticated_at)::float8 as signed_in,
         extract(epoch from clock_timestamp() - s.second_factor_at)::float8 as second_factor
       from session s join person p on p.id = s.person_id where s.id = $1 and s.person_id = $2`,
      [person.sessionId, person.id],
    );
    return row ?? { enrolled: false, password_hash: null, signed_in: Infinity, second_factor: null };
  }
}
