import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { type ActingPerson, systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { sha256 } from '@mizan/foundation/ids.js';
import { signInRefused } from './identity.errors.js';
import { PasswordsService } from './passwords.service.js';
import { type RateLimit, RateLimitsService } from './rate-limits.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { type OpenSession, SessionsService } from './sessions.service.js';

/** Guesses at one account; right passwords are given back. */
const PER_ACCOUNT: RateLimit = { burst: 10, perMinute: 1 };
/** Tries from one address, which an office may share. */
const PER_ADDRESS: RateLimit = { burst: 60, perMinute: 20 };

/** Where a sign-in comes from. */
export interface Visitor {
  /** Network address, only counted, never kept. */
  readonly address: string;
  readonly userAgent: string | null;
}

export interface SignedIn {
  readonly token: string;
  readonly personId: string;
  readonly needsSecondFactor: boolean;
  /** A second factor has to be set up before anything else. */
  readonly mustEnrol: boolean;
}

/** Signing in and out with a password and, where set up, a second factor. */
@Injectable()
export class SignInService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly sessions: SessionsService,
    private readonly limits: RateLimitsService,
    private readonly passwords: PasswordsService,
    private readonly secondFactors: SecondFactorsService,
  ) {}

  /**
   * Starts a session and ends the one that the browser had. Codes BAD_CREDENTIALS (one answer, taking equally long, for
   * an unknown address, a wrong password, a disabled person) and RATE_LIMITED (per account and per network address).
   */
  async signIn(email: string, password: string, visitor: Visitor, before: OpenSession | null): Promise<SignedIn> {
    const account = `sign-in:account:${sha256(email.trim().toLowerCase()).toString('hex')}`;
    await this.limits.take(`sign-in:address:${visitor.address}`, PER_ADDRESS);
    await this.limits.take(account, PER_ACCOUNT);
    const found = await rows<{ id: string; password_hash: string | null; status: string; second: boolean }>(
      this.source.manager,
      'select id, password_hash, status, totp_confirmed_at is not null as second from person where email = $1::citext',
      [email.trim()],
    );
    const person = found[0];
    const right = await this.passwords.matches(person?.password_hash ?? null, password);
    if (!person || !right || person.status !== 'active') {
      await this.audit.record(this.source.manager, systemActor('sign-in'), {
        kind: 'session.refused',
        target: { kind: 'person', id: person?.id ?? null },
      });
      throw signInRefused();
    }
    await this.limits.giveBack(account, PER_ACCOUNT);
    const token = await inTransaction(this.source, async (manager) => {
      if (before) await this.sessions.end(before.person, manager);
      const opened = await this.sessions.start(
        person.id,
        { method: 'password', userAgent: visitor.userAgent },
        manager,
      );
      await this.audit.record(manager, actingAs(person.id, opened.id), {
        kind: 'session.started',
        target: { kind: 'session', id: opened.id },
        details: { method: 'password', secondFactorMissing: person.second },
      });
      return opened.token;
    });
    const opened = await this.sessions.open(token);
    return { token, personId: person.id, needsSecondFactor: person.second, mustEnrol: opened?.stage === 'enrol' };
  }

  /** Completes a session with a code and gives it a new token. Codes BAD_SECOND_FACTOR, RATE_LIMITED. */
  async confirmSecondFactor(session: OpenSession, code: string): Promise<SignedIn> {
    const { person } = session;
    await this.secondFactors.countTry(person.id);
    const opened = await inTransaction(this.source, async (manager) => {
      await this.secondFactors.use(person.id, code, manager);
      const rotated = await this.sessions.rotate(person.sessionId, manager);
      await this.audit.record(manager, person, {
        kind: 'session.completed',
        target: { kind: 'session', id: person.sessionId },
      });
      return rotated;
    });
    return { token: opened.token, personId: person.id, needsSecondFactor: false, mustEnrol: false };
  }

  /** Ends the session; the cookie opens nothing from now on. */
  async signOut(session: OpenSession): Promise<void> {
    await inTransaction(this.source, (manager) => this.sessions.end(session.person, manager));
  }
}

function actingAs(id: string, sessionId: string): ActingPerson {
  return { kind: 'person', id, roles: [], sessionId, secondFactorAt: null };
}
