import type { IntakeService } from '@mizan/intake/intake.service.js';
import type { ExportedFlag } from './network-lines.js';
import { pictureOf, type KeptPicture } from './seed-pictures.js';

type ReceivedFlag = Parameters<IntakeService['receive']>[2][number];

/** A flag of the sandbox's export as intake takes it; its photos are given one of the pictures each. */
export function flagReceived(flag: ExportedFlag['flag'], pictures: readonly KeptPicture[]): ReceivedFlag {
  const { subject } = flag;
  return {
    externalId: flag.external_id,
    platform: flag.platform,
    subject: { url: null, handle: subject.handle ?? null, nativeId: subject.native_id, kind: subject.kind },
    facts: { title: subject.title ?? null, audience: subject.audience ?? null, language: subject.language ?? null },
    reason: flag.reason,
    policy: flag.policy ?? null,
    reporter: flag.reporter ?? null,
    confidence: flag.confidence ?? null,
    language: flag.language,
    evidence: flag.evidence.map(({ external_ref, author, text, language, sent_at, media }) => {
      const picture = media?.kind === 'photo' ? pictureOf(external_ref, pictures) : null;
      return {
        kind: 'message',
        externalRef: external_ref,
        author,
        text,
        language,
        sentAt: new Date(sent_at),
        sentAtLocal: null,
        zoneAssumed: false,
        media: media
          ? {
              kind: media.kind,
              mimeType: picture?.mimeType ?? media.mime_type,
              bytes: picture?.bytes ?? media.bytes,
              durationSeconds: media.duration_seconds ?? null,
              width: picture?.width ?? null,
              height: picture?.height ?? null,
              hash: null,
              note: null,
            }
          : null,
        blobSha256: picture?.blobSha256 ?? null,
      };
    }),
    occurredAt: new Date(flag.occurred_at),
    reference: flag.reference ?? null,
    details: {},
    subjectField: 'subject',
  };
}
