import type { IntakeService } from '@mizan/intake/intake.service.js';
import type { ExportedFlag } from './network-lines.js';

type ReceivedFlag = Parameters<IntakeService['receive']>[2][number];

/** A flag of the sandbox's export as intake takes it. */
export function flagReceived(flag: ExportedFlag['flag']): ReceivedFlag {
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
    evidence: flag.evidence.map(({ external_ref, author, text, language, sent_at, media }) => ({
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
            mimeType: media.mime_type,
            bytes: media.bytes,
            durationSeconds: media.duration_seconds ?? null,
            width: null,
            height: null,
            hash: null,
            note: null,
          }
        : null,
    })),
    occurredAt: new Date(flag.occurred_at),
    reference: flag.reference ?? null,
    details: {},
    subjectField: 'subject',
  };
}
