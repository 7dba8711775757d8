import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import type { MeasureCode } from '@mizan/policies/measure.entity.js';
import type { LockedAppeal } from './appeal-record.service.js';
import type { AppealOutcome } from './appeal-transition-rules.js';
import { readContact } from './appeal-words-rules.js';
import { challengeText } from './challenge-phrases.js';

/** A question as the person is asked it. */
export interface AskedQuestion {
  readonly messageId: string;
  readonly text: string;
  readonly answerDueAt: Date;
}

/** The answer to an appeal, in the person's language. */
export interface AppealAnswer {
  readonly outcome: AppealOutcome;
  readonly reasons: string;
  readonly decidedAt: Date;
  /** Restrictions that were lifted, and those that stay. */
  readonly lifted: readonly MeasureInScope[];
  readonly kept: readonly MeasureInScope[];
}

interface MeasureInScope {
  readonly measure: `${MeasureCode}`;
  readonly scope: string;
}

/** What the person reads while their appeal goes its way; each of these is sent once, however often it is asked for. */
@Injectable()
export class AppealNoticesService {
  constructor(
    private readonly notices: NoticesService,
    private readonly personal: PersonalText,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async acknowledge(manager: EntityManager, appeal: LockedAppeal): Promise<void> {
    await this.queue(
      manager,
      appeal,
      'appeal_received',
      { kind: 'appeal', id: appeal.id },
      {
        received_on: appeal.submittedAt,
        due_on: appeal.dueAt,
      },
    );
  }

  async ask(manager: EntityManager, appeal: LockedAppeal, question: AskedQuestion): Promise<void> {
    await this.queue(
      manager,
      appeal,
      'appeal_question',
      { kind: 'appeal_message', id: question.messageId },
      {
        question: question.text,
        due_on: question.answerDueAt,
      },
    );
  }

  /** That it is still being looked at, or that an answer is still awaited. */
  async remind(manager: EntityManager, appeal: LockedAppeal, question: AskedQuestion | null): Promise<void> {
    const about = question ? { kind: 'appeal_message', id: question.messageId } : { kind: 'appeal', id: appeal.id };
    await this.queue(manager, appeal, 'appeal_reminder', about, {
      question: question?.text ?? '',
      due_on: question?.answerDueAt ?? appeal.dueAt,
    });
  }

  /** A code to the account itself, whoever appeals in its name. */
  async challenge(manager: EntityManager, appeal: LockedAppeal, code: string, until: Date): Promise<void> {
    const about = { kind: 'appeal_challenge', id: appeal.id };
    const question = challengeText(appeal.language, appeal.number, code);
    await this.queue(manager, appeal, 'appeal_question', about, { question, due_on: until }, 'account');
  }

  /** To whoever appealed; as long as it is not known who that is, to the account itself and nobody else. */
  async answer(manager: EntityManager, appeal: LockedAppeal, answer: AppealAnswer): Promise<void> {
    const lines = (measures: readonly MeasureInScope[]) => this.notices.measureLines(appeal.language, measures);
    await this.queue(
      manager,
      appeal,
      `appeal_${answer.outcome}`,
      { kind: 'appeal', id: appeal.id },
      {
        reasons: answer.reasons,
        decided_on: answer.decidedAt,
        ...(answer.outcome === 'partially_reversed' ? { lifted: lines(answer.lifted), kept: lines(answer.kept) } : {}),
        ...(answer.outcome === 'reversed' ? { lifted: lines(answer.lifted) } : {}),
      },
      appeal.verifiedBy === 'none' && appeal.appellant === 'affected' ? 'account' : 'appellant',
    );
  }

  private async queue(
    manager: EntityManager,
    appeal: LockedAppeal,
    kind: `appeal_${'received' | 'question' | 'reminder' | AppealOutcome}`,
    about: { readonly kind: string; readonly id: string },
    values: Readonly<Record<string, string | Date>>,
    to: 'appellant' | 'account' = 'appellant',
  ): Promise<void> {
    const contact = readContact(
      appeal.sealedContact && (await this.personal.open(manager, appeal.keyId, appeal.sealedContact)),
    );
    await this.notices.queue(manager, {
      kind,
      about,
      recipient: to === 'account' ? { kind: 'subject', id: appeal.subjectId } : { kind: 'appeal', id: appeal.id },
      platformId: appeal.platformId,
      language: appeal.language,
      values: { appeal: appeal.number, link: `${this.config.PUBLIC_URL}/appeal/status?n=${appeal.number}`, ...values },
      subjectId: appeal.subjectId,
      caseId: appeal.caseId,
      decisionId: appeal.decisionId,
      address: to === 'account' ? null : (contact.email ?? null),
      keyId: appeal.keyId,
    });
  }
}
