import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SpecialCasesService } from '@mizan/cases/special-cases.service.js';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';

/** An item of a group, as far as its case is asked for. */
export interface ItemOfGroup {
  readonly id: string;
  readonly decisionId: string;
  readonly subjectId: string;
  readonly caseId: string | null;
}

/** Days until an after-check is due: what nobody complained about waits behind the appeals. */
const DUE_DAYS = 14;

/**
 * The cases on which what nobody appealed is looked at again. They are opened when an item is drawn or answered, not when
 * an alarm queues thousands: the queues of appeals hold only what somebody is about to look at.
 */
@Injectable()
export class SecondLookCasesService {
  constructor(
    private readonly cases: SpecialCasesService,
    private readonly independence: IndependenceService,
  ) {}

  /** The case of the item, opened if it has none; everybody with a part in the decision is kept away from it. */
  async ensure(manager: EntityManager, actor: Actor, item: ItemOfGroup): Promise<string> {
    if (item.caseId !== null) return item.caseId;
    const [facts] = await rows<Facts>(
      manager,
      `select s.platform_id as "platformId", c.category, pv.policy_id as "policyId", s.language,
         clock_timestamp() + make_interval(days => $3) as "dueAt", g.reason
       from decision d join review_case c on c.id = d.case_id join subject s on s.id = $2
       join second_look_item i on i.id = $4 join second_look_group g on g.id = i.group_id
       left join policy_version pv on pv.id = d.policy_version_id where d.id = $1`,
      [item.decisionId, item.subjectId, DUE_DAYS, item.id],
    );
    if (!facts) throw new Error('An item of a group has no decision.');
    const caseId = await this.cases.open(manager, actor, {
      kind: 'after_check',
      platformId: facts.platformId,
      subjectId: item.subjectId,
      queueKind: 'appeals',
      category: facts.category,
      dueAt: facts.dueAt,
      policyId: facts.policyId,
      language: facts.language,
      appealId: null,
      reason: facts.reason === 'mass_error' ? 'mass_error' : 'after_check',
    });
    await this.independence.bar(manager, caseId, [item.decisionId]);
    await manager.query('update second_look_item set case_id = $2 where id = $1', [item.id, caseId]);
    return caseId;
  }
}

interface Facts {
  readonly platformId: string;
  readonly category: 'general' | 'terrorism' | 'child_safety' | 'threat_to_life';
  readonly policyId: string | null;
  readonly language: string | null;
  readonly dueAt: Date;
  readonly reason: string;
}
