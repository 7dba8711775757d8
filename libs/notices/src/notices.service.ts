import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { isEmailAddress } from './email-address-rules.js';
import { noticeLanguage } from './language-rules.js';
import { carriesReference, secretsIn, type NoticeKind, type NoticeLanguage } from './notice-kinds.js';
import { noticeEvents } from './notices.events.js';
import { wrongValues } from './notices.errors.js';
import { readReference, writeReference } from './reference-rules.js';
import { measureLines, type ToldMeasure } from './statement-rules.js';
import { fill } from './template-rules.js';
import { valueFaults, writtenValues, type NoticeValue } from './value-rules.js';
import { WordingsService } from './wordings.service.js';

export { NOTICE_KINDS, NOTICE_LANGUAGES, type NoticeKind, type NoticeLanguage } from './notice-kinds.js';

const ACTOR = systemActor('notices');

/** What a notice tells about, by kind (`decision`, `appeal`, `flag` …) and id. */
export interface About {
  readonly kind: string;
  readonly id: string;
}

export interface Recipient {
  readonly kind: 'subject' | 'appeal' | 'flag' | 'person';
  readonly id: string;
}

/** A notice as its author orders it; `values` by placeholder of its kind (notice-kinds.ts). */
export interface QueuedNotice {
  readonly kind: NoticeKind;
  readonly about: About;
  readonly recipient: Recipient;
  readonly platformId: string;
  /** Any language tag; what notices are not written in becomes English. */
  readonly language: string | null;
  readonly values: Readonly<Record<string, NoticeValue>>;
  /** Beside which subject and case it is listed. */
  readonly subjectId?: string | null;
  readonly caseId?: string | null;
  /** Whose disclosure hold silences it; default the decision it is about, if it is about one. */
  readonly decisionId?: string | null;
  readonly notBefore?: Date | null;
  /** E-mail; without it a subject or a reporter is told by the platform, and others by hand. */
  readonly address?: string | null;
  /** Personal key to seal with; default one for each recipient. */
  readonly keyId?: string | null;
}

/** Whom a one-time reference stands for. */
export interface Redeemed {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly about: About;
  readonly recipient: Recipient;
  readonly platformId: string;
  readonly subjectId: string | null;
  readonly decisionId: string | null;
}

/** A notice with its words opened. */
export interface ReadNotice {
  readonly id: string;
  readonly number: number;
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  /** Empty when the person's texts were erased. */
  readonly subjectLine: string;
  readonly body: string;
  readonly link: string | null;
  readonly queuedAt: Date;
  readonly informedAt: Date | null;
}

const REDEEMED = `id as "noticeId", kind, jsonb_build_object('kind', about_kind, 'id', about_id) as about,
  jsonb_build_object('kind', recipient_kind, 'id', recipient_id) as recipient, platform_id as "platformId",
  subject_id as "subjectId", decision_id as "decisionId"`;

/** What people outside are told, each of them once. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly wordings: WordingsService,
    private readonly personal: PersonalText,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'IDENTITY_KEY' | 'PUBLIC_URL'>,
  ) {}

  /**
   * Writes the notice down, finished, and answers its id; it leaves after the commit. The same kind about the same thing
   * to the same recipient is one notice: asking again answers the first. Throws INVALID_INPUT naming `values.<placeholder>`
   * or `address`, NOT_FOUND for the platform.
   */
  async queue(manager: EntityManager, asked: QueuedNotice): Promise<string> {
    const wrong = wrongValues(valueFaults(asked.kind, asked.values));
    if (wrong) throw wrong;
    if (asked.address && !isEmailAddress(asked.address)) throw invalid('address', 'This is not an e-mail address.');
    const known = await this.known(manager, asked);
    if (known !== null) return known;
    const language = noticeLanguage(asked.language);
    const wording = await this.wordings.current(asked.kind, language, manager);
    const keyId = asked.keyId ?? (await this.keyOf(manager, asked.recipient));
    const made = await this.insert(manager, asked, language, wording.version, keyId);
    if (!made) return (await this.known(manager, asked)) ?? this.queue(manager, asked);

    const reference = carriesReference(asked.kind) ? writeReference(randomBytes(10)) : null;
    const link = reference === null ? textOf(asked.values['link']) : `${this.origin()}/appeal?n=${reference}`;
    const texts = writtenValues(asked.kind, language, {
      ...asked.values,
      notice: made.number,
      platform: made.platform,
      ...(reference === null ? {} : { reference }),
      ...(link === null ? {} : { link }),
    });
    const seal = (text: string) => this.personal.seal(manager, keyId, text);
    await manager.query(
      `update notice set sealed_subject_line = $2, sealed_body = $3, sealed_address = $4, link = $5, reference_hash = $6,
         sealed_secrets = $7 where id = $1`,
      [
        made.id,
        await seal(fill(wording.subjectLine, texts)),
        await seal(fill(wording.body, texts)),
        asked.address ? await seal(asked.address.trim()) : null,
        link,
        reference === null ? null : this.referenceHash(reference),
        await seal(JSON.stringify(secretsIn(asked.kind, texts))),
      ],
    );
    await this.audit.record(manager, ACTOR, {
      kind: 'notice.queued',
      target: { kind: 'notice', id: made.id },
      caseId: asked.caseId ?? null,
      subjectId: asked.subjectId ?? null,
      details: {
        kind: asked.kind,
        channel: channelOf(asked),
        language,
        aboutKind: asked.about.kind,
        aboutId: asked.about.id,
      },
      events: noticeEvents(made.id, true),
    });
    return made.id;
  }

  /** Uses a reference up and answers whom it stands for; null when there is none such, or it was used before. */
  async redeem(manager: EntityManager, reference: string): Promise<Redeemed | null> {
    const hash = this.referenceHash(reference);
    if (!hash) return null;
    const [redeemed] = await rows<Redeemed>(
      manager,
      `update notice set reference_used_at = clock_timestamp()
       where reference_hash = $1 and reference_used_at is null returning ${REDEEMED}`,
      [hash],
    );
    if (!redeemed) return null;
    await this.audit.record(manager, ACTOR, {
      kind: 'notice.referenceRedeemed',
      target: { kind: 'notice', id: redeemed.noticeId },
      subjectId: redeemed.subjectId,
    });
    return redeemed;
  }

  /** Whom a reference stands for, without using it up. */
  async lookUp(manager: EntityManager, reference: string): Promise<(Redeemed & { readonly used: boolean }) | null> {
    const hash = this.referenceHash(reference);
    if (!hash) return null;
    const [found] = await rows<Redeemed & { used: boolean }>(
      manager,
      `select ${REDEEMED}, reference_used_at is not null as used from notice where reference_hash = $1`,
      [hash],
    );
    return found ?? null;
  }

  /** When the first notice about it reached somebody; null = nobody knows, so no window has begun. */
  async informedAt(manager: EntityManager, about: About): Promise<Date | null> {
    const [found] = await rows<{ at: Date | null }>(
      manager,
      'select min(informed_at) as at from notice where about_kind = $1 and about_id = $2',
      [about.kind, about.id],
    );
    return found?.at ?? null;
  }

  /** What was told about something, oldest first, for the person themselves; without what is held back. */
  async read(manager: EntityManager, about: About): Promise<ReadNotice[]> {
    const found = await rows<
      Omit<ReadNotice, 'number' | 'subjectLine' | 'body'> & {
        number: string;
        keyId: string;
        line: Buffer;
        text: Buffer;
      }
    >(
      manager,
      `select n.id, n.number, n.kind, n.language, n.link, n.queued_at as "queuedAt", n.informed_at as "informedAt",
         n.key_id as "keyId", n.sealed_subject_line as line, n.sealed_body as text
       from notice n left join decision d on d.id = n.decision_id
       where n.about_kind = $1 and n.about_id = $2 and n.not_before <= clock_timestamp()
         and coalesce(d.disclosure_hold_until <= clock_timestamp(), true)
       order by n.queued_at, n.id`,
      [about.kind, about.id],
    );
    const texts = await this.personal.openMany(
      manager,
      found.flatMap(({ keyId, line, text }) => [
        { keyId, sealed: line },
        { keyId, sealed: text },
      ]),
    );
    return found.map(({ id, number, kind, language, link, queuedAt, informedAt }, index) => ({
      ...{ id, number: Number(number), kind, language, link, queuedAt, informedAt },
      subjectLine: texts[2 * index] ?? '',
      body: texts[2 * index + 1] ?? '',
    }));
  }

  /** Measures as sentences, a line each, for `lifted`, `kept` and `measures`. */
  measureLines(language: string | null, measures: readonly ToldMeasure[]): string {
    return measureLines(noticeLanguage(language), measures);
  }

  private async known(manager: EntityManager, { kind, about, recipient }: QueuedNotice): Promise<string | null> {
    const [found] = await rows<{ id: string }>(
      manager,
      'select id from notice where kind = $1 and about_kind = $2 and about_id = $3 and recipient_id = $4',
      [kind, about.kind, about.id, recipient.id],
    );
    return found?.id ?? null;
  }

  private async insert(
    manager: EntityManager,
    asked: QueuedNotice,
    language: NoticeLanguage,
    templateVersion: number,
    keyId: string,
  ): Promise<{ id: string; number: string; platform: string } | undefined> {
    const [platform] = await rows<{ name: string }>(manager, 'select name from platform where id = $1', [
      asked.platformId,
    ]);
    if (!platform) throw notFound('platform');
    const [made] = await rows<{ id: string; number: string }>(
      manager,
      `insert into notice (kind, about_kind, about_id, recipient_kind, recipient_id, platform_id, subject_id, case_id,
         decision_id, channel, language, template_version, key_id, not_before, next_attempt_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         coalesce($14::timestamptz, clock_timestamp()), coalesce($14::timestamptz, clock_timestamp()))
       on conflict on constraint notice_once do nothing returning id, number`,
      [
        ...[asked.kind, asked.about.kind, asked.about.id, asked.recipient.kind, asked.recipient.id, asked.platformId],
        ...[asked.subjectId ?? null, asked.caseId ?? null],
        asked.decisionId ?? (asked.about.kind === 'decision' ? asked.about.id : null),
        ...[channelOf(asked), language, templateVersion, keyId, asked.notBefore ?? null],
      ],
    );
    return made ? { ...made, platform: platform.name } : undefined;
  }

  private async keyOf(manager: EntityManager, recipient: Recipient): Promise<string> {
    const [known] = await rows<{ id: string }>(
      manager,
      `select k.id from notice n join personal_key k on k.id = n.key_id and k.key is not null
       where n.recipient_id = $1 order by n.queued_at limit 1`,
      [recipient.id],
    );
    return known?.id ?? this.personal.createKey(manager);
  }

  private referenceHash(reference: string): Buffer | null {
    const read = readReference(reference);
    return read === null ? null : keyedHash(this.config.IDENTITY_KEY, 'notice-reference', read);
  }

  private origin(): string {
    return this.config.PUBLIC_URL.replace(/\/+$/, '');
  }
}

function channelOf(asked: QueuedNotice): 'email' | 'connector' | 'by_hand' {
  if (asked.address) return 'email';
  return asked.recipient.kind === 'subject' || asked.recipient.kind === 'flag' ? 'connector' : 'by_hand';
}

function textOf(value: NoticeValue | undefined): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}
