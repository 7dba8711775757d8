import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ActingKey, ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows, twiceIfLost } from '@mizan/foundation/database.js';
import type { ApiScope } from '@mizan/foundation/permissions.js';
import { readKey } from './api-key-rules.js';
import { enrolmentRequired, secondFactorRequired, unauthenticated } from './identity.errors.js';
import { RateLimitsService } from './rate-limits.service.js';
import { cookiePolicy, readCookie } from './session-cookie-rules.js';
import { RequestBudgetsService } from './request-budgets.service.js';
import { type OpenSession, SessionsService } from './sessions.service.js';

/** What is read of a request, be it HTTP or the upgrade of a socket. */
export interface Credentials {
  readonly headers: { readonly cookie?: string | undefined; readonly authorization?: string | undefined };
}

interface KeyRow {
  id: string;
  source_id: string | null;
  platform_id: string | null;
  scopes: ApiScope[];
  requests_per_minute: number;
}

/** Finds out who a request comes from: the session of its cookie or the API key of its Authorization header. */
@Injectable()
export class AuthenticatorService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionsService,
    private readonly limits: RateLimitsService,
    private readonly budgets: RequestBudgetsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The session of the cookie, also while its second factor is missing; null when there is none. */
  async session(request: Credentials): Promise<OpenSession | null> {
    const token = readCookie(cookiePolicy(this.config.PUBLIC_URL), request.headers.cookie);
    return token ? this.sessions.open(token) : null;
  }

  /**
   * The signed-in person. UNAUTHENTICATED without a session, SECOND_FACTOR_REQUIRED while the code is missing,
   * SECOND_FACTOR_ENROLMENT while one has to be set up, except for what sets it up (`enrolling`),
   * RATE_LIMITED when the operation costs more than is left of the person's budget.
   */
  async person(
    request: Credentials,
    options: { readonly enrolling?: boolean; readonly cost?: number } = {},
  ): Promise<ActingPerson> {
    const session = await this.session(request);
    if (!session) throw unauthenticated();
    if (session.stage === 'code') throw secondFactorRequired();
    if (session.stage === 'enrol' && !options.enrolling) throw enrolmentRequired();
    await this.budgets.take(session.person.id, options.cost ?? 0);
    return session.person;
  }

  /** The machine of the key, its rate counted. UNAUTHENTICATED for an unknown or revoked key, RATE_LIMITED above its rate. */
  async key(request: Credentials): Promise<ActingKey> {
    const sent = readKey(request.headers.authorization);
    if (!sent) throw unauthenticated();
    const found = await twiceIfLost(() =>
      rows<KeyRow>(
        this.source.manager,
        `with found as (
           select id, source_id, platform_id, scopes, requests_per_minute, last_used_at
           from api_key where prefix = $1 and secret_hash = $2 and revoked_at is null
         ), touched as (
           update api_key set last_used_at = clock_timestamp()
           where id = (select id from found where last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
         ) select * from found`,
        [sent.prefix, sent.secretHash],
      ),
    );
    const key = found[0];
    if (!key) throw unauthenticated();
    await this.limits.take(`key:${key.id}`, {
      burst: Math.max(1, Math.ceil(key.requests_per_minute / 6)),
      perMinute: key.requests_per_minute,
    });
    return { kind: 'api_key', id: key.id, sourceId: key.source_id, platformId: key.platform_id, scopes: key.scopes };
  }
}
