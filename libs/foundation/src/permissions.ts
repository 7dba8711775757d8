import { SetMetadata } from '@nestjs/common';

/** Roles a person may hold (product.md §2). Machines have API keys with scopes instead. */
export const ROLES = [
  'moderator',
  'senior_moderator',
  'appeal_handler',
  'supervisor',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

const everybody: readonly Role[] = ROLES;
const reviewers: readonly Role[] = ['moderator', 'senior_moderator', 'appeal_handler'];
const leads: readonly Role[] = ['senior_moderator', 'supervisor'];
const keepers: readonly Role[] = ['senior_moderator', 'appeal_handler', 'supervisor'];

/**
 * The one permission list: what each right is called and which roles hold it. Every resolver and controller names one
 * of these; a right over a queue additionally needs access to that queue (cases/queue-access).
 */
export const PERMISSIONS = {
  /** One's own session, settings, exposure. */
  'self.use': everybody,
  'queue.read': everybody,
  'queue.manage': ['supervisor', 'administrator'],
  'case.read': everybody,
  'case.claim': reviewers,
  'case.note': [...reviewers, 'supervisor'],
  'case.escalate': [...reviewers, 'supervisor'],
  'case.assign': leads,
  'case.move': leads,
  'case.reopen': leads,
  'decision.read': everybody,
  'decision.make': reviewers,
  'decision.approve': leads,
  'flag.set_aside': leads,
  'flag.import': ['senior_moderator', 'supervisor', 'administrator'],
  'subject.read': everybody,
  'subject.note': [...reviewers, 'supervisor'],
  'subject.merge': leads,
  'search.use': everybody,
  'policy.read': everybody,
  'policy.manage': ['administrator'],
  'routing.manage': ['supervisor', 'administrator'],
  'setting.read': ['supervisor', 'administrator', 'auditor'],
  'setting.manage': ['administrator'],
  'platform.read': everybody,
  'platform.manage': ['administrator'],
  'people.read': ['supervisor', 'administrator', 'auditor'],
  'people.manage': ['administrator'],
  'key.manage': ['administrator'],
  'change.approve': ['supervisor', 'administrator'],
  'audit.read': ['auditor', 'supervisor', 'administrator'],
  'job.read': ['supervisor', 'administrator'],
  'job.retry': ['supervisor', 'administrator'],
  'order.read': everybody,
  'order.retry': ['supervisor', 'administrator'],
  /** The register by reference, class, state and expiry; never who (settled 25). */
  'protection.read': [...keepers, 'administrator', 'auditor'],
  'protection.declare': keepers,
  'protection.verify': keepers,
  /** Who an entry is: with a fresh proof of identity and a reason, and recorded. */
  'protection.reveal': [...leads, 'auditor'],
  /** Measures on people who are or may be protected. */
  'protection.decide': leads,
  'collateral.read': everybody,
  'collateral.work': keepers,
  'appeal.read': [...keepers, 'auditor'],
  'appeal.work': ['appeal_handler', 'senior_moderator'],
  'appeal.manage': leads,
  'notice.read': [...keepers, 'administrator', 'auditor'],
  'notice.manage': ['supervisor', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Scopes an API key may carry. */
export const API_SCOPES = ['flags', 'subjects', 'orders', 'appeals', 'registrations'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** True when any of the roles holds the permission. */
export function holds(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}

export const REQUIRES = 'mizan:requires';
export const REQUIRES_SCOPE = 'mizan:requires-scope';
export const PUBLIC = 'mizan:public';
export const OPEN_TO_ENROLMENT = 'mizan:open-to-enrolment';
export const RECENT_PROOF = 'mizan:recent-proof';

/** Names the right a resolver or controller (or one method) needs. The global guard refuses what names none. */
export const Requires = (permission: Permission) => SetMetadata(REQUIRES, permission);
/** For machines: the API key must carry this scope. */
export const RequiresScope = (scope: ApiScope) => SetMetadata(REQUIRES_SCOPE, scope);
/** Also open to somebody who has to set up a second factor before anything else. */
export const OpenToEnrolment = () => SetMetadata(OPEN_TO_ENROLMENT, true);
/**
 * Besides its right this asks for a proof, at most `recent_proof_minutes` old, that it is still the same person: a code
 * where they have a second factor, else the password. Refused with PROOF_REQUIRED; given by the mutation `proveAgain`.
 */
export const RequiresRecentProof = () => SetMetadata(RECENT_PROOF, true);
/** Open to anybody; the reason is required so that a reviewer can judge it. */
export const Public = (reason: string) => SetMetadata(PUBLIC, reason);
