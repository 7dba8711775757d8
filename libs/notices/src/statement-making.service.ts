import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { noticeLanguage } from './language-rules.js';
import { NoticesService } from './notices.service.js';
import { restrictedSubjects, type RestrictedSubject } from './statement-facts.js';
import { foundAutomatically, statementPhrases, subjectName, windowOf } from './statement-rules.js';

const ACTOR = systemActor('statements');

/** Tells everybody whom a decision restricts why, once for each decision and subject (DSA Art. 17). */
@Injectable()
export class StatementMakingService {
  constructor(
    private readonly notices: NoticesService,
    private readonly settings: DeskSettings,
    private readonly audit: AuditService,
  ) {}

  /** Answers how many statements were made; making them again makes none. */
  async make(manager: EntityManager, decisionId: string): Promise<number> {
    const subjects = await restrictedSubjects(manager, decisionId);
    let made = 0;
    for (const subject of subjects) if (await this.tell(manager, subject)) made += 1;
    return made;
  }

  private async tell(manager: EntityManager, about: RestrictedSubject): Promise<boolean> {
    const language = noticeLanguage(about.subjectLanguage, about.rationaleLanguage);
    const phrases = statementPhrases(language, { ...about, measures: about.restrictions });
    const months = await this.settings.get('appeal_window_months', manager);
    const noticeId = await this.notices.queue(manager, {
      kind: 'statement_of_reasons',
      about: { kind: 'decision', id: about.decisionId },
      recipient: { kind: 'subject', id: about.subjectId },
      platformId: about.platformId,
      language,
      subjectId: about.subjectId,
      caseId: about.caseId,
      values: {
        ...phrases,
        decision: about.decisionNumber,
        decided_on: about.decidedAt,
        subject: subjectName(about),
        facts: about.rationale,
        window: windowOf(months, language),
      },
    });
    const [written] = await rows<{ id: string }>(
      manager,
      `insert into statement (decision_id, subject_id, case_id, platform_id, restriction_ids, policy_version_id, ground,
         source_kinds, automated_detection, automated_decision, language, notice_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, $10, $11)
       on conflict on constraint statement_once do nothing returning id`,
      [
        ...[about.decisionId, about.subjectId, about.caseId, about.platformId],
        ...[about.restrictions.map((each) => each.id), about.policyVersionId, about.ground, about.sourceKinds],
        ...[foundAutomatically(about.sourceKinds), language, noticeId],
      ],
    );
    if (!written) return false;
    await this.audit.record(manager, ACTOR, {
      kind: 'statement.made',
      target: { kind: 'statement', id: written.id },
      caseId: about.caseId,
      subjectId: about.subjectId,
      details: {
        decisionId: about.decisionId,
        noticeId,
        language,
        measures: about.restrictions.map((each) => each.measure),
      },
    });
    return true;
  }
}
