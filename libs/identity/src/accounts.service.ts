import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { PERMISSIONS, type Permission, holds } from '@mizan/foundation/permissions.js';
import { PasswordsService } from './passwords.service.js';
import { PeopleService } from './people.service.js';
import type { PersonalSettingsInput } from './personal-settings.entity.js';
import { LOCALES, settingsOf, THEMES } from './personal-settings-rules.js';
import { type RateLimit, RateLimitsService } from './rate-limits.service.js';
import { SessionsService } from './sessions.service.js';
import type { Viewer } from './viewer.entity.js';

/** Somebody at an unattended desk must not guess. */
const PASSWORD_TRIES: RateLimit = { burst: 5, perMinute: 1 };

const isPermission = (name: string): name is Permission => name in PERMISSIONS;

/** What people do with their own account. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly audit: AuditService,
    private readonly people: PeopleService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly limits: RateLimitsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async viewer(personId: string): Promise<Viewer> {
    const person = await this.people.byId(personId);
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      roles: person.roles,
      permissions: Object.keys(PERMISSIONS)
        .filter(isPermission)
        .filter((permission) => holds(person.roles, permission)),
      locale: person.locale,
      secondFactor: person.totpConfirmedAt !== null,
      settings: settingsOf(person.settings),
    };
  }

  /** Words of the single sign-on button; null when it is not set up. */
  singleSignOn(): string | null {
    return this.config.OIDC_ISSUER ? this.config.OIDC_NAME : null;
  }

  /** Changes what the input names. INVALID_INPUT (`input.theme`, `input.locale`). */
  async updateSettings(person: ActingPerson, input: PersonalSettingsInput, manager: EntityManager): Promise<void> {
    const { locale, ...settings } = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
    if ('theme' in settings && !THEMES.some((theme) => theme === settings['theme'])) {
      throw invalid('input.theme', 'There is no such theme.', { allowed: THEMES });
    }
    if (locale !== undefined && !LOCALES.some((known) => known === locale)) {
      throw invalid('input.locale', 'There is no such language.', { allowed: LOCALES });
    }
    await manager.query(
      'update person set settings = settings || $2::jsonb, locale = coalesce($3, locale) where id = $1',
      [person.id, JSON.stringify(settings), locale ?? null],
    );
    await this.audit.record(manager, person, {
      kind: 'settings.changed',
      target: { kind: 'person', id: person.id },
      details: { fields: Object.keys(input) },
    });
  }

  /** Counts a try at the old password, before and outside of the change. Code RATE_LIMITED. */
  async countPasswordTry(person: ActingPerson): Promise<void> {
    await this.limits.take(`password:${person.id}`, PASSWORD_TRIES);
  }

  /**
   * Takes a new password into use and ends every other session. INVALID_INPUT names `current`, or `next` (`reason` as
   * PasswordFault).
   */
  async changePassword(person: ActingPerson, current: string, next: string, manager: EntityManager): Promise<void> {
    const found = await rows<{ password_hash: string | null; email: string; name: string }>(
      manager,
      'select password_hash, email::text, name from person where id = $1 for update',
      [person.id],
    );
    const row = found[0];
    if (!(await this.passwords.matches(row?.password_hash ?? null, current))) {
      throw invalid('current', 'This is not your password.', { reason: 'wrong' });
    }
    const hash = await this.passwords.hash(next, [row?.name ?? '', row?.email ?? ''], 'next');
    await manager.query('update person set password_hash = $2, version = version + 1 where id = $1', [person.id, hash]);
    const ended = await this.sessions.revokeAll(person.id, person.sessionId, manager);
    await this.audit.record(manager, person, {
      kind: 'password.changed',
      target: { kind: 'person', id: person.id },
      details: { sessionsEnded: ended },
    });
  }
}
