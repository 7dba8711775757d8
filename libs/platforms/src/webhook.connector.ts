import type {
  AskedOutcome,
  Connector,
  ConnectorNotice,
  ConnectorOrder,
  NoticeOutcome,
  OrderOutcome,
  SubjectRef,
  SubjectStateOutcome,
} from './connector.js';
import { REQUEST_LIMIT_BYTES } from './platform-api-schemas.js';
import {
  readAskedAnswer,
  readNoticeAnswer,
  readOrderAnswer,
  readSubjectAnswer,
  type PlatformAnswer,
} from './webhook-answer-rules.js';
import { sendWebhook, type ResolveHost, type WebhookLimits } from './webhook-request.js';
import { signatureHeaders } from './webhook-signature-rules.js';

/** Where a platform listens, and what signs towards it. */
export interface WebhookSettings {
  /** Base address; `/orders`, `/notices` and `/subjects` are added to it. */
  endpointUrl: string;
  /** The current key first; the previous one while it is being rotated. */
  keys: readonly Buffer[];
  allowLoopback: boolean;
  now: () => Date;
  resolveHost?: ResolveHost;
  limits?: WebhookLimits;
}

/** A subject known by an invite alone cannot be named to its platform. */
const NAMELESS = { outcome: 'failed', code: 'subject_without_name' } as const;

const isNameless = (subject: SubjectRef) => subject.nativeId === null && subject.handle === null;

type Unheard = { outcome: 'unknown'; code: string };

/**
 * Connector for any platform that implements the platform contract of `docs/PLATFORM-API.md`: signed requests by
 * Standard Webhooks 1.0.0. The `webhook-id` of a question names what is asked, so that a captured signature
 * opens nothing else.
 */
export class WebhookConnector implements Connector {
  constructor(private readonly settings: WebhookSettings) {}

  apply(order: ConnectorOrder): Promise<OrderOutcome> {
    return this.order('apply', order);
  }

  undo(order: ConnectorOrder): Promise<OrderOutcome> {
    return this.order('undo', order);
  }

  async ask(orderId: string): Promise<AskedOutcome> {
    const answer = await this.call('GET', `/orders/${encodeURIComponent(orderId)}`, orderId, '');
    return 'outcome' in answer ? answer : readAskedAnswer(answer, this.settings.now());
  }

  async fetchState(subject: SubjectRef): Promise<SubjectStateOutcome> {
    if (isNameless(subject)) return NAMELESS;
    const path =
      subject.nativeId !== null
        ? `/subjects/${encodeURIComponent(subject.nativeId)}`
        : `/subjects/by-handle/${encodeURIComponent(subject.handle ?? '')}`;
    const answer = await this.call('GET', path, `subject_${Buffer.from(path).toString('base64url')}`, '');
    return 'outcome' in answer ? answer : readSubjectAnswer(answer, this.settings.now());
  }

  async notify(notice: ConnectorNotice): Promise<NoticeOutcome> {
    const { recipient } = notice;
    if ('subject' in recipient && isNameless(recipient.subject)) return NAMELESS;
    const body = JSON.stringify({
      type: 'notice.show',
      timestamp: this.settings.now().toISOString(),
      data: {
        notice_id: notice.noticeId,
        kind: notice.kind,
        recipient:
          'subject' in recipient
            ? {
                subject: {
                  kind: recipient.subject.kind,
                  native_id: recipient.subject.nativeId,
                  handle: recipient.subject.handle,
                },
              }
            : { report: { source: recipient.report.source, external_id: recipient.report.externalId } },
        language: notice.language,
        subject_line: notice.subjectLine,
        text: notice.text,
        link: notice.link,
      },
    });
    if (Buffer.byteLength(body) > REQUEST_LIMIT_BYTES) return { outcome: 'failed', code: 'request_too_large' };
    const answer = await this.call('POST', '/notices', notice.noticeId, body);
    return 'outcome' in answer ? answer : readNoticeAnswer(answer, this.settings.now());
  }

  private async order(direction: 'apply' | 'undo', order: ConnectorOrder): Promise<OrderOutcome> {
    if (isNameless(order.subject)) return NAMELESS;
    const body = JSON.stringify({
      type: `order.${direction}`,
      timestamp: this.settings.now().toISOString(),
      data: {
        order_id: order.orderId,
        measure: order.measure,
        scope: order.scope,
        direction,
        subject: { kind: order.subject.kind, native_id: order.subject.nativeId, handle: order.subject.handle },
        ...(direction === 'undo' ? { prior_state: order.priorState } : {}),
      },
    });
    if (Buffer.byteLength(body) > REQUEST_LIMIT_BYTES) return { outcome: 'failed', code: 'request_too_large' };
    const answer = await this.call('POST', '/orders', order.orderId, body);
    return 'outcome' in answer ? answer : readOrderAnswer(answer, this.settings.now());
  }

  private async call(
    method: 'GET' | 'POST',
    path: string,
    id: string,
    body: string,
  ): Promise<PlatformAnswer | Unheard> {
    const { endpointUrl, keys, allowLoopback, now, resolveHost, limits } = this.settings;
    const headers = {
      ...signatureHeaders(keys, id, Math.floor(now().getTime() / 1000), body),
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'Mizan-Webhook/1',
    };
    const url = endpointUrl.replace(/\/+$/, '') + path;
    const result = await sendWebhook({ method, url, headers, body, allowLoopback }, resolveHost, limits);
    return result.kind === 'answer' ? result : { outcome: 'unknown', code: result.code };
  }
}
