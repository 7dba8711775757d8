import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, invalid, notFound } from '@mizan/foundation/errors.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { ProtectionService } from '@mizan/protection/protection.service.js';
import type { DecisionDraft } from './decision-draft.js';
import { MEDIA_REPLY_ASKED } from './decisions.events.js';

/** Hours in which a declared media service may reply (Regulation (EU) 2024/1083, Art. 18(4)(a)). */
export const REPLY_HOURS = 24;
const LONGEST = 20_000;

/** What a declared media service was told and answered, before a measure that rests on terms. */
export interface AskedReply {
  readonly id: string;
  readonly caseId: string;
  readonly policyVersionId: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly crisisReason: string | null;
  readonly repliedAt: Date | null;
  /** The reply came, or its time is over. */
  readonly heard: boolean;
}

/** Whom a draft would hit, and on which case it waits for their reply. */
export interface AskedAbout {
  readonly caseId: string;
  readonly subjectId: string;
  readonly policyVersionId: string;
  readonly draft: Pick<DecisionDraft, 'measures' | 'rationale' | 'language'>;
}

/** Hearing declared media services first (settled 29). */
@Injectable()
export class MediaRepliesService {
  constructor(
    private readonly protection: ProtectionService,
    private readonly access: QueueAccessService,
    private readonly texts: PersonalText,
    private readonly audit: AuditService,
  ) {}

  /** True when the subject belongs to a declared media service that still has time to speak to this version on this case. */
  async isUnheard(
    manager: EntityManager,
    caseId: string,
    subjectId: string,
    policyVersionId: string | null,
  ): Promise<boolean> {
    if (policyVersionId === null || !(await this.protection.isDeclaredMedia(manager, [subjectId])).has(subjectId))
      return false;
    const asked = await this.ofCase(manager, caseId);
    return !asked.some((one) => one.policyVersionId === policyVersionId && one.heard);
  }

  /** Asks once for each case and version; answers until when the service may speak. */
  async ask(manager: EntityManager, actor: Actor, about: AskedAbout): Promise<Date> {
    const { caseId, subjectId, policyVersionId, draft } = about;
    const measures = draft.measures
      .filter((choice) => choice.subjectIds.includes(subjectId))
      .map(({ measure, scope }) => ({ measure, scope }));
    const [made] = await rows<{ id: string; dueAt: Date }>(
      manager,
      `insert into media_reply (case_id, subject_id, policy_version_id, asked_at, due_at, measures, reasons, reasons_language)
       select $1, $2, $3, now, now + make_interval(hours => $4), $5::jsonb, $6, $7 from clock_timestamp() now
       on conflict (case_id, policy_version_id) do nothing returning id, due_at as "dueAt"`,
      [caseId, subjectId, policyVersionId, REPLY_HOURS, JSON.stringify(measures), draft.rationale, draft.language],
    );
    if (made) {
      await this.audit.record(manager, actor, {
        kind: 'mediaReply.asked',
        target: { kind: 'media_reply', id: made.id },
        caseId,
        events: [{ topic: MEDIA_REPLY_ASKED, payload: { mediaReplyId: made.id, caseId } }],
      });
      return made.dueAt;
    }
    const before = (await this.ofCase(manager, caseId)).find((one) => one.policyVersionId === policyVersionId);
    if (!before) throw new Error('A reply was neither asked for nor there.');
    return before.dueAt;
  }

  /**
   * Keeps what the service said; whoever works the case enters it. Throws NOT_FOUND, INVALID_INPUT (`text`),
   * MEDIA_REPLY_GIVEN.
   */
  async record(manager: EntityManager, person: ActingPerson, caseId: string, text: string): Promise<void> {
    const said = text.trim();
    if (said.length < 1 || said.length > LONGEST) throw invalid('text', `1 to ${LONGEST} characters.`);
    const open = await this.open(manager, person, caseId);
    const keyId = await this.texts.createKey(manager);
    const sealed = await this.texts.seal(manager, keyId, said);
    await manager.query(
      `update media_reply set replied_at = clock_timestamp(), reply = $2, key_id = $3, recorded_by = $4 where id = $1`,
      [open.id, sealed, keyId, person.id],
    );
    await this.write(manager, person, 'recorded', open);
  }

  /**
   * Gives the service less time, because of a crisis; the reason is kept. Throws NOT_FOUND, INVALID_INPUT (`hours`,
   * `reason`), MEDIA_REPLY_GIVEN.
   */
  async shorten(
    manager: EntityManager,
    person: ActingPerson,
    caseId: string,
    hours: number,
    reason: string,
  ): Promise<void> {
    const words = reason.trim();
    if (words.length < 1 || words.length > 2_000)
      throw invalid('reason', 'Say which crisis, in 1 to 2,000 characters.');
    if (!(hours >= 1 && hours < REPLY_HOURS)) throw invalid('hours', `1 to ${REPLY_HOURS - 1} hours.`);
    const open = await this.open(manager, person, caseId);
    await manager.query(
      `update media_reply set due_at = least(due_at, asked_at + make_interval(hours => $2)), crisis_reason = $3, shortened_by = $4
       where id = $1`,
      [open.id, Math.floor(hours), words, person.id],
    );
    await this.write(manager, person, 'shortened', open, { hours: Math.floor(hours) });
  }

  /** Of one case, the newest first. */
  ofCase(manager: EntityManager, caseId: string): Promise<AskedReply[]> {
    return rows<AskedReply>(
      manager,
      `select id, case_id as "caseId", policy_version_id as "policyVersionId", asked_at as "askedAt", due_at as "dueAt",
         crisis_reason as "crisisReason", replied_at as "repliedAt",
         replied_at is not null or due_at <= clock_timestamp() as heard
       from media_reply where case_id = $1 order by asked_at desc`,
      [caseId],
    );
  }

  /** What the service said; null when it said nothing, or it was erased. */
  async textOf(manager: EntityManager, id: string): Promise<string | null> {
    const [found] = await rows<{ reply: Buffer | null; keyId: string | null }>(
      manager,
      'select reply, key_id as "keyId" from media_reply where id = $1',
      [id],
    );
    return found?.keyId ? this.texts.open(manager, found.keyId, found.reply) : null;
  }

  private async open(manager: EntityManager, person: ActingPerson, caseId: string): Promise<AskedReply> {
    const [found] = await rows<{ queueId: string }>(
      manager,
      `select c.queue_id as "queueId" from review_case c join media_reply m on m.case_id = c.id
       where c.id = $1 and c.kind = 'stay' for no key update`,
      [caseId],
    );
    if (!found) throw notFound('case');
    await this.access.mustSee(person, found.queueId, manager);
    const [newest] = await this.ofCase(manager, caseId);
    if (!newest) throw notFound('case');
    if (newest.repliedAt !== null)
      throw new AppError('MEDIA_REPLY_GIVEN', 'conflict', 'The reply is there already.', { caseId });
    return newest;
  }

  private async write(
    manager: EntityManager,
    person: ActingPerson,
    what: 'recorded' | 'shortened',
    reply: AskedReply,
    details: Readonly<Record<string, number>> = {},
  ): Promise<void> {
    await this.audit.record(manager, person, {
      kind: `mediaReply.${what}`,
      target: { kind: 'media_reply', id: reply.id },
      caseId: reply.caseId,
      details,
    });
  }
}
