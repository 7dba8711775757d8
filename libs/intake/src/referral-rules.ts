import { z } from 'zod';
import type { ReceivedFlag } from './received-flag.js';

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\0'), 'must not hold U+0000');
const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((text) => text || null);
const instant = z
  .string()
  .trim()
  .nullish()
  .transform((text) => text || null)
  .refine(
    (text) =>
      text === null || z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]).safeParse(text).success,
    {
      message: 'must be a date or time like 2019-11-22 or 2019-11-22T08:00:00Z',
    },
  );

/** One line of a referral batch: `url, platform, reason, referrer, received_at, reference`; other columns are passed over. */
export const referralLine = z.object({
  url: words(2048),
  platform: optional(64),
  reason: words(10_000),
  referrer: optional(512),
  received_at: instant,
  reference: optional(512),
});
export type ReferralLine = z.infer<typeof referralLine>;

/** Columns of a referral batch. */
export const REFERRAL_COLUMNS = ['url', 'platform', 'reason', 'referrer', 'received_at', 'reference'] as const;

/**
 * A referral as a flag. It is the same referral when its reference, time and link are: `linkKey` is one for all spellings
 * of a link. Times without a zone are read as UTC.
 */
export function flagOfReferral(line: ReferralLine, at: { linkKey: string; platform: string | null }): ReceivedFlag {
  return {
    externalId: ['referral', line.reference ?? '', line.received_at ?? '', at.linkKey].join('\n'),
    platform: at.platform,
    subject: { url: line.url },
    facts: {},
    reason: line.reason,
    policy: null,
    reporter: null,
    confidence: null,
    language: null,
    evidence: [],
    occurredAt: line.received_at === null ? null : instantOf(line.received_at),
    reference: line.reference,
    details: line.referrer === null ? {} : { referrer: line.referrer },
    subjectField: 'url',
  };
}

function instantOf(text: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$|[Zz]$|[+-]\d{2}:?\d{2}$/.test(text) ? text : `${text}Z`);
}
