import type { DataSource, EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { ViewLog } from '@mizan/audit/view-log.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { PlatformPaceService } from '@mizan/decisions/platform-pace.service.js';
import { Clock } from '@mizan/foundation/clock.js';
import type { Config } from '@mizan/foundation/config.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { MailerService } from '@mizan/notices/mailer.service.js';
import { NoticeDeliveryService } from '@mizan/notices/notice-delivery.service.js';
import { NoticeReadsService } from '@mizan/notices/notice-reads.service.js';
import { NoticeSendingService } from '@mizan/notices/notice-sending.service.js';
import { NoticeStepsService } from '@mizan/notices/notice-steps.service.js';
import { NoticesService, type QueuedNotice } from '@mizan/notices/notices.service.js';
import { RefusalsService } from '@mizan/notices/refusals.service.js';
import { StatementMakingService } from '@mizan/notices/statement-making.service.js';
import { WordingsService } from '@mizan/notices/wordings.service.js';
import type { ConnectorsService } from '@mizan/platforms/connectors.service.js';
import { testConfig } from './decisions-desk.js';

/** The services of notices on one database. */
export class NoticesDesk {
  readonly audit = new AuditService();
  readonly personal: PersonalText;
  readonly wordings: WordingsService;
  readonly notices: NoticesService;
  readonly statements: StatementMakingService;
  readonly refusals: RefusalsService;
  readonly sending: NoticeSendingService;
  readonly reads: NoticeReadsService;
  readonly steps: NoticeStepsService;

  constructor(
    readonly source: DataSource,
    connectors: ConnectorsService,
    private readonly platformId: string,
    config: Partial<Config> = {},
  ) {
    const told = { ...testConfig(), ...config };
    const settings = new DeskSettings(source, {});
    this.personal = new PersonalText(told);
    this.wordings = new WordingsService(source, this.audit);
    this.notices = new NoticesService(this.wordings, this.personal, this.audit, told);
    this.statements = new StatementMakingService(this.notices, settings, this.audit);
    this.refusals = new RefusalsService(this.notices);
    this.sending = new NoticeSendingService(
      source,
      new NoticeDeliveryService(source, connectors, new MailerService(told), this.personal),
      new PlatformPaceService(),
      new Clock(),
      this.audit,
      settings,
    );
    this.reads = new NoticeReadsService(source, new QueueAccessService(source), this.personal, new ViewLog(source));
    this.steps = new NoticeStepsService(this.audit, this.personal);
  }

  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return inTransaction(this.source, work);
  }

  queue(notice: QueuedNotice): Promise<string> {
    return this.transaction((manager) => this.notices.queue(manager, notice));
  }

  /** An e-mail about an appeal that nobody else has. */
  receipt(change: Partial<QueuedNotice> = {}): QueuedNotice {
    const id = newId();
    return {
      kind: 'appeal_received',
      about: { kind: 'appeal', id },
      recipient: { kind: 'appeal', id },
      platformId: this.platformId,
      language: 'en',
      values: {
        appeal: 'A-1',
        received_on: new Date(),
        due_on: new Date(),
        link: 'http://localhost:4700/appeal/status?n=A-1',
      },
      ...change,
    };
  }

  /** Tries whatever is due until nothing is. */
  async deliver(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      const due = await this.rows<{ id: string }>(
        `select id from notice where state in ('waiting', 'held', 'sending') and next_attempt_at <= clock_timestamp()`,
      );
      if (due.length === 0) return;
      for (const { id } of due) await this.sending.attempt(id);
    }
  }

  async row(
    id: string,
  ): Promise<{ state: string; attempts: number; outcome_code: string | null; informed_at: Date | null }> {
    const [found] = await this.rows<{
      state: string;
      attempts: number;
      outcome_code: string | null;
      informed_at: Date | null;
    }>('select state, attempts, outcome_code, informed_at from notice where id = $1', [id]);
    if (!found) throw new Error('no such notice');
    return found;
  }

  rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rows<Row>(this.source.manager, sql, parameters);
  }

  /** Lets the time until the next try be over. */
  async letTimePass(id: string): Promise<void> {
    await this.source.query('update notice set next_attempt_at = clock_timestamp() where id = $1', [id]);
  }
}
