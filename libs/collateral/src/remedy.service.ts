import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import { ReversalsService } from '@mizan/decisions/reversals.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { CollateralProgressService } from './collateral-progress.service.js';
import { CollateralRecordService, type LockedCollateral } from './collateral-record.service.js';
import { collateralState, nothingToRemedy } from './collateral.errors.js';
import { RemedyPlanService } from './remedy-plan.service.js';
import { decisionsToReverse } from './remedy-plan-rules.js';

/** Hours in which the record of a remedy would be due if it were not decided at once (a press or research appeal's, settled 21). */
const DUE_HOURS = 72;
/** Longest rationale, in characters. */
const MAX_RATIONALE = 10_000;

/** Gives back what was taken: one decision that ends the covers, and its undo orders. */
@Injectable()
export class RemedyService {
  constructor(
    private readonly collateral: CollateralRecordService,
    private readonly plans: RemedyPlanService,
    private readonly progress: CollateralProgressService,
    private readonly special: SpecialCasesService,
    private readonly independence: IndependenceService,
    private readonly reversals: ReversalsService,
  ) {}

  /**
   * Takes back these items of the plan. What another decision also covers stays. Throws NOT_FOUND, COLLATERAL_CHANGED,
   * COLLATERAL_STATE, NOT_INDEPENDENT, NOTHING_TO_REMEDY, INVALID_INPUT, SECOND_PERSON_NEEDED above a hundred restrictions.
   */
  async remedy(
    manager: EntityManager,
    person: ActingPerson,
    id: string,
    version: number,
    asked: { readonly itemIds: readonly string[]; readonly rationale: string },
  ): Promise<void> {
    mustHold(person, 'collateral.work');
    const rationale = asked.rationale.trim();
    if (rationale === '' || rationale.length > MAX_RATIONALE || rationale.includes('\0'))
      throw invalid('rationale', 'Say why, in up to 10,000 characters.', { max: MAX_RATIONALE });
    const collateral = await this.collateral.lockFor(manager, person, id, version);
    if (collateral.state === 'suspected' || collateral.state === 'rejected') throw collateralState(collateral.state);
    const plan = await this.plans.refresh(manager, collateral);
    await this.collateral.mustBeIndependent(manager, person.id, id);
    const chosen = await this.choose(manager, id, asked.itemIds);
    const items = plan.filter((item) => chosen.includes(item.restrictionId));
    if (items.length === 0) throw nothingToRemedy();

    const decisionIds = decisionsToReverse(items);
    const caseId = await this.openCase(manager, person, collateral);
    await this.independence.bar(manager, caseId, decisionIds);
    const made = await this.reversals.reverse(manager, person, {
      caseId,
      decisionIds,
      restrictionIds: items.map((item) => item.restrictionId),
      rationale,
      language: 'en',
      approvedBy: null,
      findings: [{ subjectId: collateral.subjectId, class: collateral.class, basis: collateral.basis, note: '' }],
    });
    await manager.query(
      'update remedy_item set decision_id = $2 where collateral_case_id = $1 and restriction_id = any($3::uuid[])',
      [id, made.decisionId, items.map((item) => item.restrictionId)],
    );
    await manager.query('update collateral_case set case_id = $2, version = version + 1 where id = $1', [id, caseId]);
    await this.collateral.note(manager, person, collateral, 'remedyDecided', {
      decisionId: made.decisionId,
      items: items.length,
    });
    await this.progress.check(manager, person, id);
  }

  /** Writes the choice down; answers the restrictions that were chosen and are not decided on. */
  private async choose(manager: EntityManager, id: string, itemIds: readonly string[]): Promise<string[]> {
    const found = await rows<{ restrictionId: string }>(
      manager,
      `with chosen as (update remedy_item set chosen = id = any($2::uuid[])
         where collateral_case_id = $1 and decision_id is null returning restriction_id, chosen)
       select restriction_id as "restrictionId" from chosen where chosen`,
      [id, itemIds],
    );
    return found.map((row) => row.restrictionId);
  }

  private async openCase(manager: EntityManager, person: ActingPerson, of: LockedCollateral): Promise<string> {
    return this.special.open(manager, person, {
      kind: 'after_check',
      platformId: of.platformId,
      subjectId: of.subjectId,
      queueKind: 'appeals_specialist',
      category: 'general',
      dueAt: new Date(Date.now() + DUE_HOURS * 3_600_000),
      policyId: null,
      language: null,
      appealId: null,
      reason: 'after_check',
    });
  }
}
