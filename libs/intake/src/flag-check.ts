import type {
  KeyPlatform,
  ReadReference,
  ReferenceFault,
  SeenSubject,
  SubjectReference,
} from '@mizan/subjects/subjects.service.js';
import { isFault, isRead, platformFor, policyFor, subjectFault, type IntakeOrigin } from './flag-check-rules.js';
import type { LineFault } from './flag-schemas.js';
import type { IntakeDirectory, KnownPolicy } from './intake-directory.service.js';
import type { ReceivedFlag } from './received-flag.js';

/** A flag whose platform, policy and subject are understood. */
export interface CheckedFlag {
  readonly flag: ReceivedFlag;
  readonly seen: SeenSubject;
  readonly policy: KnownPolicy | null;
}

/** Checks flags against what is known; each by itself, in order. */
export function checkFlags(
  flags: readonly ReceivedFlag[],
  origin: IntakeOrigin,
  directory: IntakeDirectory,
  read: (platform: KeyPlatform, reference: SubjectReference) => ReadReference | ReferenceFault,
): (CheckedFlag | { readonly fault: LineFault })[] {
  return flags.map((flag) => {
    const platform = platformFor(flag.platform, origin, directory);
    if (isFault(platform)) return { fault: platform };
    const policy = policyFor(flag.policy, directory);
    if (isFault(policy)) return { fault: policy };
    const named = read(platform.kind, flag.subject);
    if (!isRead(named)) return { fault: subjectFault(named, flag.subjectField, flag.subject) };
    return { flag, policy, seen: { platformId: platform.id, ...named } };
  });
}
