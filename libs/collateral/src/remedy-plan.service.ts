import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { harmOf, type HarmSpan } from './harm-rules.js';
import { planFacts } from './remedy-plan-statements.js';
import { planRemedy, type PlannedItem } from './remedy-plan-rules.js';

/** Keeps the plan of a remedy and the clock of the harm in step with what stands. */
@Injectable()
export class RemedyPlanService {
  /**
   * Adds what stands and is not in the plan; takes out what nobody chose and nothing holds any more. What was decided
   * stays. Answers the plan as it is now.
   */
  async refresh(manager: EntityManager, collateral: { id: string; subjectId: string }): Promise<PlannedItem[]> {
    const { standing, because } = await planFacts(manager, collateral.subjectId);
    const plan = planRemedy(standing, because);
    await manager.query(
      `with asked as (select * from jsonb_to_recordset($2::jsonb)
         as p(kind text, "subjectId" uuid, "restrictionId" uuid, chosen boolean, via jsonb)),
       gone as (delete from remedy_item i where i.collateral_case_id = $1 and i.decision_id is null
         and not exists (select from asked a where a."restrictionId" = i.restriction_id and a.kind = i.kind))
       insert into remedy_item as i (collateral_case_id, kind, subject_id, restriction_id, chosen, via)
       select $1, kind, "subjectId", "restrictionId", chosen, via from asked
       on conflict on constraint remedy_item_once do update set via = excluded.via`,
      [
        collateral.id,
        JSON.stringify(
          plan.map(({ kind, subjectId, restrictionId, chosen, via, heldBy }) => ({
            kind,
            subjectId,
            restrictionId,
            chosen,
            via: { link: via, heldBy },
          })),
        ),
      ],
    );
    return plan;
  }

  /** Writes what an earlier decision already took back from the person, so that the clock of the harm counts it. */
  async includeReversed(manager: EntityManager, collateralCaseId: string, decisionId: string): Promise<void> {
    await manager.query(
      `insert into remedy_item (collateral_case_id, kind, subject_id, restriction_id, via, decision_id)
       select c.id, case when r.measure = 'bar_reregistration' then 'bar'
           when r.measure in ('remove_followers', 'revoke_invites') then 'membership' else 'measure' end,
         r.subject_id, r.id, '{"link": "same_person"}', $2
       from collateral_case c cross join lateral subject_family(subject_root(c.subject_id)) as f(id)
       join restriction r on r.subject_id = f.id and r.lifted_at is not null
       where c.id = $1 and exists (select from restriction_cover v where v.restriction_id = r.id and v.ended_by_decision_id = $2)
       on conflict on constraint remedy_item_once do update set decision_id = excluded.decision_id`,
      [collateralCaseId, decisionId],
    );
  }

  /** Reads the orders of what the person and their alternates suffered, and writes the hours down. */
  async runClock(manager: EntityManager, collateralCaseId: string): Promise<void> {
    const spans = await rows<HarmSpan>(manager, SPANS, [collateralCaseId]);
    const harm = harmOf(spans);
    await manager.query(
      `update collateral_case set harm_from = $2, harm_until = $3
       where id = $1 and (harm_from is distinct from $2::timestamptz or harm_until is distinct from $3::timestamptz)`,
      [collateralCaseId, harm.from, harm.until],
    );
  }
}

/**
 * Of what the plan means to take back: when the platform had carried it out, and when it had taken it back. What nobody
 * chose is no harm to the person.
 */
const SPANS = `select
    (select min(o.finished_at) from platform_order o
     where o.restriction_id = i.restriction_id and o.direction = 'apply' and o.state = 'applied') as "inForceAt",
    case when r.lifted_at is null then null else
      (select max(o.finished_at) from platform_order o
       where o.restriction_id = i.restriction_id and o.direction = 'undo' and o.state in ('applied', 'gone')
         and not exists (select from platform_order l where l.restriction_id = o.restriction_id and l.state <> 'cancelled'
           and (l.created_at, l.id) > (o.created_at, o.id))) end as "undoneAt"
  from remedy_item i join restriction r on r.id = i.restriction_id where i.collateral_case_id = $1 and i.chosen`;
