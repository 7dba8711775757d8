import type { FastifyReply } from 'fastify';
import { AppError, HTTP_STATUS } from '@mizan/foundation/errors.js';
import type { FormFault, FormField } from './public-form-rules.js';
import { writtenDay, type PublicLanguage } from './public-language-rules.js';
import { pageHeaders } from './public-page.js';
import { filled, PUBLIC_WORDS, type PublicWord } from './public-words.js';

/** Fields of services' errors, as the pages name them. */
const FIELDS: Readonly<Record<string, readonly [FormField, PublicWord]>> = {
  reference: ['reference', 'badReference'],
  decision_id: ['reference', 'badReference'],
  platform: ['platform', 'required'],
  subject: ['subject', 'badSubject'],
  report: ['report', 'badReport'],
  flag_id: ['report', 'badReport'],
  reasons: ['reasons', 'required'],
  text: ['answer', 'required'],
  'contact.email': ['email', 'badEmail'],
  files: ['files', 'fileGone'],
};

/** What a failure is called on a page, and its status; what nobody expected is told in one sentence and given as `bug`. */
export function failureOf(
  error: unknown,
  language: PublicLanguage,
): { readonly fault: FormFault; readonly status: number; readonly wait?: number; readonly bug?: true } {
  if (!(error instanceof AppError)) return { fault: { field: 'form', word: 'failed' }, status: 503, bug: true };
  const { code, details } = error;
  const status = HTTP_STATUS[error.kind];
  if (code === 'RATE_LIMITED') {
    const wait = Number(details['retryAfterSeconds'] ?? 60);
    return { fault: limitFault(wait, language), status, wait };
  }
  if (code === 'APPEAL_WINDOW_CLOSED') {
    const day = writtenDay(new Date(String(details['endedAt'])), language);
    return { fault: { field: 'form', word: 'windowClosed', values: { day } }, status };
  }
  if (code === 'APPEAL_OPEN_ALREADY') return { fault: { field: 'form', word: 'openAlready' }, status };
  const [field, word] = FIELDS[String(details['field'] ?? '')] ?? ['form', 'failed'];
  return { fault: { field, word }, status };
}

function limitFault(wait: number, language: PublicLanguage): FormFault {
  const t = PUBLIC_WORDS[language];
  const written = wait < 90 ? filled(t.seconds, { n: wait }) : filled(t.minutes, { n: Math.ceil(wait / 60) });
  return { field: 'form', word: 'rateLimited', values: { wait: written } };
}

/** Sends a page. `wait`: seconds until it may be tried again. */
export async function sendPage(
  reply: FastifyReply,
  language: PublicLanguage,
  page: string,
  { status = 200, wait }: { readonly status?: number; readonly wait?: number | undefined } = {},
): Promise<void> {
  void reply.code(status).headers(pageHeaders(language));
  if (wait !== undefined) void reply.header('retry-after', String(Math.ceil(wait)));
  await reply.send(page);
}
