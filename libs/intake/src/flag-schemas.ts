import { z } from 'zod';
import { IDENTITY_KEY_KINDS, MAX_IDENTITY_KEYS } from '@mizan/subjects/identity-keys.service.js';

/** PostgreSQL keeps no U+0000 in texts. */
const words = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\0'), 'must not hold U+0000');
const instant = z.iso.datetime({ offset: true }).describe('RFC 3339 with an offset, e.g. 2019-11-22T08:00:00Z');
const language = z
  .string()
  .regex(/^[a-z]{2,3}$/)
  .describe('ISO 639');
const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
const subjectKind = z.enum(['channel', 'group', 'account', 'bot']);

const reference = {
  url: words(2048).optional().describe('any public or invite link; spellings of one channel are one subject'),
  handle: words(512).optional().describe('public name, with or without @'),
  native_id: z
    .union([words(512), z.int()])
    .transform(String)
    .optional()
    .describe("the platform's own id; as text where it exceeds 53 bits"),
  kind: subjectKind.optional().describe('default: what the form of the name tells, else channel'),
};
const facts = {
  title: words(1024).optional(),
  description: words(10_000).optional(),
  audience: z.int().min(0).optional().describe('members or followers'),
  language: language.optional(),
  verified: z.boolean().optional(),
  created_at: instant.optional().describe('when it was made on the platform'),
};

/** How a flag names a subject: a link or handle alone, or an object. */
const namedSubject = z.strictObject({ ...reference, ...facts });
const subjectReference = z.union([
  words(2048).transform((text): z.output<typeof namedSubject> => ({ url: text })),
  namedSubject,
]);

const media = z.strictObject({
  kind: words(64).describe('photo, video, voice_message, …'),
  mime_type: words(255).optional(),
  bytes: z.int().min(0).optional(),
  duration_seconds: z.number().min(0).optional(),
  width: z.int().min(0).max(1_000_000).optional(),
  height: z.int().min(0).max(1_000_000).optional(),
  hash: z
    .string()
    .regex(/^[0-9a-f]{16,128}$/)
    .optional()
    .describe('lower-case hexadecimal'),
  note: words(2_000).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('of bytes sent to /v1/media before; refused under a policy of child safety: give hash only'),
});

const evidence = z.strictObject({
  kind: z.enum(['message', 'file_hash', 'screenshot', 'note', 'media']).default('message'),
  external_ref: words(512).optional().describe('id on the platform; kept once for subject and kind'),
  author: words(512).optional(),
  text: words(100_000).optional(),
  language: language.optional(),
  sent_at: instant.optional(),
  media: media.optional(),
});

/** One line of `POST /v1/flags`. */
export const flagLine = z
  .strictObject({
    external_id: words(512).describe('unique for the source for all time; a replay gets the first answer'),
    platform: code.optional().describe('code of the platform; may be left out when the key belongs to one'),
    subject: subjectReference,
    reason: words(10_000),
    policy: code.optional().describe('code of a policy'),
    reporter: words(512).optional().describe('opaque id of who reported; kept as a keyed hash only'),
    confidence: z.number().min(0).max(1).optional(),
    matched: z
      .array(words(200))
      .max(50)
      .optional()
      .describe('words of the evidence that made a detector flag it; they are underlined for the reviewer'),
    language: language.optional().describe('of the content'),
    evidence: z.array(evidence).max(50).optional(),
    occurred_at: instant.optional(),
    reference: words(512).optional().describe("the sender's own number of the report"),
  })
  .describe('One flag about one subject');
export type FlagLine = z.infer<typeof flagLine>;

/** By what a platform would know a person again. */
export const identityKey = z.strictObject({ kind: z.enum(IDENTITY_KEY_KINDS), value: words(512) });

/** One line of `POST /v1/subjects`. */
export const subjectLine = z
  .strictObject({
    platform: code.optional(),
    ...reference,
    ...facts,
    seen_at: instant.optional().describe('when the title was seen'),
    identity_keys: z
      .array(identityKey)
      .max(MAX_IDENTITY_KEYS)
      .optional()
      .describe('by what you would know the person again; kept as keyed hashes only, for POST /v1/registration-checks'),
  })
  .describe('What a platform knows of one of its subjects; what is left out stays as it is known');
export type SubjectLine = z.infer<typeof subjectLine>;

const namedEnd = z.strictObject(reference);
const end = z.union([words(2048).transform((text): z.output<typeof namedEnd> => ({ url: text })), namedEnd]);

/** One line of `POST /v1/links`. */
export const linkLine = z
  .strictObject({
    platform: code.optional(),
    kind: z.enum(['administers', 'member_of', 'forwards_from', 'backup_of', 'invites_to']),
    from: end,
    to: end,
    weight: z.number().gt(0).max(1_000_000_000).default(1).describe('how often it was seen'),
    first_at: instant.optional(),
    last_at: instant.optional(),
  })
  .describe('A relation between two subjects of one platform');
export type LinkLine = z.infer<typeof linkLine>;

/** What was wrong with a line, by the field as the sender wrote it. */
export interface LineFault {
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

/** Answer to one line. `repeated`: the same was received before, and this is its first answer. */
export const lineAnswer = z.strictObject({
  line: z.int().min(1).describe('line of the stream, item of the list'),
  status: z.enum(['accepted', 'refused']),
  repeated: z.boolean().optional(),
  flag_id: z.uuid().optional(),
  case_id: z.uuid().nullable().optional(),
  subject_id: z.uuid().optional(),
  error: z.strictObject({ field: z.string().nullable(), code: z.string(), message: z.string() }).optional(),
});
export type LineAnswer = z.infer<typeof lineAnswer>;

/** Answer of `POST /v1/media`. */
export const keptMedia = z
  .strictObject({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('names the bytes in media.sha256 of a flag'),
    mediaType: z.string().describe('by content'),
    byteSize: z.int().min(1),
  })
  .describe('Bytes that are kept until a flag names them');

/** The first fault of a value, in one sentence; unions report the branch that was meant. */
export function faultOf(error: z.ZodError): LineFault {
  const issue = deepest(error.issues, []);
  const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...issue.path, ...(unknown === undefined ? [] : [unknown])].map(String).join('.');
  const message = unknown === undefined ? (missing ? 'is missing' : issue.message) : 'is not known';
  return {
    field: path === '' ? null : path,
    code: missing ? 'MISSING' : unknown === undefined ? 'INVALID' : 'UNKNOWN_FIELD',
    message,
  };
}

type Issue = z.core.$ZodIssue;

function deepest(issues: readonly Issue[], path: readonly PropertyKey[]): Issue {
  const [first] = issues;
  if (!first) return { code: 'custom', path: [...path], message: 'is not usable', input: undefined };
  if (first.code !== 'invalid_union' || first.errors.length === 0) return { ...first, path: [...path, ...first.path] };
  const branches = first.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepest(branch, [...path, ...first.path]));
  const objects = branches.filter((branch) => !(branch.code === 'invalid_type' && branch.expected === 'string'));
  const [best] = [...objects, ...branches].sort((a, b) => b.path.length - a.path.length);
  return best ?? { ...first, path: [...path, ...first.path] };
}
