import { z } from 'zod';

const kind = z.enum(['channel', 'group', 'account', 'bot']);
const reference = { native_id: z.string(), kind: kind.optional() };

const subject = z.object({
  platform: z.string(),
  kind,
  native_id: z.string(),
  handle: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  audience: z.number().optional(),
  language: z.string().optional(),
  verified: z.boolean().optional(),
  created_at: z.string().optional(),
  identity_keys: z.array(z.object({ kind: z.enum(['phone', 'device']), value: z.string() })).optional(),
});
const link = z.object({
  platform: z.string(),
  kind: z.enum(['administers', 'member_of', 'forwards_from', 'backup_of', 'invites_to']),
  from: z.object(reference),
  to: z.object(reference),
  weight: z.number(),
  first_at: z.string(),
  last_at: z.string(),
});
const evidence = z.object({
  external_ref: z.string(),
  author: z.string(),
  text: z.string(),
  language: z.string(),
  sent_at: z.string(),
  media: z
    .object({ kind: z.string(), mime_type: z.string(), bytes: z.number(), duration_seconds: z.number().optional() })
    .optional(),
});
const flag = z.object({
  external_id: z.string(),
  platform: z.string(),
  subject: subject.omit({ platform: true }),
  reason: z.string(),
  policy: z.string().optional(),
  confidence: z.number().optional(),
  reference: z.string().optional(),
  reporter: z.string().optional(),
  language: z.string(),
  occurred_at: z.string(),
  evidence: z.array(evidence),
});

const line = z.union([z.object({ subject }), z.object({ link }), z.object({ source: z.string(), flag })]);

export type ExportedSubject = z.infer<typeof subject>;
export type ExportedLink = z.infer<typeof link>;
export type ExportedFlag = { source: string; flag: z.infer<typeof flag> };

/** One line of the network that the sandbox prints, in the words of the intake contract. */
export function readExportLine(text: string): z.infer<typeof line> {
  return line.parse(JSON.parse(text));
}
