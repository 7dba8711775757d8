import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseDecidingService } from '@mizan/cases/case-deciding.service.js';
import { caseChanged } from '@mizan/cases/cases.errors.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { ReversalsService, type SecondLook } from '@mizan/decisions/reversals.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, notFound } from '@mizan/foundation/errors.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { CascadeService } from './cascade.service.js';
import { AppealAnswersService } from './appeal-answers.service.js';
import { appealClosed } from './appeals.errors.js';
import { liftedBy, resolutionFaults, type ResolutionDraft, type ResolutionFacts } from './resolution-rules.js';

/** What a handler sends to answer an appeal. */
export interface Resolution extends ResolutionDraft {
  readonly appealId: string;
  readonly leaseToken: string;
  /** Of the second look, as the handler read it. */
  readonly version: number;
  readonly finding: ResolutionFinding | null;
}

export type ResolutionFinding = Parameters<ReversalsService['reverse']>[2]['findings'][number];

/** What resolving came to; everything but a broken rule is an answer, because the screen goes on differently with each. */
export type ResolveAnswer =
  | { readonly kind: 'resolved'; readonly appealId: string; readonly decisionId: string }
  | { readonly kind: 'lease_lost'; readonly caseId: string; readonly takenBy: string | null }
  | { readonly kind: 'already_decided'; readonly caseId: string };

/** Answers appeals, in one act: the decision, its reversals, what the person is told, and all that follows. */
@Injectable()
export class ResolvingService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly answers: AppealAnswersService,
    private readonly cases: CaseDecidingService,
    private readonly access: QueueAccessService,
    private readonly reversals: ReversalsService,
    private readonly cascade: CascadeService,
  ) {}

  /**
   * Needs the caller's transaction; run it by `inTransaction` or `once`. Throws NOT_FOUND, APPEAL_CLOSED, CASE_CHANGED,
   * NOT_INDEPENDENT, SECOND_PERSON_NEEDED, and the code of the first broken rule with its field.
   */
  async resolve(manager: EntityManager, person: ActingPerson, asked: Resolution): Promise<ResolveAnswer> {
    mustHold(person, 'appeal.work');
    const appeal = await this.appeals.lock(manager, asked.appealId);
    if (!appeal) throw notFound('appeal');
    if (appeal.caseId === null) throw appealClosed();
    const { own } = await this.cases.lockForDecision(manager, appeal.caseId, []);
    await this.access.mustSee(person, own.queueId, manager);
    const { leaseToken, version } = asked;
    const judged = this.cases.judge(own, { personId: person.id, leaseToken, version });
    if (judged === 'lost')
      return { kind: 'lease_lost', caseId: own.id, takenBy: own.claimedBy === person.id ? null : own.claimedBy };
    if (judged === 'decided' || appeal.outcome !== null) return { kind: 'already_decided', caseId: own.id };
    if (judged === 'changed') throw caseChanged(own.version);
    await this.answers.mustBeIndependent(manager, person, own.id);

    const facts = await this.facts(manager, appeal);
    const [broken] = resolutionFaults(asked, facts);
    if (broken) throw new AppError(broken.code, 'invalid', broken.message, { field: `input.${broken.field}` });
    const lifted = liftedBy(asked, facts);
    // Only who is cleared altogether takes along what fell with them.
    const felled = asked.outcome === 'reversed' && lifted.length > 0 ? await this.cascade.felled(manager, appeal) : [];
    const made = await this.decide(manager, person, appeal, asked, [...lifted, ...felled]);
    await this.answers.record(manager, person, appeal, {
      outcome: asked.outcome,
      reasons: asked.reasons.trim(),
      omittedReason: asked.outcome === 'omitted' ? (asked.omittedReason?.trim() ?? null) : null,
      lifted,
      felled,
      made,
    });
    return { kind: 'resolved', appealId: appeal.id, decisionId: made.decisionId };
  }

  private decide(
    manager: EntityManager,
    person: ActingPerson,
    appeal: LockedAppeal,
    asked: Resolution,
    lifted: readonly string[],
  ): Promise<SecondLook> {
    const caseId = appeal.caseId ?? '';
    const words = { rationale: asked.rationale.trim(), language: appeal.language };
    if (appeal.decisionId === null || lifted.length === 0)
      return this.reversals.confirm(manager, person, { caseId, decisionId: appeal.decisionId, ...words });
    return this.reversals.reverse(manager, person, {
      caseId,
      decisionIds: [appeal.decisionId],
      restrictionIds: lifted,
      approvedBy: null,
      findings: asked.finding ? [asked.finding] : [],
      ...words,
    });
  }

  private async facts(manager: EntityManager, appeal: LockedAppeal): Promise<ResolutionFacts> {
    const covered = await rows<{ id: string }>(
      manager,
      `select a.restriction_id as id from appeal_restriction a
       join restriction_cover v on v.restriction_id = a.restriction_id and v.decision_id = $2 and v.ended_at is null
       where a.appeal_id = $1 and a.asked order by a.restriction_id`,
      [appeal.id, appeal.decisionId],
    );
    return {
      appellant: appeal.appellant,
      decisionId: appeal.decisionId,
      subjectId: appeal.subjectId,
      covered: covered.map((row) => row.id),
    };
  }
}
