import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService, type AuditDetails } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { PlatformPaceService } from '@mizan/decisions/platform-pace.service.js';
import { NoticeDeliveryService } from './notice-delivery.service.js';
import { judgeDelivery, type DeliveryOutcome, type NoticeState } from './notice-retry-rules.js';
import {
  lockDueNotice,
  putOff,
  recordDelivery,
  takeUpNotice,
  type DueNotice,
  type OpenState,
} from './notice-statements.js';
import { noticeEvents } from './notices.events.js';

const ACTOR = systemActor('notices');

/** A call takes at most 15 s, e-mail somewhat longer; a notice that was not heard of since then was cut off. */
const PLATFORM_LEASE_MS = 20_000;
const MAIL_LEASE_MS = 45_000;
const PAUSED_LOOK_MS = 5_000;
const LINE_LOOK_MS = 1_000;

type Start =
  | { readonly waitMs: number | null }
  | { readonly notice: DueNotice; readonly version: number; readonly lineMs: number };

/** One attempt at one notice. Safe to run twice at once and after any crash: its id is shown once. */
@Injectable()
export class NoticeSendingService {
  constructor(
    private readonly source: DataSource,
    private readonly delivery: NoticeDeliveryService,
    private readonly pace: PlatformPaceService,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly settings: DeskSettings,
  ) {}

  /** Answers in how many milliseconds to come again; null = nothing more to do for the desk itself. */
  async attempt(noticeId: string): Promise<number | null> {
    const start = await this.start(noticeId);
    if ('waitMs' in start) return start.waitMs;
    if (start.lineMs > 0) await new Promise((resolve) => setTimeout(resolve, start.lineMs));
    return this.finish(start.notice, start.version, await this.delivery.deliver(start.notice));
  }

  private start(id: string): Promise<Start> {
    return inTransaction(this.source, async (manager) => {
      const notice = await lockDueNotice(manager, id);
      if (!notice) return { waitMs: null };
      if (notice.waitMs > 0) return { waitMs: notice.waitMs };
      const wait = async (state: OpenState, ms: number) => {
        await putOff(manager, id, state, ms);
        return { waitMs: ms };
      };
      // What is on its way already is finished: its person may have read it.
      if (notice.holdMs > 0 && notice.state !== 'sending') {
        if (notice.state !== 'held') await this.audit.record(manager, ACTOR, entry('held', notice));
        return wait('held', notice.holdMs);
      }
      if (notice.channel === 'by_hand') {
        await manager.query(`update notice set state = 'no_address', outcome_code = 'no_channel' where id = $1`, [id]);
        await this.audit.record(manager, ACTOR, entry('no_address', notice, { code: 'no_channel' }));
        return { waitMs: null };
      }
      if (notice.channel === 'connector') {
        if (notice.paused) return wait(notice.state, PAUSED_LOOK_MS);
        const lineMs = await this.pace.take(manager, notice.platformId);
        if (lineMs === null) return wait(notice.state, LINE_LOOK_MS);
        return { notice, version: await takeUpNotice(manager, id, PLATFORM_LEASE_MS + lineMs), lineMs };
      }
      return { notice, version: await takeUpNotice(manager, id, MAIL_LEASE_MS), lineMs: 0 };
    });
  }

  private async finish(notice: DueNotice, version: number, outcome: DeliveryOutcome): Promise<number | null> {
    const now = this.clock.now();
    const verdict = judgeDelivery(outcome, notice.attempts + 1, now, {
      attempts: await this.settings.get('order_attempts'),
      withinMs: (await this.settings.get('order_attempts_minutes')) * 60_000,
    });
    const nextMs = verdict.nextAttemptAt && verdict.nextAttemptAt.getTime() - now.getTime();
    const platformRef = outcome.outcome === 'delivered' ? outcome.platformRef : null;
    return inTransaction(this.source, async (manager) => {
      if (!(await recordDelivery(manager, notice.id, version, { ...verdict, nextMs, platformRef }))) return null;
      const details = { attempts: verdict.attempts, code: verdict.code, channel: notice.channel };
      await this.audit.record(manager, ACTOR, entry(verdict.state, notice, details));
      return nextMs;
    });
  }
}

const VERBS: Readonly<Record<NoticeState, string>> = {
  waiting: 'putOff',
  held: 'held',
  sending: 'takenUp',
  sent: 'sent',
  bounced: 'bounced',
  no_address: 'foundNoAddress',
  failed: 'failed',
};

function entry(state: NoticeState, notice: DueNotice, details: AuditDetails = {}) {
  return {
    kind: `notice.${VERBS[state]}`,
    target: { kind: 'notice', id: notice.id },
    caseId: notice.caseId,
    subjectId: notice.subjectId,
    details: { kind: notice.kind, ...details },
    events: noticeEvents(notice.id),
  };
}
