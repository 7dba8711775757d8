import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { CollateralRecordService } from './collateral-record.service.js';
import { stateAfter, type RemedyProgress } from './collateral-transition-rules.js';
import { RemedyPlanService } from './remedy-plan.service.js';

/** Lets the state of a collateral case and the clock of its harm follow the orders. */
@Injectable()
export class CollateralProgressService {
  constructor(
    private readonly collateral: CollateralRecordService,
    private readonly plans: RemedyPlanService,
  ) {}

  /** Does nothing to a case that is not confirmed, but for its clock. May run as often as one likes. */
  async check(manager: EntityManager, actor: Actor, id: string): Promise<void> {
    const collateral = await this.collateral.lock(manager, id);
    if (!collateral) return;
    await this.plans.runClock(manager, id);
    const [progress] = await rows<RemedyProgress>(manager, PROGRESS, [id]);
    if (!progress) return;
    const next = stateAfter(collateral.state, progress);
    if (next !== collateral.state) await this.collateral.go(manager, actor, collateral, next);
  }

  /** Cases whose plan holds this restriction. */
  async ofOrder(manager: EntityManager, orderId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      manager,
      `select distinct i.collateral_case_id as id from platform_order o join remedy_item i on i.restriction_id = o.restriction_id
       where o.id = $1 order by id`,
      [orderId],
    );
    return found.map((row) => row.id);
  }

  /** Cases that this decision was to remedy. */
  async ofDecision(manager: EntityManager, decisionId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      manager,
      'select distinct collateral_case_id as id from remedy_item where decision_id = $1 order by id',
      [decisionId],
    );
    return found.map((row) => row.id);
  }

  /** The decision was taken back in its grace period: what it was to remedy is open again. */
  async takenBack(manager: EntityManager, actor: Actor, decisionId: string): Promise<void> {
    const ids = await this.ofDecision(manager, decisionId);
    await manager.query(
      `update remedy_item set decision_id = null where decision_id = $1
         and exists (select from decision_undo u where u.decision_id = $1)`,
      [decisionId],
    );
    for (const id of ids) await this.check(manager, actor, id);
  }
}

const PROGRESS = `select
    count(*) filter (where i.chosen and i.decision_id is not null)::int as decided,
    count(*) filter (where i.chosen and i.decision_id is not null and is_remedied(i))::int as done,
    count(*) filter (where i.chosen and i.decision_id is null and r.lifted_at is null)::int as open,
    (select count(*)::int from collateral_case c
     cross join lateral subject_family(subject_root(c.subject_id)) as f(id)
     join restriction s on s.subject_id = f.id and s.lifted_at is null where c.id = $1) as residual
  from remedy_item i left join restriction r on r.id = i.restriction_id where i.collateral_case_id = $1`;
