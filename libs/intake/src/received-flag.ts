import type { SubjectFacts, SubjectReference } from '@mizan/subjects/subjects.service.js';
import type { ReceivedEvidence } from '@mizan/subjects/evidence.service.js';
import type { FlagLine } from './flag-schemas.js';

/** Something that came with a flag; the subject and the flag are filled in when they are known. */
export type FlagEvidence = Omit<ReceivedEvidence, 'platformId' | 'subjectId' | 'flagId'>;

/** A flag as it is taken in, whichever way it came. */
export interface ReceivedFlag {
  readonly externalId: string;
  /** Code of a platform; null = that of the key, file or source. */
  readonly platform: string | null;
  readonly subject: SubjectReference;
  readonly facts: Omit<SubjectFacts, 'subjectId'>;
  readonly reason: string;
  /** Code of a policy. */
  readonly policy: string | null;
  /** Opaque id of who reported. */
  readonly reporter: string | null;
  readonly confidence: number | null;
  readonly language: string | null;
  readonly evidence: readonly FlagEvidence[];
  readonly occurredAt: Date | null;
  readonly reference: string | null;
  readonly details: Readonly<Record<string, string | readonly string[]>>;
  /** Field of the sender that names the subject; faults of it are told under this name. */
  readonly subjectField: string;
}

const date = (text: string | undefined) => (text === undefined ? null : new Date(text));

/** A line of `POST /v1/flags` as a flag. */
export function flagOfLine(line: FlagLine): ReceivedFlag {
  const { subject } = line;
  return {
    externalId: line.external_id,
    platform: line.platform ?? null,
    subject: referenceOf(subject),
    facts: factsOf(subject),
    reason: line.reason,
    policy: line.policy ?? null,
    reporter: line.reporter ?? null,
    confidence: line.confidence ?? null,
    language: line.language ?? null,
    evidence: (line.evidence ?? []).map((item) => ({
      kind: item.kind,
      externalRef: item.external_ref ?? null,
      author: item.author ?? null,
      text: item.text ?? null,
      language: item.language ?? line.language ?? null,
      sentAt: date(item.sent_at),
      sentAtLocal: null,
      zoneAssumed: false,
      media: item.media
        ? {
            kind: item.media.kind,
            mimeType: item.media.mime_type ?? null,
            bytes: item.media.bytes ?? null,
            durationSeconds: item.media.duration_seconds ?? null,
            width: item.media.width ?? null,
            height: item.media.height ?? null,
            hash: item.media.hash ?? null,
            note: item.media.note ?? null,
          }
        : null,
      blobSha256: item.media?.sha256 ?? null,
    })),
    occurredAt: date(line.occurred_at),
    reference: line.reference ?? null,
    details: line.matched === undefined || line.matched.length === 0 ? {} : { matched: [...new Set(line.matched)] },
    subjectField: 'subject',
  };
}

/** Members of a line that say something of a subject. */
export interface FactMembers {
  readonly kind?: 'channel' | 'group' | 'account' | 'bot' | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly audience?: number | undefined;
  readonly language?: string | undefined;
  readonly verified?: boolean | undefined;
  readonly created_at?: string | undefined;
}

/** What a line says of a subject beside its names. */
export function factsOf(line: FactMembers): Omit<SubjectFacts, 'subjectId'> {
  return {
    kind: line.kind ?? null,
    title: line.title ?? null,
    description: line.description ?? null,
    audience: line.audience ?? null,
    language: line.language ?? null,
    verifiedBadge: line.verified ?? null,
    createdOnPlatformAt: date(line.created_at),
  };
}

/** Members of a line that name a subject. */
export interface ReferenceMembers {
  readonly url?: string | undefined;
  readonly handle?: string | undefined;
  readonly native_id?: string | undefined;
  readonly kind?: 'channel' | 'group' | 'account' | 'bot' | undefined;
}

/** How a line names a subject. */
export function referenceOf(line: ReferenceMembers): SubjectReference {
  return {
    url: line.url ?? null,
    handle: line.handle ?? null,
    nativeId: line.native_id ?? null,
    kind: line.kind ?? null,
  };
}
