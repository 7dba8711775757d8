import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { invalid, violatedConstraint } from '@mizan/foundation/errors.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { NoticesService, type ReadNotice } from '@mizan/notices/notices.service.js';
import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import { readNumber, readSecret } from './appeal-number-rules.js';
import { openAlready } from './appeals.errors.js';
import { AppealQuestionsService } from './appeal-questions.service.js';
import { AppealReceiptService } from './appeal-receipt.service.js';
import type { AppealOutcome } from './appeal-transition-rules.js';
import { AppealVerificationService } from './appeal-verification.service.js';
import { PublicFilesService } from './public-files.service.js';
import type { PublicLanguage } from './public-language-rules.js';
import type { KeptFile } from './public-token-rules.js';

/** What the person may know: never more than they were told, and nothing of the account unless it is theirs (settled 28). */
export interface AppealView {
  readonly number: string;
  readonly submittedAt: Date;
  /** Null while it may not be said, and once it was answered. */
  readonly dueAt: Date | null;
  readonly stage: 'received' | 'inReview' | 'answered' | 'answeredUnverified';
  readonly question: { readonly id: string; readonly text: string; readonly dueAt: Date } | null;
  readonly told: ToldAnswer | null;
  /** A code that was sent to the account would show that it is theirs. */
  readonly codeSent: boolean;
}

export interface ToldAnswer {
  readonly outcome: AppealOutcome;
  readonly language: PublicLanguage;
  readonly body: string;
  /** Lines of text; empty when there is none. */
  readonly lifted: string;
  readonly standing: string;
}

/** Of the right form, and of no appeal: looked up where nothing can be found, so that it takes as long. */
const NO_NUMBER = 'A-0000-0000';
const NO_SECRET = '00000-00000-00000-00000-00000-0';

/** Lets people follow their appeal by its number and secret, and answer what they are asked. */
@Injectable()
export class PublicStatusService {
  constructor(
    private readonly receipts: AppealReceiptService,
    private readonly questions: AppealQuestionsService,
    private readonly notices: NoticesService,
    private readonly files: PublicFilesService,
    private readonly personal: PersonalText,
    private readonly verification: AppealVerificationService,
  ) {}

  /** The appeal's id; null, after the same work, when number and secret do not belong together or cannot be any. */
  open(number: string, secret: string): Promise<string | null> {
    return this.receipts.open(
      this.files.source.manager,
      readNumber(number) ?? NO_NUMBER,
      readSecret(secret) ?? NO_SECRET,
    );
  }

  async view(appealId: string): Promise<AppealView> {
    const manager = this.files.source.manager;
    const [found] = await rows<FoundAppeal>(
      manager,
      `select a.number, a.state, a.verified_by as "verifiedBy", a.submitted_at as "submittedAt", a.due_at as "dueAt",
         a.key_id as "keyId", m.id as "questionId", m.sealed_text as "question", m.answer_due_at as "answerDueAt",
         coalesce(d.disclosure_hold_until > clock_timestamp(), false) as held,
         exists (select from appeal_challenge c where c.appeal_id = a.id and c.answered_at is null
           and c.expires_at > clock_timestamp()) as "codeSent"
       from appeal a left join decision d on d.id = a.decision_id
       left join appeal_message m on m.appeal_id = a.id and not m.from_person and m.answered_at is null
         and m.answer_due_at is not null
       where a.id = $1`,
      [appealId],
    );
    if (!found) throw new Error('The appeal was opened and is gone.');
    const { number, submittedAt } = found;
    if (found.held)
      return { number, submittedAt, dueAt: null, stage: 'received', question: null, told: null, codeSent: false };
    const answer = (await this.notices.read(manager, { kind: 'appeal', id: appealId })).findLast(outcomeOf);
    const verified = found.verifiedBy !== 'none';
    const outcome = answer && outcomeOf(answer);
    const told = answer && outcome && verified ? await this.told(manager, appealId, answer, outcome) : null;
    const text = found.question && !answer ? await this.personal.open(manager, found.keyId, found.question) : null;
    return {
      number,
      submittedAt,
      dueAt: verified && !answer ? found.dueAt : null,
      stage: answer
        ? verified
          ? 'answered'
          : 'answeredUnverified'
        : found.state === 'received' || found.state === 'acknowledged'
          ? 'received'
          : 'inReview',
      question:
        text !== null && found.questionId && found.answerDueAt
          ? { id: found.questionId, text, dueAt: found.answerDueAt }
          : null,
      told,
      codeSent: !verified && found.codeSent,
    };
  }

  /**
   * Answers the question with that id; answering it again changes nothing. Throws INVALID_INPUT (`text`, `files`),
   * APPEAL_CLOSED.
   */
  async answer(appealId: string, questionId: string, text: string, files: readonly KeptFile[]): Promise<void> {
    await inTransaction(this.files.source, async (manager) => {
      // First the lock, then the question: what waited must see what the other did.
      await manager.query('select from appeal where id = $1 for no key update', [appealId]);
      const [open] = await rows<{ id: string; keyId: string }>(
        manager,
        `select m.id, a.key_id as "keyId" from appeal a join appeal_message m on m.appeal_id = a.id
         where a.id = $1 and not m.from_person and m.answered_at is null and m.answer_due_at is not null`,
        [appealId],
      );
      if (open?.id !== questionId) return;
      if (!(await this.files.name(manager, files))) throw invalid('files', 'A file is kept no longer.');
      const messageId = await this.questions.answer(manager, appealId, text);
      await this.files.attach(manager, { appealId, keyId: open.keyId, messageId }, files);
    });
  }

  /** Takes the code that was sent to the account; false when it is not right. Throws APPEAL_OPEN_ALREADY. */
  async confirm(appealId: string, code: string): Promise<boolean> {
    try {
      return await inTransaction(this.files.source, (manager) =>
        this.verification.answerChallenge(manager, appealId, code),
      );
    } catch (error) {
      if (violatedConstraint(error) === 'appeal_one_open') throw openAlready();
      throw error;
    }
  }

  private async told(
    manager: EntityManager,
    appealId: string,
    answer: ReadNotice,
    outcome: AppealOutcome,
  ): Promise<ToldAnswer> {
    const measures = await rows<{ measure: `${MeasureCode}`; scope: string; lifted: boolean }>(
      manager,
      `select r.measure, r.scope, r.lifted_at is not null as lifted from appeal_restriction ar
       join restriction r on r.id = ar.restriction_id where ar.appeal_id = $1 order by r.measure, r.scope`,
      [appealId],
    );
    const lines = (lifted: boolean) => {
      const some = measures.filter((each) => each.lifted === lifted);
      return some.length === 0 ? '' : this.notices.measureLines(answer.language, some);
    };
    return { outcome, language: answer.language, body: answer.body, lifted: lines(true), standing: lines(false) };
  }
}

function outcomeOf({ kind }: ReadNotice): AppealOutcome | undefined {
  switch (kind) {
    case 'appeal_upheld':
      return 'upheld';
    case 'appeal_partially_reversed':
      return 'partially_reversed';
    case 'appeal_reversed':
      return 'reversed';
    case 'appeal_omitted':
      return 'omitted';
    default:
      return undefined;
  }
}

interface FoundAppeal {
  readonly number: string;
  readonly state: string;
  readonly verifiedBy: string;
  readonly submittedAt: Date;
  readonly dueAt: Date;
  readonly keyId: string;
  readonly questionId: string | null;
  readonly question: Buffer | null;
  readonly answerDueAt: Date | null;
  readonly held: boolean;
  readonly codeSent: boolean;
}
