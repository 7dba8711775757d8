import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';

/**
 * Keeps those who had a part in decisions away from the case that looks at them again (DSA Art. 20(6); settled 2). What
 * is written here is read by the claim (as exclusions) and by triggers of the database (for everything else).
 */
@Injectable()
export class IndependenceService {
  /**
   * Bars everybody who proposed, decided, approved, sampled or executed one of these decisions, or one that it corrects
   * or was corrected by, from the case. May be called again when more becomes known. What was found at second looks at
   * others whom the same decision touched bars nobody: else a handler could look at one appeal of a wave only.
   */
  async bar(manager: EntityManager, caseId: string, decisionIds: readonly string[]): Promise<void> {
    await manager.query(
      `with recursive lineage(id) as (
         select unnest($2::uuid[])
         union
         select other.id from lineage l join decision d on d.id = l.id
         join decision other on other.id = d.corrects_decision_id or other.corrects_decision_id = d.id
         join review_case looked on looked.id = other.case_id
         where looked.kind not in ('second_look', 'after_check')
           or looked.subject_id = (select own.subject_id from review_case own where own.id = $1)
       )
       insert into case_independence (case_id, decision_id)
       select $1, l.id from lineage l join decision d on d.id = l.id where d.case_id <> $1 on conflict do nothing`,
      [caseId, decisionIds],
    );
    await manager.query(
      `insert into claim_exclusion (person_id, case_id, reason)
       select person_id, $1, 'independence' from unnest($2::uuid[]) as barred(person_id)
       on conflict (person_id, case_id, reason) where case_id is not null do nothing`,
      [caseId, await this.barred(manager, caseId)],
    );
  }

  /** Everybody who may not work the case. */
  async barred(manager: EntityManager, caseId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      manager,
      `select p.person_id as id from case_independence i join decision_participant p on p.decision_id = i.decision_id
       where i.case_id = $1
       union
       select person.id from case_independence i join decision d on d.id = i.decision_id
       join decision_proposal o on o.case_id = d.case_id
       cross join lateral (values (o.proposed_by), (o.decided_by)) as person(id)
       where i.case_id = $1 and person.id is not null
       order by id`,
      [caseId],
    );
    return found.map((row) => row.id);
  }

  /** Active people who have access to the case's queue by role or name and are not barred. */
  async eligible(manager: EntityManager, caseId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      manager,
      `select p.id from person p join review_case c on c.id = $1
       where p.status = 'active' and not is_barred_from_case(c.id, p.id)
         and exists (select from queue_access a where a.queue_id = c.queue_id
           and (a.person_id = p.id or exists (select from person_role r where r.person_id = p.id and r.role = a.role)))
       order by p.id`,
      [caseId],
    );
    return found.map((row) => row.id);
  }
}
