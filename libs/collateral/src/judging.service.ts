import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { invalid } from '@mizan/foundation/errors.js';
import { CollateralOpeningService } from './collateral-opening.service.js';
import { CollateralProgressService } from './collateral-progress.service.js';
import { CollateralRecordService, type LockedCollateral } from './collateral-record.service.js';
import { collateralState } from './collateral.errors.js';
import { RemedyPlanService } from './remedy-plan.service.js';

/** What a person says of somebody who may have been swept up. */
export interface Judgement {
  readonly confirm: boolean;
  readonly class: `${CollateralClass}`;
  readonly basis: `${CollateralBasis}`;
  readonly note: string;
}

/** Longest note, in characters. */
const MAX_NOTE = 10_000;

/** Says whether somebody was swept up: a person, never the one whose decision it was. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly collateral: CollateralRecordService,
    private readonly openings: CollateralOpeningService,
    private readonly plans: RemedyPlanService,
    private readonly progress: CollateralProgressService,
  ) {}

  /** By hand, by somebody who came upon it. Throws INVALID_INPUT; the caller has looked that the subject may be seen. */
  async open(
    manager: EntityManager,
    person: ActingPerson,
    subjectId: string,
    found: Omit<Judgement, 'confirm'>,
  ): Promise<string> {
    mustHold(person, 'collateral.work');
    const { id } = await this.openings.open(manager, person, {
      subjectId,
      class: found.class,
      basis: found.basis,
      note: noteOf(found.note),
      foundBy: 'decision_finding',
      decisionId: null,
      appealId: null,
      discreet: false,
    });
    return id;
  }

  /** Throws NOT_FOUND, COLLATERAL_CHANGED, COLLATERAL_STATE, NOT_INDEPENDENT, INVALID_INPUT. */
  async judge(
    manager: EntityManager,
    person: ActingPerson,
    id: string,
    version: number,
    judgement: Judgement,
  ): Promise<void> {
    mustHold(person, 'collateral.work');
    const collateral = await this.collateral.lockFor(manager, person, id, version);
    if (collateral.state === 'remedying' || collateral.state === 'remedied') throw collateralState(collateral.state);
    await this.plans.refresh(manager, collateral);
    await this.collateral.mustBeIndependent(manager, person.id, id);
    await this.write(manager, person, collateral, { ...judgement, note: noteOf(judgement.note) });
    await this.progress.check(manager, person, id);
  }

  /** An appeal was granted because of who the person is: that look was independent, and is the judgement. */
  async confirmByAppeal(manager: EntityManager, person: ActingPerson, id: string, judgement: Judgement): Promise<void> {
    const collateral = await this.collateral.lock(manager, id);
    if (collateral?.state !== 'suspected' || (await this.collateral.isBarred(manager, person.id, id))) return;
    await this.write(manager, person, collateral, judgement);
  }

  private async write(
    manager: EntityManager,
    person: ActingPerson,
    collateral: LockedCollateral,
    judgement: Judgement,
  ): Promise<void> {
    const to = judgement.confirm ? 'confirmed' : 'rejected';
    // A person's own finding is theirs to tell; a rejected suspicion of the register stays as hidden as it was.
    await manager.query(
      `update collateral_case set class = $2, basis = $3, note = $4, judged_by = $5, judged_at = clock_timestamp(),
         discreet = discreet and not $6 where id = $1`,
      [collateral.id, judgement.class, judgement.basis, judgement.note, person.id, judgement.confirm],
    );
    const told = { ...collateral, discreet: collateral.discreet && !judgement.confirm };
    if (collateral.state === to)
      await this.collateral.note(manager, person, told, 'judged', { class: judgement.class, basis: judgement.basis });
    else await this.collateral.go(manager, person, told, to, { class: judgement.class, basis: judgement.basis });
  }
}

function noteOf(note: string): string {
  const text = note.trim();
  if (text === '' || text.length > MAX_NOTE || text.includes('\0'))
    throw invalid('note', 'Say what speaks for it, in up to 10,000 characters.', { max: MAX_NOTE });
  return text;
}
