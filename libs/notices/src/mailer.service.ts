import { Inject, Injectable } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import type { NoticeLanguage } from './notice-kinds.js';
import type { DeliveryOutcome } from './notice-retry-rules.js';
import { readMailFault } from './mail-fault-rules.js';
import { PHRASES } from './phrases.js';

const TIMEOUT_MS = 10_000;

/** What a covering e-mail is made of. */
export interface CoveringMail {
  /** Makes the Message-ID: a mail that is sent again after a crash is the same mail (RFC 5322 3.6.4). */
  readonly noticeId: string;
  readonly number: number;
  readonly to: string;
  readonly language: NoticeLanguage;
  readonly link: string | null;
}

/** Sends e-mail that says that there is a notice, and nothing of what it says. */
@Injectable()
export class MailerService {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'MAIL_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>) {
    this.transport = config.MAIL_URL
      ? nodemailer.createTransport({
          url: config.MAIL_URL,
          connectionTimeout: TIMEOUT_MS,
          greetingTimeout: TIMEOUT_MS,
          socketTimeout: TIMEOUT_MS,
          dnsTimeout: TIMEOUT_MS,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  async send(mail: CoveringMail): Promise<DeliveryOutcome> {
    if (!this.transport) return { outcome: 'no_address', code: 'mail_not_set_up' };
    if (mail.link === null) return { outcome: 'no_address', code: 'no_link' };
    const phrases = PHRASES[mail.language];
    const values = { notice: String(mail.number), link: mail.link };
    const write = (text: string) =>
      text.replace(/\{(notice|link)\}/g, (_whole, name: 'notice' | 'link') => values[name]);
    try {
      const sent = await this.transport.sendMail({
        from: this.config.MAIL_FROM,
        // As an object: text would be read as a list of addresses.
        to: { name: '', address: mail.to },
        subject: write(phrases.mailSubject),
        text: write(phrases.mailBody),
        messageId: `<${mail.noticeId}@${new URL(this.config.PUBLIC_URL).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
      });
      return { outcome: 'delivered', platformRef: sent.messageId };
    } catch (error) {
      return readMailFault(error);
    }
  }
}
