import { z } from 'zod';

/** What this platform accepts at `POST /notices`, as the published platform contract writes it. */
export const NOTICE = z.object({
  type: z.literal('notice.show'),
  timestamp: z.string(),
  data: z.object({
    notice_id: z.uuid(),
    kind: z.string(),
    recipient: z.union([
      z.object({
        subject: z.object({
          kind: z.enum(['channel', 'group', 'account', 'bot']),
          native_id: z.string().nullable(),
          handle: z.string().nullable(),
        }),
      }),
      z.object({ report: z.object({ source: z.string(), external_id: z.string() }) }),
    ]),
    language: z.string(),
    subject_line: z.string(),
    text: z.string(),
    link: z.string().nullable(),
  }),
});
export type PlatformNotice = z.infer<typeof NOTICE>['data'];

export type NoticeAnswer = { outcome: 'delivered'; platform_ref: string } | { outcome: 'gone' };
