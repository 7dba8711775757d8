import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { CollateralOpeningService } from './collateral-opening.service.js';
import { CollateralProgressService } from './collateral-progress.service.js';
import { JudgingService } from './judging.service.js';
import { RemedyPlanService } from './remedy-plan.service.js';

const ACTOR = systemActor('collateral-findings');

interface FoundRow {
  readonly subjectId: string;
  readonly class: `${CollateralClass}`;
  readonly basis: `${CollateralBasis}`;
  readonly note: string;
  readonly foundBy: 'decision_finding' | 'appeal' | 'alarm';
  readonly appealId: string | null;
  readonly decidedBy: string | null;
  readonly roles: ActingPerson['roles'];
}

/** Makes collateral cases of what decisions found. */
@Injectable()
export class CollateralFindingService {
  constructor(
    private readonly openings: CollateralOpeningService,
    private readonly judging: JudgingService,
    private readonly plans: RemedyPlanService,
    private readonly progress: CollateralProgressService,
  ) {}

  /** Takes up the findings of a settled decision; a remedy's own finding is nothing new. May run twice. */
  async takeUp(manager: EntityManager, decisionId: string): Promise<void> {
    const found = await rows<FoundRow>(manager, FOUND, [decisionId]);
    for (const row of found) {
      const { decidedBy, roles, ...finding } = row;
      const { id } = await this.openings.open(manager, ACTOR, { ...finding, decisionId, discreet: false });
      if (row.foundBy === 'decision_finding') continue;
      await this.plans.includeReversed(manager, id, decisionId);
      if (row.foundBy === 'appeal' && decidedBy !== null) {
        const person: ActingPerson = { kind: 'person', id: decidedBy, roles, sessionId: '', secondFactorAt: null };
        await this.judging.confirmByAppeal(manager, person, id, { confirm: true, ...finding });
      }
      await this.progress.check(manager, ACTOR, id);
    }
  }

  /** The same of the decision that answered an appeal, when it is settled. */
  async takeUpAppeal(manager: EntityManager, appealId: string): Promise<void> {
    const [settled] = await rows<{ id: string }>(
      manager,
      `select a.resolution_decision_id as id from appeal a
       join decision_settlement t on t.decision_id = a.resolution_decision_id and t.settled_at is not null
       where a.id = $1 and not exists (select from decision_undo u where u.decision_id = a.resolution_decision_id)`,
      [appealId],
    );
    if (settled) await this.takeUp(manager, settled.id);
  }
}

const FOUND = `select f.subject_id as "subjectId", f.class, f.basis, f.note,
    case c.kind when 'second_look' then case when a.id is null then 'alarm' else 'appeal' end
      when 'after_check' then 'alarm' else 'decision_finding' end as "foundBy",
    a.id as "appealId", p.person_id as "decidedBy",
    coalesce((select array_agg(r.role order by r.role) from person_role r where r.person_id = p.person_id), '{}') as roles
  from collateral_finding f join decision d on d.id = f.decision_id join review_case c on c.id = d.case_id
  left join appeal a on a.resolution_decision_id = d.id
  left join decision_participant p on p.decision_id = d.id and p.role = 'decided'
  where d.id = $1 and not exists (select from decision_undo u where u.decision_id = d.id)
    and not exists (select from remedy_item i where i.decision_id = d.id and i.subject_id is not null
                    and exists (select from collateral_case o where o.id = i.collateral_case_id and o.case_id = c.id))
    and not exists (select from collateral_case o where o.decision_id = d.id and subject_root(o.subject_id) = subject_root(f.subject_id))
  order by f.id`;
