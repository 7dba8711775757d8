import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseHoldsService } from '@mizan/cases/case-holds.service.js';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { systemActor, type ActingPerson, type ActingSystem } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { AppealNoticesService } from './appeal-notices.service.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { stepsOfQuestion } from './appeal-step-rules.js';
import { AppealStepsService } from './appeal-steps.service.js';
import { appealClosed, questionOpen } from './appeals.errors.js';
import { MAX_REASONS } from './appeal-words-rules.js';

const PUBLIC = systemActor('appeal-page');
const QUESTION_STEPS = ['question_reminder', 'question_timeout'] as const;

/** Asking the person, waiting for them, and going on with what they answered or without it. */
@Injectable()
export class AppealQuestionsService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly steps: AppealStepsService,
    private readonly notices: AppealNoticesService,
    private readonly holds: CaseHoldsService,
    private readonly cases: SpecialCasesService,
    private readonly personal: PersonalText,
    private readonly settings: DeskSettings,
  ) {}

  /**
   * Asks, and sets the case aside until the answer comes or its time is over. Throws INVALID_INPUT (`text`),
   * QUESTION_OPEN, APPEAL_CLOSED, CASE_LEASE_LOST.
   */
  async ask(
    manager: EntityManager,
    person: ActingPerson,
    appealId: string,
    lease: { readonly leaseToken: string },
    text: string,
  ): Promise<string> {
    const words = said(text, 'text');
    const appeal = await this.mustLock(manager, appealId);
    if (appeal.state !== 'in_review' || appeal.caseId === null) throw appealClosed();
    if (await this.openQuestion(manager, appealId)) throw questionOpen();
    const days = await this.settings.get('question_days', manager);
    const [times] = await rows<{ now: Date; due: Date }>(
      manager,
      'select clock_timestamp() as now, clock_timestamp() + make_interval(days => $1::int) as due',
      [days],
    );
    if (!times) throw new Error('The database gave no time.');
    await this.holds.hold(
      manager,
      person,
      { caseId: appeal.caseId, leaseToken: lease.leaseToken },
      times.due,
      'appeal question',
    );
    const id = newId();
    await manager.query(
      `insert into appeal_message (id, appeal_id, from_person, author_id, sealed_text, written_at, answer_due_at)
       values ($1, $2, false, $3, $4, $5, $6)`,
      [id, appealId, person.id, await this.personal.seal(manager, appeal.keyId, words), times.now, times.due],
    );
    await this.steps.plan(manager, appealId, stepsOfQuestion(times.now, times.due, id));
    await this.notices.ask(manager, appeal, { messageId: id, text: words, answerDueAt: times.due });
    await this.appeals.change(manager, person, appeal, 'asked', { waiting_for_answer: true }, { messageId: id });
    return id;
  }

  /** What the person writes; answers the open question when there is one. Throws INVALID_INPUT (`text`), APPEAL_CLOSED. */
  async answer(manager: EntityManager, appealId: string, text: string): Promise<string> {
    const words = said(text, 'text');
    const appeal = await this.mustLock(manager, appealId);
    if (appeal.outcome !== null) throw appealClosed();
    const id = newId();
    await manager.query(
      `insert into appeal_message (id, appeal_id, from_person, sealed_text) values ($1, $2, true, $3)`,
      [id, appealId, await this.personal.seal(manager, appeal.keyId, words)],
    );
    const question = await this.openQuestion(manager, appealId);
    if (question) await this.end(manager, PUBLIC, appeal, question, 'answered');
    else await this.appeals.note(manager, PUBLIC, appeal, 'written', { messageId: id });
    return id;
  }

  /** The appeal that a question belongs to. Throws NOT_FOUND. */
  async appealOf(manager: EntityManager, messageId: string): Promise<string> {
    const [found] = await rows<{ appealId: string }>(
      manager,
      `select appeal_id as "appealId" from appeal_message where id = $1 and not from_person`,
      [messageId],
    );
    if (!found) throw notFound('question');
    return found.appealId;
  }

  /** Nobody needs to wait any more. Throws NOT_FOUND. */
  async withdraw(manager: EntityManager, person: ActingPerson, messageId: string): Promise<void> {
    const appealId = await this.appealOf(manager, messageId);
    const appeal = await this.mustLock(manager, appealId);
    const question = await this.openQuestion(manager, appealId);
    if (question?.id === messageId) await this.end(manager, person, appeal, question, 'withdrawn');
  }

  /** The person is told once more that an answer is awaited. */
  async remind(manager: EntityManager, appeal: LockedAppeal, messageId: string | null): Promise<void> {
    const question = await this.openQuestion(manager, appeal.id);
    if (!question || question.id !== messageId) return;
    const text = await this.personal.open(manager, appeal.keyId, question.sealedText);
    if (text !== null)
      await this.notices.remind(manager, appeal, { messageId: question.id, text, answerDueAt: question.dueAt });
  }

  /** The time to answer is over: it is decided on what is there (settled 21). */
  async timeOut(
    manager: EntityManager,
    actor: ActingSystem,
    appeal: LockedAppeal,
    messageId: string | null,
  ): Promise<void> {
    const question = await this.openQuestion(manager, appeal.id);
    if (question && question.id === messageId) await this.end(manager, actor, appeal, question, 'unanswered');
  }

  private async end(
    manager: EntityManager,
    actor: ActingPerson | ActingSystem,
    appeal: LockedAppeal,
    question: OpenQuestion,
    how: 'answered' | 'withdrawn' | 'unanswered',
  ): Promise<void> {
    await manager.query('update appeal_message set answered_at = clock_timestamp() where id = $1', [question.id]);
    await this.steps.drop(manager, appeal.id, QUESTION_STEPS, question.id);
    await this.appeals.change(manager, actor, appeal, how, { waiting_for_answer: false }, { messageId: question.id });
    if (appeal.caseId !== null) await this.cases.resume(manager, actor, appeal.caseId, question.authorId);
  }

  private async openQuestion(manager: EntityManager, appealId: string): Promise<OpenQuestion | undefined> {
    const [found] = await rows<OpenQuestion>(
      manager,
      `select id, author_id as "authorId", sealed_text as "sealedText", answer_due_at as "dueAt" from appeal_message
       where appeal_id = $1 and not from_person and answered_at is null and answer_due_at is not null`,
      [appealId],
    );
    return found;
  }

  private async mustLock(manager: EntityManager, appealId: string): Promise<LockedAppeal> {
    const appeal = await this.appeals.lock(manager, appealId);
    if (!appeal) throw notFound('appeal');
    return appeal;
  }
}

interface OpenQuestion {
  readonly id: string;
  readonly authorId: string;
  readonly sealedText: Buffer;
  readonly dueAt: Date;
}

function said(text: string, field: string): string {
  const words = text.trim();
  if (words === '' || words.length > MAX_REASONS)
    throw invalid(field, `1 to ${MAX_REASONS} characters.`, { max: MAX_REASONS });
  return words;
}
