import type { z } from 'zod';
import type { AskedOutcome, NoticeOutcome, OrderOutcome, SubjectStateOutcome } from './connector.js';
import { noticeAnswer, orderAnswer, refusal, subjectAnswer } from './platform-api-schemas.js';

/** An HTTP answer of a platform. */
export interface PlatformAnswer {
  status: number;
  /** The header as received: seconds, or an HTTP date (RFC 9110 10.2.3). */
  retryAfter: string | null;
  body: string;
}

/** Pause when a platform asks to slow down without saying for how long. */
const DEFAULT_PAUSE_SECONDS = 30;
/** A platform cannot put an order off for longer than this at a time. */
const LONGEST_PAUSE_SECONDS = 86_400;

/** When to come back, by the Retry-After header; at least one second from now, at most a day. */
export function retryAt(retryAfter: string | null, now: Date): Date {
  const text = retryAfter?.trim() ?? '';
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  const pause = Number.isFinite(seconds)
    ? Math.min(Math.max(seconds, 1), LONGEST_PAUSE_SECONDS)
    : DEFAULT_PAUSE_SECONDS;
  return new Date(now.getTime() + Math.ceil(pause * 1000));
}

function parsed<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> | null {
  try {
    const result = schema.safeParse(JSON.parse(body));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

type Verdict =
  { outcome: 'deferred'; until: Date } | { outcome: 'failed'; code: string } | { outcome: 'unknown'; code: string };

/**
 * What a status means when the body carried no outcome of its own.
 * Refusals that point at our set-up (signature, wrong path, moved endpoint) are `unknown`, not `failed`: they are tried
 * again and end as stuck, where a person can retry them once the set-up is right. A bare 404 or 410 never means that
 * the subject is gone: a mistyped endpoint would otherwise close every order.
 */
function verdictOf(answer: PlatformAnswer, now: Date): Verdict {
  const { status } = answer;
  if (status === 429 || (status === 503 && answer.retryAfter !== null)) {
    return { outcome: 'deferred', until: retryAt(answer.retryAfter, now) };
  }
  if (status >= 200 && status < 300) return { outcome: 'unknown', code: 'answer_unreadable' };
  if (status >= 300 && status < 400) return { outcome: 'unknown', code: 'redirect_refused' };
  if (status === 401 || status === 403) return { outcome: 'unknown', code: 'signature_refused' };
  if (status === 404 || status === 410) return { outcome: 'unknown', code: 'endpoint_missing' };
  if (status === 408 || status === 425) return { outcome: 'unknown', code: 'not_processed' };
  if (status >= 400 && status < 500)
    return { outcome: 'failed', code: parsed(refusal, answer.body)?.code ?? `http_${status}` };
  return { outcome: 'unknown', code: status >= 500 ? 'server_error' : 'answer_unreadable' };
}

/** Whether a body's own outcome may be believed under this status. */
function speaksForItself(status: number): boolean {
  return (
    (status >= 200 && status < 300) ||
    (status >= 400 && status < 500 && status !== 401 && status !== 403 && status !== 429)
  );
}

/** Reads the answer to a question about an order. */
export function readAskedAnswer(answer: PlatformAnswer, now: Date): AskedOutcome {
  const body = speaksForItself(answer.status) ? parsed(orderAnswer, answer.body) : null;
  if (body === null) return verdictOf(answer, now);
  switch (body.outcome) {
    case 'applied':
      if (answer.status >= 300) return verdictOf(answer, now);
      return { outcome: 'applied', priorState: body.prior_state ?? null, platformRef: body.platform_ref ?? null };
    case 'pending':
      return { outcome: 'deferred', until: retryAt(answer.retryAfter, now) };
    case 'failed':
      return { outcome: 'failed', code: body.code };
    case 'gone':
      return { outcome: 'gone' };
    case 'not_received':
      return { outcome: 'not_received' };
  }
}

/** Reads the answer to an order. */
export function readOrderAnswer(answer: PlatformAnswer, now: Date): OrderOutcome {
  const outcome = readAskedAnswer(answer, now);
  return outcome.outcome === 'not_received' ? { outcome: 'unknown', code: 'answer_unreadable' } : outcome;
}

/** Reads the answer to a notice. */
export function readNoticeAnswer(answer: PlatformAnswer, now: Date): NoticeOutcome {
  const body = speaksForItself(answer.status) ? parsed(noticeAnswer, answer.body) : null;
  if (body === null) return verdictOf(answer, now);
  switch (body.outcome) {
    case 'delivered':
      if (answer.status >= 300) return verdictOf(answer, now);
      return { outcome: 'delivered', platformRef: body.platform_ref ?? null };
    case 'pending':
      return { outcome: 'deferred', until: retryAt(answer.retryAfter, now) };
    case 'failed':
      return { outcome: 'failed', code: body.code };
    case 'gone':
      return { outcome: 'gone' };
  }
}

/** Reads the platform's view of a subject. */
export function readSubjectAnswer(answer: PlatformAnswer, now: Date): SubjectStateOutcome {
  const body = speaksForItself(answer.status) ? parsed(subjectAnswer, answer.body) : null;
  if (body?.outcome === 'gone') return { outcome: 'gone' };
  if (body === null || answer.status >= 300) return verdictOf(answer, now);
  return {
    outcome: 'found',
    visible: body.visible,
    title: body.title ?? null,
    handle: body.handle ?? null,
    audience: body.audience ?? null,
    measures: body.measures,
  };
}
