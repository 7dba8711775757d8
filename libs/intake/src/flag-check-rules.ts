import type { ReadReference, ReferenceFault, SubjectReference } from '@mizan/subjects/subjects.service.js';
import type { LineFault } from './flag-schemas.js';
import type { IntakeDirectory, KnownPlatform, KnownPolicy, KnownSource } from './intake-directory.service.js';

/** Where something comes from and on which platform it may speak. */
export interface IntakeOrigin {
  readonly source: KnownSource | null;
  /** The only platform it may speak of; null = any. */
  readonly platformId: string | null;
  /** Taken where a line names no platform and the link does not tell. */
  readonly defaultPlatformId: string | null;
}

/** The platform that a line speaks of, or why it may not. */
export function platformFor(
  code: string | null,
  origin: IntakeOrigin,
  directory: IntakeDirectory,
): KnownPlatform | LineFault {
  const only = origin.platformId ?? origin.source?.platformId ?? null;
  if (code === null) {
    const platform = directory.platformsById.get(only ?? origin.defaultPlatformId ?? '');
    return platform ?? { field: 'platform', code: 'MISSING', message: 'is missing' };
  }
  const platform = directory.platforms.get(code);
  if (!platform) return { field: 'platform', code: 'NOT_FOUND', message: 'No such platform.' };
  if (only !== null && platform.id !== only) {
    return { field: 'platform', code: 'FORBIDDEN', message: 'This source may not speak of that platform.' };
  }
  return platform;
}

/** The policy of a code, null for none, or why not. */
export function policyFor(code: string | null, directory: IntakeDirectory): KnownPolicy | LineFault | null {
  if (code === null) return null;
  return directory.policies.get(code) ?? { field: 'policy', code: 'NOT_FOUND', message: 'No such policy.' };
}

/** True for what names a fault. */
export function isFault<Value extends object>(value: Value | LineFault | null): value is LineFault {
  return value !== null && 'field' in value && 'message' in value;
}

/** The fault of a subject's name under the field that the sender used. */
export function subjectFault(fault: ReferenceFault, field: string, sent: SubjectReference): LineFault {
  const onlyUrl = !sent.handle && !sent.nativeId;
  return { field: onlyUrl ? field : `${field}.${fault.field}`, code: fault.code, message: fault.message };
}

/** True when the name of a subject was understood. */
export function isRead(read: ReadReference | ReferenceFault): read is ReadReference {
  return 'keys' in read;
}
