import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import { ReversalsService, type SecondLook } from '@mizan/decisions/reversals.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppealAnswersService } from './appeal-answers.service.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { AppealRoutingService } from './appeal-routing.service.js';
import { SecondLookCasesService } from './second-look-cases.service.js';
import { baseLanguage } from './second-look-run-rules.js';
import type { LockedRun } from './second-look-runs.service.js';

/** Why an item was left as it is; somebody looks at it by itself, or in a later run. */
export type ItemFailure =
  | 'not_independent'
  | 'being_worked'
  | 'awaiting_approval'
  | 'answered_already'
  | 'waits_for_person'
  | 'nothing_stands'
  | 'words_missing';

const ACTOR = systemActor('second-look');

/** Answers one item of a run: a decision of its own on a case of its own, and the answer to its appeal. */
@Injectable()
export class SecondLookAnsweringService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly answers: AppealAnswersService,
    private readonly routing: AppealRoutingService,
    private readonly cases: SecondLookCasesService,
    private readonly independence: IndependenceService,
    private readonly reversals: ReversalsService,
  ) {}

  /** In a transaction of its own, in the name of whoever decided. Answers why not; null = answered, or taken by another. */
  async answer(
    manager: EntityManager,
    person: ActingPerson,
    run: LockedRun,
    itemId: string,
  ): Promise<ItemFailure | null> {
    const item = await lockItem(manager, run.id, itemId);
    if (!item) return null;
    const appeal = await this.appealOf(manager, item);
    if (appeal && appeal.outcome !== null) return 'answered_already';
    if (appeal?.waitingForAnswer) return 'waits_for_person';
    const words = appeal && run.reasons[baseLanguage(appeal.language)];
    if (appeal && words === undefined) return 'words_missing';
    const caseId = appeal?.caseId ?? (await this.cases.ensure(manager, person, item));
    const blocked = await this.blocked(manager, run, caseId);
    if (blocked) return blocked;
    const covered = await coveredBy(manager, item, appeal?.id ?? null);
    if (run.outcome === 'reversed' && covered.length === 0) return 'nothing_stands';
    const made = await this.decide(manager, person, run, { caseId, decisionId: item.decisionId, covered });
    if (appeal && words !== undefined && words !== null)
      await this.answers.record(manager, person, appeal, {
        outcome: run.outcome,
        reasons: words,
        omittedReason: null,
        lifted: run.outcome === 'reversed' ? covered : [],
        made,
      });
    await manager.query(
      `update second_look_item set result = $2, result_decision_id = $3, result_at = clock_timestamp(), failure = null,
         appeal_id = $4, case_id = $5 where id = $1`,
      [itemId, run.outcome, made.decisionId, appeal?.id ?? null, caseId],
    );
    return null;
  }

  /** The item's appeal, or one that was filed since it was queued; on its way to a queue if it was not there yet. */
  private async appealOf(manager: EntityManager, item: LockedItem): Promise<LockedAppeal | null> {
    const [found] =
      item.appealId === null
        ? await rows<{ id: string }>(
            manager,
            `select id from appeal where decision_id = $1 and subject_id = $2 and appellant = 'affected'
               and state in ('received', 'acknowledged', 'in_review')`,
            [item.decisionId, item.subjectId],
          )
        : [{ id: item.appealId }];
    const appeal = found && (await this.appeals.lock(manager, found.id));
    if (!appeal) return null;
    if (appeal.caseId !== null || appeal.outcome !== null) return appeal;
    await this.routing.route(manager, ACTOR, appeal);
    return (await this.appeals.lock(manager, appeal.id)) ?? null;
  }

  private async blocked(manager: EntityManager, run: LockedRun, caseId: string): Promise<ItemFailure | null> {
    const barred = await this.independence.barred(manager, caseId);
    if (barred.includes(run.decidedBy) || (run.approvedBy !== null && barred.includes(run.approvedBy)))
      return 'not_independent';
    const [found] = await rows<{ state: string; held: boolean }>(
      manager,
      `select state, state = 'claimed' and claimed_by <> $2 and lease_expires_at > clock_timestamp() as held
       from review_case where id = $1 for no key update`,
      [caseId, run.decidedBy],
    );
    if (!found || found.state === 'decided' || found.state === 'closed') return 'answered_already';
    if (found.state === 'awaiting_approval') return 'awaiting_approval';
    return found.held ? 'being_worked' : null;
  }

  private decide(
    manager: EntityManager,
    person: ActingPerson,
    run: LockedRun,
    on: { readonly caseId: string; readonly decisionId: string; readonly covered: readonly string[] },
  ): Promise<SecondLook> {
    const words = { caseId: on.caseId, rationale: run.rationale, language: run.language };
    if (run.outcome === 'upheld')
      return this.reversals.confirm(manager, person, { ...words, decisionId: on.decisionId });
    return this.reversals.reverse(manager, person, {
      ...words,
      decisionIds: [on.decisionId],
      restrictionIds: on.covered,
      approvedBy: run.approvedBy,
      findings: [],
    });
  }
}

interface LockedItem {
  readonly id: string;
  readonly decisionId: string;
  readonly subjectId: string;
  readonly appealId: string | null;
  readonly caseId: string | null;
}

/** Undefined when it is answered, not of this run any more, or just taken by another worker. */
async function lockItem(manager: EntityManager, runId: string, itemId: string): Promise<LockedItem | undefined> {
  const [item] = await rows<LockedItem>(
    manager,
    `select id, decision_id as "decisionId", subject_id as "subjectId", appeal_id as "appealId", case_id as "caseId"
     from second_look_item where id = $2 and run_id = $1 and result is null and failure is null for update skip locked`,
    [runId, itemId],
  );
  return item;
}

/** What the decision still holds on the subject; of an appeal, only what it is about. */
async function coveredBy(manager: EntityManager, item: LockedItem, appealId: string | null): Promise<string[]> {
  const found = await rows<{ id: string }>(
    manager,
    `select v.restriction_id as id from restriction_cover v join restriction r on r.id = v.restriction_id
     where v.decision_id = $1 and v.ended_at is null and r.subject_id = $2
       and ($3::uuid is null or exists (select from appeal_restriction a where a.appeal_id = $3 and a.restriction_id = r.id))
     order by r.id`,
    [item.decisionId, item.subjectId, appealId],
  );
  return found.map((row) => row.id);
}
