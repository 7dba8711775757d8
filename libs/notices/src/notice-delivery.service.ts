import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '@mizan/foundation/errors.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { ConnectorsService } from '@mizan/platforms/connectors.service.js';
import { MailerService } from './mailer.service.js';
import type { DeliveryOutcome } from './notice-retry-rules.js';
import type { DueNotice } from './notice-statements.js';

/** Hands one notice to a platform or a mail server; writes nothing and is never called inside a transaction. */
@Injectable()
export class NoticeDeliveryService {
  constructor(
    private readonly source: DataSource,
    private readonly connectors: ConnectorsService,
    private readonly mailer: MailerService,
    private readonly personal: PersonalText,
  ) {}

  /** Safe to repeat: the same notice id, or the same Message-ID, is shown once. */
  deliver(notice: DueNotice): Promise<DeliveryOutcome> {
    return notice.channel === 'email' ? this.byMail(notice) : this.byPlatform(notice);
  }

  private async byMail(notice: DueNotice): Promise<DeliveryOutcome> {
    const to = await this.personal.open(this.source.manager, notice.keyId, notice.sealedAddress);
    if (to === null) return { outcome: 'no_address', code: 'erased' };
    const { id: noticeId, number, language, link } = notice;
    return this.mailer.send({ noticeId, number, to, language, link });
  }

  private async byPlatform(notice: DueNotice): Promise<DeliveryOutcome> {
    const { subject, report, keyId } = notice;
    const recipient = subject ? { subject } : report ? { report } : null;
    if (!recipient) return { outcome: 'no_address', code: 'not_of_this_platform' };
    if (subject && subject.nativeId === null && subject.handle === null)
      return { outcome: 'no_address', code: 'subject_without_name' };
    const subjectLine = await this.personal.open(this.source.manager, keyId, notice.sealedSubjectLine);
    const text = await this.personal.open(this.source.manager, keyId, notice.sealedBody);
    if (subjectLine === null || text === null) return { outcome: 'no_address', code: 'erased' };
    try {
      const connector = await this.connectors.forPlatform(notice.platformId);
      return await connector.notify({
        noticeId: notice.id,
        kind: notice.kind,
        recipient,
        language: notice.language,
        subjectLine,
        text,
        link: notice.link,
      });
    } catch (error) {
      if (error instanceof AppError) return { outcome: 'unknown', code: error.code.toLowerCase() };
      throw error;
    }
  }
}
