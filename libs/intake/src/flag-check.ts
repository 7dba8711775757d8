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
import { mediaFault } from './media-intake-rules.js';
import type { ReceivedFlag } from './received-flag.js';

/** A flag whose platform, policy and subject are understood. */
export interface CheckedFlag {
  readonly flag: ReceivedFlag;
  readonly seen: SeenSubject;
  readonly policy: KnownPolicy | null;
}

/** Checks flags against what is known; each by itself, in order. `media` are the hashes of which bytes are kept. */
export function checkFlags(
  flags: readonly ReceivedFlag[],
  origin: IntakeOrigin,
  directory: IntakeDirectory,
  media: ReadonlySet<string>,
  read: (platform: KeyPlatform, reference: SubjectReference) => ReadReference | ReferenceFault,
): (CheckedFlag | { readonly fault: LineFault })[] {
  return flags.map((flag) => {
    const platform = platformFor(flag.platform, origin, directory);
    if (isFault(platform)) return { fault: platform };
    const policy = policyFor(flag.policy, directory);
    if (isFault(policy)) return { fault: policy };
    const refused = mediaFault(flag.evidence, policy?.category ?? null, media);
    if (refused) return { fault: refused };
    const named = read(platform.kind, flag.subject);
    if (!isRead(named)) return { fault: subjectFault(named, flag.subjectField, flag.subject) };
    return { flag, policy, seen: { platformId: platform.id, ...named } };
  });
}
