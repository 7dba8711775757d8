import { Inject, Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError } from '@mizan/foundation/errors.js';
import { decryptSecret, encryptSecret } from '@mizan/foundation/secrets.js';
import { secondFactorRefused } from './identity.errors.js';
import { SessionsService } from './sessions.service.js';
import { RateLimitsService } from './rate-limits.service.js';

/** Seconds before and after now whose step is still taken: one step of 30 s each way (RFC 6238, 5.2). */
const TOLERANCE_SECONDS = 30;
const ISSUER = 'Mizan';
/** Wrong codes before waiting: the chance to guess a code is then below 1 in 10,000 a day. */
const ATTEMPTS = { burst: 5, perMinute: 0.5 };

interface FactorRow {
  totp_secret: Buffer | null;
  totp_pending: Buffer | null;
  totp_last_step: string | null;
  email: string;
  now: number;
}

/** Codes by time (TOTP, RFC 6238), measured by the database's clock; each step opens at most once (ASVS 5.0, 6.5.1). */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly source: DataSource,
    private readonly limits: RateLimitsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Makes a secret that waits for its first code; one that is in use stays in use until then. */
  async start(person: ActingPerson, manager: EntityManager): Promise<void> {
    const sealed = encryptSecret(this.config.ENCRYPTION_KEY, purpose(person.id), Buffer.from(generateSecret()));
    await manager.query('update person set totp_pending = $2 where id = $1', [person.id, sealed]);
    await this.audit.record(manager, person, {
      kind: 'second_factor.started',
      target: { kind: 'person', id: person.id },
    });
  }

  /** The secret that waits, for the authenticator app. Code NO_ENROLMENT when none does. */
  async enrolment(person: ActingPerson): Promise<{ secret: string; uri: string }> {
    const row = await this.load(person.id, this.source.manager);
    if (!row.totp_pending) throw noEnrolment();
    const secret = this.open(person.id, row.totp_pending);
    return { secret, uri: generateURI({ issuer: ISSUER, label: row.email, secret }) };
  }

  /** Counts a try, outside of any transaction so that a refusal does not undo it. Code RATE_LIMITED. */
  async countTry(personId: string): Promise<void> {
    await this.limits.take(`second-factor:${personId}`, ATTEMPTS);
  }

  /** Takes the waiting secret into use when the code is right, and ends every other session. Codes NO_ENROLMENT, BAD_SECOND_FACTOR. */
  async confirm(person: ActingPerson, code: string, manager: EntityManager): Promise<void> {
    const row = await this.load(person.id, manager);
    if (!row.totp_pending) throw noEnrolment();
    const step = this.stepOf(this.open(person.id, row.totp_pending), code, row.now);
    if (step === null) throw secondFactorRefused();
    await manager.query(
      `update person set totp_secret = totp_pending, totp_pending = null, totp_confirmed_at = clock_timestamp(), totp_last_step = $2
       where id = $1`,
      [person.id, step],
    );
    await this.sessions.markSecondFactor(person.sessionId, manager);
    const sessionsEnded = await this.sessions.revokeAll(person.id, person.sessionId, manager);
    await this.audit.record(manager, person, {
      kind: 'second_factor.confirmed',
      target: { kind: 'person', id: person.id },
      details: { sessionsEnded },
    });
  }

  /** Uses up a code at sign-in. Code BAD_SECOND_FACTOR, also for a code used before. */
  async use(personId: string, code: string, manager: EntityManager): Promise<void> {
    const row = await this.load(personId, manager);
    const step = row.totp_secret && this.stepOf(this.open(personId, row.totp_secret), code, row.now);
    if (step === null) throw secondFactorRefused();
    const used = await rows(
      manager,
      `update person set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2) returning id`,
      [personId, step],
    );
    if (used.length === 0) throw secondFactorRefused();
  }

  private stepOf(secret: string, code: string, epoch: number): number | null {
    const token = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(token)) return null;
    const answer = verifySync({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS });
    return answer.valid && 'timeStep' in answer ? answer.timeStep : null;
  }

  private async load(personId: string, manager: EntityManager): Promise<FactorRow> {
    const found = await rows<FactorRow>(
      manager,
      `select totp_secret, totp_pending, totp_last_step, email::text, floor(extract(epoch from clock_timestamp()))::int as now
       from person where id = $1 and status = 'active'`,
      [personId],
    );
    if (!found[0]) throw secondFactorRefused();
    return found[0];
  }

  private open(personId: string, sealed: Buffer): string {
    return decryptSecret(this.config.ENCRYPTION_KEY, purpose(personId), sealed).toString();
  }
}

function purpose(personId: string): string {
  return `totp:${personId}`;
}

function noEnrolment(): AppError {
  return new AppError('NO_ENROLMENT', 'conflict', 'No second factor waits for its first code.');
}
