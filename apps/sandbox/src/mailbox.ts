import { z } from 'zod';
import { Journal } from './journal.js';
import { NOTICE, type NoticeAnswer, type PlatformNotice } from './notice-contract.js';
import type { World } from './world.js';

const MAIL = z.object({
  message_id: z.string(),
  from: z.string(),
  to: z.string(),
  subject_line: z.string(),
  text: z.string(),
});
export type Mail = z.infer<typeof MAIL>;

const LINE = z.union([
  z.object({ at: z.string(), platform: z.string(), notice: NOTICE.shape.data }),
  z.object({ at: z.string(), mail: MAIL }),
]);

/** One thing that somebody can read. `shown` is above 1 only if it was put up twice: then something is broken. */
export interface MailboxEntry {
  readonly id: string;
  readonly at: string;
  /** `telegram 4711`, `report telegram-reports r-1`, or an e-mail address. */
  readonly box: string;
  readonly kind: string;
  readonly language: string;
  readonly subjectLine: string;
  readonly text: string;
  readonly link: string | null;
  requests: number;
  shown: number;
}

export type Received = { answer: NoticeAnswer; fresh: boolean } | { conflict: true };

/**
 * Everything that the desk tells people, by whom it is for: notices of the platforms, and e-mail. Each notice id and each
 * Message-ID is put up at most once, also over a kill -9: the line is written before it can be read.
 */
export class Mailbox {
  private readonly entries = new Map<string, MailboxEntry>();
  private readonly journal: Journal;

  constructor(
    dataFolder: string,
    private readonly world: World,
  ) {
    this.journal = new Journal(dataFolder, 'mailbox.jsonl');
    for (const line of this.journal.replay()) {
      const read = LINE.parse(line);
      if ('mail' in read) this.put(mailEntry(read.mail, read.at));
      else this.putNotice(read.platform, read.notice, read.at);
    }
  }

  /** Puts a notice up; one seen before gets its first answer. */
  receive(platform: string, notice: PlatformNotice, at: string): Received {
    const known = this.entries.get(notice.notice_id);
    if (known) {
      known.requests += 1;
      const same = known.text === notice.text && known.box === this.boxOf(platform, notice);
      return same ? { answer: delivered(notice.notice_id), fresh: false } : { conflict: true };
    }
    if (this.boxOf(platform, notice) === null) return { answer: { outcome: 'gone' }, fresh: false };
    this.journal.append({ at, platform, notice });
    this.putNotice(platform, notice, at);
    return { answer: delivered(notice.notice_id), fresh: true };
  }

  /** Puts an e-mail up; the same Message-ID to the same address again is the same e-mail. */
  receiveMail(mail: Mail, at: string): void {
    const known = this.entries.get(mailId(mail));
    if (known) {
      known.requests += 1;
      return;
    }
    this.journal.append({ at, mail });
    this.put(mailEntry(mail, at));
  }

  /** Newest first. */
  of(box: string): MailboxEntry[] {
    return this.all().filter((entry) => entry.box === box);
  }

  all(): MailboxEntry[] {
    return [...this.entries.values()].reverse();
  }

  private putNotice(platform: string, notice: PlatformNotice, at: string): void {
    const box = this.boxOf(platform, notice);
    if (box === null) return;
    const { notice_id: id, kind, language, subject_line: subjectLine, text, link } = notice;
    this.put({ id, at, box, kind, language, subjectLine, text, link, requests: 0, shown: 0 });
  }

  private put(entry: MailboxEntry): void {
    const before = this.entries.get(entry.id);
    this.entries.set(entry.id, {
      ...entry,
      requests: (before?.requests ?? 0) + 1,
      shown: (before?.shown ?? 0) + 1,
    });
  }

  /** Null when nobody is there: a subject that this platform does not know. */
  private boxOf(platform: string, { recipient }: PlatformNotice): string | null {
    if ('report' in recipient) return `report ${recipient.report.source} ${recipient.report.external_id}`;
    const found = this.world.find(platform, recipient.subject.native_id, recipient.subject.handle);
    return found ? boxOfSubject(platform, found.subject.nativeId) : null;
  }
}

export function boxOfSubject(platform: string, nativeId: string): string {
  return `${platform} ${nativeId}`;
}

function delivered(id: string): NoticeAnswer {
  return { outcome: 'delivered', platform_ref: `msg-${id.slice(-12)}` };
}

function mailId(mail: Mail): string {
  return `${mail.message_id} ${mail.to}`;
}

function mailEntry(mail: Mail, at: string): MailboxEntry {
  return {
    id: mailId(mail),
    at,
    box: mail.to,
    kind: 'email',
    language: '',
    subjectLine: mail.subject_line,
    text: mail.text,
    link: /https?:\/\/\S+/.exec(mail.text)?.[0] ?? null,
    requests: 0,
    shown: 0,
  };
}
