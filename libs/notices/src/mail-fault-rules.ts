import { z } from 'zod';
import type { DeliveryOutcome } from './notice-retry-rules.js';

const FAULT = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.int().optional(),
});

/** Replies about the recipient or the message come to these commands; to others they are about our own set-up. */
const ABOUT_THE_MAIL = ['RCPT TO', 'DATA'];

/**
 * What a mail server's refusal means: 5yz to the recipient or the message is final (RFC 5321 4.2.1), everything else
 * may pass: another try is made.
 */
export function readMailFault(error: unknown): DeliveryOutcome {
  const parsed = FAULT.safeParse(error);
  const { code, command, responseCode } = parsed.success ? parsed.data : {};
  if (responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MAIL.includes(command ?? ''))
    return { outcome: 'bounced', code: `smtp_${responseCode}` };
  if (responseCode !== undefined) return { outcome: 'unknown', code: `smtp_${responseCode}` };
  return { outcome: 'unknown', code: code === 'ETIMEDOUT' ? 'timeout' : 'mail_unreachable' };
}
