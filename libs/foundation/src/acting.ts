import type { ApiScope, Permission, Role } from './permissions.js';
import { holds } from './permissions.js';
import { forbidden } from './errors.js';

/** A signed-in person, as services see them. First argument of every service method that acts for somebody. */
export interface ActingPerson {
  readonly kind: 'person';
  readonly id: string;
  readonly roles: readonly Role[];
  readonly sessionId: string;
  /** When this session last proved the second factor; null = never. */
  readonly secondFactorAt: Date | null;
}

/** A machine that came with an API key. */
export interface ActingKey {
  readonly kind: 'api_key';
  readonly id: string;
  readonly sourceId: string | null;
  readonly platformId: string | null;
  readonly scopes: readonly ApiScope[];
}

/** The desk itself: sweepers, processors, schedules. */
export interface ActingSystem {
  readonly kind: 'system';
  readonly id: null;
  /** Which part acts, e.g. `lease-sweeper`. */
  readonly part: string;
}

export type Actor = ActingPerson | ActingKey | ActingSystem;

export function systemActor(part: string): ActingSystem {
  return { kind: 'system', id: null, part };
}

/** Throws FORBIDDEN when the person lacks the right. The guard checks first; services check again where it matters. */
export function mustHold(person: ActingPerson, permission: Permission): void {
  if (!holds(person.roles, permission)) throw forbidden(permission);
}
