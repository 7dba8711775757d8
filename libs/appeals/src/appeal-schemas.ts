import { z } from 'zod';
import { COLLATERAL_CLASSES } from './claimed-status.js';
import { MAX_FILES } from './public-file-rules.js';
import { MAX_REASONS } from './appeal-words-rules.js';

/** PostgreSQL keeps no U+0000 in texts. */
const words = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\0'), 'must not hold U+0000');

const namedSubject = z.strictObject({
  url: words(2048).optional().describe('any public or invite link'),
  handle: words(512).optional().describe('public name, with or without @'),
  native_id: z
    .union([words(512), z.int()])
    .transform(String)
    .optional()
    .describe("the platform's own id; as text where it exceeds 53 bits"),
  kind: z.enum(['channel', 'group', 'account', 'bot']).optional(),
});

const evidence = z
  .strictObject({
    name: words(255).describe('what the person calls the file'),
    data: z.base64().max(1_000_000).optional().describe('the bytes, where they fit into the line (1 MiB)'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional()
      .describe('of bytes sent to /v1/media before'),
  })
  .refine((file) => (file.data === undefined) !== (file.sha256 === undefined), {
    message: 'give data or sha256',
    path: ['data'],
  });

/** One line of `POST /v1/appeals`. */
export const appealLine = z
  .strictObject({
    external_id: words(512).describe('unique for the source for all time; a replay gets the first answer'),
    platform: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)
      .optional()
      .describe('code of the platform; may be left out when the key belongs to one'),
    subject: z
      .union([words(2048).transform((text): z.output<typeof namedSubject> => ({ url: text })), namedSubject])
      .optional()
      .describe('whom the decision hit: a link alone, or an object as in a flag'),
    reference: words(64).optional().describe('the one-time reference of the notice that told them'),
    flag_id: z.uuid().optional().describe('of a reporter: the flag that was refused'),
    flag_external_id: words(512).optional().describe("the same by the source's own id of the flag"),
    decision_id: z.uuid().optional().describe('only this decision; default the latest that holds something'),
    reasons: words(MAX_REASONS).describe('why it should be looked at again, in the words of the person'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .describe('of the reasons, and of what the person will be told'),
    claimed_status: z.enum(COLLATERAL_CLASSES).optional().describe('who the person says they are'),
    contact: z
      .strictObject({ name: words(320).optional(), email: words(320).optional() })
      .optional()
      .describe('how the person can be reached; without it they are told by the platform'),
    evidence: z.array(evidence).max(MAX_FILES).optional(),
  })
  .refine(
    (line) =>
      [line.subject, line.reference, line.flag_id, line.flag_external_id].filter((one) => one !== undefined).length ===
      1,
    { message: 'give one of subject, reference, flag_id, flag_external_id', path: ['subject'] },
  )
  .describe('One appeal, of whom a decision hit or of whose flag was refused');
export type AppealLine = z.infer<typeof appealLine>;

/** Answer to one appeal. */
export const appealAnswer = z
  .strictObject({
    line: z.int().min(1).describe('line of the stream, item of the list'),
    status: z.enum(['accepted', 'refused']),
    repeated: z.boolean().optional(),
    number: z.string().optional().describe('A-7K3M-9Q2X; with the secret it opens the status page'),
    secret: z.string().optional().describe('for the person alone'),
    due_at: z.iso.datetime().optional(),
    status_url: z.url().optional(),
    error: z.strictObject({ field: z.string().nullable(), code: z.string(), message: z.string() }).optional(),
  })
  .describe('What the person keeps, or which field was wrong');

/** Answer of `GET /v1/appeals/{number}`. */
export const appealState = z
  .strictObject({
    number: z.string(),
    external_id: z.string().nullable(),
    state: z.enum(['received', 'acknowledged', 'in_review', 'decided', 'executing', 'closed', 'out_of_court']),
    waiting_for_answer: z.boolean(),
    outcome: z
      .enum(['upheld', 'partially_reversed', 'reversed', 'omitted'])
      .nullable()
      .describe('null until it stands, and while it may not be disclosed'),
    submitted_at: z.iso.datetime(),
    due_at: z.iso.datetime(),
    decided_at: z.iso.datetime().nullable(),
    closed_at: z.iso.datetime().nullable(),
  })
  .describe('Where an appeal stands');
