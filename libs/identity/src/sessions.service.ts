import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction, rows, twiceIfLost } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { sha256 } from '@mizan/foundation/ids.js';
import { preparedRows } from '@mizan/foundation/prepared-statement.js';
import type { Role } from '@mizan/foundation/permissions.js';
import { isPublic } from './session-cookie-rules.js';
import { type SessionStage, stageOf } from './second-factor-rules.js';
import { Session } from './session.entity.js';

/** A request moves `last_seen_at` only when it is older than this, in seconds: most requests then write nothing. */
const TOUCH_AFTER_SECONDS = 30;

/** What a session token opened. Until it is complete it opens nothing but what makes it so. */
export interface OpenSession {
  readonly person: ActingPerson;
  readonly complete: boolean;
  readonly stage: SessionStage;
}

export interface NewSession {
  readonly method: 'password' | 'oidc';
  readonly acr?: string | null;
  readonly userAgent: string | null;
  /** True when the provider proved a second factor. */
  readonly secondFactor?: boolean;
}

/** A token for the browser; the row keeps its hash. */
export interface Opened {
  readonly id: string;
  readonly token: string;
}

interface SessionRow {
  id: string;
  person_id: string;
  roles: Role[];
  second_factor_at: Date | null;
  has_second_factor: boolean;
  required: boolean;
}

/** The open condition, by the database clock: not revoked, not idle, not past its end, its person active. */
const OPEN = `s.revoked_at is null and s.expires_at > clock_timestamp()
  and s.last_seen_at > clock_timestamp() - make_interval(secs => $2) and p.status = 'active'`;

const SELECT = `select s.id, s.person_id, s.second_factor_at, s.last_seen_at, p.totp_confirmed_at is not null as has_second_factor,
    exists (select from person_role r join role_second_factor f on f.role = r.role where r.person_id = p.id
      and (f.required = 'always' or f.required = 'when_public' and $3)) as required,
    array(select role from person_role r where r.person_id = p.id order by role) as roles
  from session s join person p on p.id = s.person_id`;

/** Every request begins with it. $1 hash of the token, $2 idle time in seconds, $3 whether the desk is public. */
const OPEN_SESSION = {
  name: 'open-session',
  text: `with found as (${SELECT} where s.token_hash = $1 and ${OPEN}),
      touched as (
        update session set last_seen_at = clock_timestamp()
        where id = (select id from found where last_seen_at < clock_timestamp() - make_interval(secs => ${TOUCH_AFTER_SECONDS}))
      )
    select * from found`,
};

/** Sessions are rows: looked up at every request, so that ending one is felt at once. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The session of a token as it came in the cookie; counts as use. Null when it opens nothing. */
  async open(token: string): Promise<OpenSession | null> {
    const values = [sha256(token), this.config.SESSION_IDLE_MINUTES * 60, isPublic(this.config)];
    const found = await twiceIfLost(() => preparedRows<SessionRow>(this.source.manager, OPEN_SESSION, values));
    return found[0] ? toOpen(found[0]) : null;
  }

  /** The same session looked at again without counting as use; null as soon as it ended. For sockets, every few seconds. */
  async recheck(sessionId: string): Promise<ActingPerson | null> {
    const found = await rows<SessionRow>(this.source.manager, `${SELECT} where s.id = $1 and ${OPEN}`, [
      sessionId,
      this.config.SESSION_IDLE_MINUTES * 60,
      isPublic(this.config),
    ]);
    const open = found[0] && toOpen(found[0]);
    return open?.complete ? open.person : null;
  }

  /** Which of these sessions still open something; asking does not count as use. */
  async stillOpen(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await rows<SessionRow>(this.source.manager, `${SELECT} where s.id = any($1::uuid[]) and ${OPEN}`, [
      sessionIds,
      this.config.SESSION_IDLE_MINUTES * 60,
      isPublic(this.config),
    ]);
    return new Set(found.filter((row) => toOpen(row).complete).map((row) => row.id));
  }

  /** Starts a session in the caller's transaction; the token is new each time (no fixation). */
  async start(personId: string, session: NewSession, manager: EntityManager): Promise<Opened> {
    const token = newToken();
    const made = await rows<{ id: string }>(
      manager,
      `insert into session (token_hash, person_id, expires_at, second_factor_at, method, acr, user_agent)
       values ($1, $2, clock_timestamp() + make_interval(secs => $3), case when $4 then clock_timestamp() end, $5, $6, $7)
       returning id`,
      [
        sha256(token),
        personId,
        this.config.SESSION_HOURS * 3_600,
        session.secondFactor ?? false,
        session.method,
        session.acr ?? null,
        session.userAgent?.slice(0, 200) ?? null,
      ],
    );
    return { id: made[0]?.id ?? '', token };
  }

  /** Marks the second factor as proved and gives the session a new token; the old one opens nothing any more. */
  async rotate(sessionId: string, manager: EntityManager): Promise<Opened> {
    const token = newToken();
    await manager.query(
      `update session set token_hash = $2, second_factor_at = clock_timestamp(), last_seen_at = clock_timestamp() where id = $1`,
      [sessionId, sha256(token)],
    );
    return { id: sessionId, token };
  }

  /** Marks the second factor as proved in a session that keeps its token: it was complete before. */
  async markSecondFactor(sessionId: string, manager: EntityManager): Promise<void> {
    await manager.query('update session set second_factor_at = clock_timestamp() where id = $1', [sessionId]);
  }

  /** One's own open sessions, newest first. */
  async list(person: ActingPerson): Promise<Session[]> {
    return this.source
      .getRepository(Session)
      .createQueryBuilder('s')
      .where('s.person_id = :person and s.revoked_at is null and s.expires_at > clock_timestamp()', {
        person: person.id,
      })
      .andWhere('s.last_seen_at > clock_timestamp() - make_interval(secs => :idle)', {
        idle: this.config.SESSION_IDLE_MINUTES * 60,
      })
      .orderBy('s.created_at', 'DESC')
      .limit(100)
      .getMany();
  }

  /** Ends one of one's own sessions. NOT_FOUND for anybody else's. */
  async revoke(person: ActingPerson, sessionId: string, manager?: EntityManager): Promise<void> {
    if (!manager) return inTransaction(this.source, (inner) => this.revoke(person, sessionId, inner));
    const ended = await rows<{ id: string }>(
      manager,
      'update session set revoked_at = clock_timestamp() where id = $1 and person_id = $2 and revoked_at is null returning id',
      [sessionId, person.id],
    );
    if (!ended[0]) throw notFound('session');
    await this.audit.record(manager, person, { kind: 'session.revoked', target: { kind: 'session', id: sessionId } });
  }

  /** Ends the session that acts, in the caller's transaction. */
  async end(person: ActingPerson, manager: EntityManager): Promise<void> {
    await manager.query('update session set revoked_at = clock_timestamp() where id = $1 and revoked_at is null', [
      person.sessionId,
    ]);
    const target = { kind: 'session', id: person.sessionId };
    await this.audit.record(manager, person, { kind: 'session.ended', target });
  }

  /** Ends all sessions of a person but one, in the caller's transaction; answers how many. */
  async revokeAll(personId: string, exceptId: string | null, manager: EntityManager): Promise<number> {
    const ended = await rows<{ id: string }>(
      manager,
      `update session set revoked_at = clock_timestamp()
       where person_id = $1 and revoked_at is null and ($2::uuid is null or id <> $2) returning id`,
      [personId, exceptId],
    );
    return ended.length;
  }
}

/** 256 random bits (ASVS 5.0, 7.2.3 asks for 128). */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function toOpen(row: SessionRow): OpenSession {
  const stage = stageOf({
    required: row.required,
    enrolled: row.has_second_factor,
    proved: row.second_factor_at !== null,
  });
  return {
    person: {
      kind: 'person',
      id: row.person_id,
      roles: row.roles,
      sessionId: row.id,
      secondFactorAt: row.second_factor_at,
    },
    complete: stage === 'complete',
    stage,
  };
}
