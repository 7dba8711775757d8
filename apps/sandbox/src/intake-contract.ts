import type { IdentityKey } from './identity.js';
import type { NetworkFlag } from './network/generate-flags.js';
import type { NetworkLink, NetworkPost, NetworkSubject } from './network/network.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms).toISOString();

/** The contract knows no null: what is not known is left out. */
function known(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''));
}

/** A flag in the words of `POST /v1/flags`. */
export function flagOf(flag: NetworkFlag, now: Date): object {
  const { subject } = flag;
  return known({
    external_id: flag.externalId,
    platform: subject.platform,
    subject: known({
      kind: subject.kind,
      native_id: subject.nativeId,
      handle: subject.handle,
      title: subject.title,
      audience: subject.audience,
      language: subject.language,
    }),
    reason: flag.reason,
    policy: flag.policy,
    confidence: flag.confidence,
    reference: flag.reference,
    reporter: flag.reporter,
    language: subject.language,
    occurred_at: ago(now, flag.hoursAgo * HOUR_MS),
    evidence: flag.posts.map((post) => evidenceOf(subject, post, now)),
  });
}

/** A subject in the words of `POST /v1/subjects`. */
export function subjectOf(subject: NetworkSubject, now: Date, identityKeys: readonly IdentityKey[] = []): object {
  return known({
    platform: subject.platform,
    kind: subject.kind,
    native_id: subject.nativeId,
    handle: subject.handle,
    title: subject.title,
    description: subject.description,
    audience: subject.audience,
    language: subject.language,
    verified: subject.verifiedBadge,
    created_at: ago(now, subject.createdDaysAgo * DAY_MS),
    identity_keys: identityKeys.length > 0 ? identityKeys : null,
  });
}

/** A relation in the words of `POST /v1/links`; `kindOf` says what each end is. */
export function linkOf(
  link: NetworkLink,
  kindOf: (nativeId: string) => NetworkSubject['kind'] | null,
  now: Date,
): object {
  const end = (nativeId: string) => known({ native_id: nativeId, kind: kindOf(nativeId) });
  return {
    platform: link.platform,
    kind: link.kind,
    from: end(link.from),
    to: end(link.to),
    weight: link.weight,
    first_at: ago(now, link.firstDaysAgo * DAY_MS),
    last_at: ago(now, link.lastDaysAgo * DAY_MS),
  };
}

function evidenceOf(subject: NetworkSubject, post: NetworkPost, now: Date): object {
  return known({
    kind: 'message',
    external_ref: post.id,
    author: subject.title,
    text: post.text,
    language: post.language,
    sent_at: ago(now, post.hoursAgo * HOUR_MS),
    media:
      post.media &&
      known({
        kind: post.media.kind,
        mime_type: post.media.mimeType,
        bytes: post.media.bytes,
        duration_seconds: post.media.durationSeconds,
      }),
  });
}
