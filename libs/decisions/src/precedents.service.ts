import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { Decision } from './decision.entity.js';

export type PrecedentReason = 'same_subject' | 'linked_subject' | 'same_policy_and_kind';

export interface FoundPrecedent {
  readonly decision: Decision;
  readonly why: PrecedentReason;
}

/** Most precedents of each kind. */
const EACH = 5;
/** Most linked subjects that are looked at. */
const LINKED = 200;

/** Earlier decisions on this subject, on those linked with it, and on cases like it. */
@Injectable()
export class PrecedentsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /**
   * Same subject first, then linked, then alike; newest first in each. Leaves out what was taken back, what lies in queues
   * that the person may not see, and everything about child safety.
   */
  async find(person: ActingPerson, caseId: string): Promise<FoundPrecedent[]> {
    const found = await rows<{ id: string; why: PrecedentReason }>(this.source.manager, PRECEDENTS, [
      caseId,
      await this.access.visibleQueueIds(person),
      EACH,
      LINKED,
    ]);
    if (found.length === 0) return [];
    const decisions = await this.source.manager.findBy(Decision, { id: In(found.map((row) => row.id)) });
    const byId = new Map(decisions.map((decision) => [decision.id, decision]));
    return found.flatMap(({ id, why }) => {
      const decision = byId.get(id);
      return decision ? [{ decision, why }] : [];
    });
  }
}

const STANDS = `join review_case dc on dc.id = d.case_id
  where dc.category <> 'child_safety' and dc.queue_id = any($2::uuid[])
    and not exists (select from decision_undo u where u.decision_id = d.id)`;

/** Each part stops at its limit inside an index: decisions by subject, and by policy version from the newest. */
const PRECEDENTS = `with own as (
    select c.id, c.subject_id, c.policy_id, s.kind from review_case c join subject s on s.id = c.subject_id
    where c.id = $1 and c.category <> 'child_safety'
  ), same_subject as (
    select d.id, d.decided_at from own join decision_subject ds on ds.subject_id = own.subject_id
      join decision d on d.id = ds.decision_id ${STANDS}
    order by d.decided_at desc limit $3
  ), linked as (
    select other from own, lateral (
      select l.to_subject_id as other from link l where l.from_subject_id = own.subject_id
      union select l.from_subject_id from link l where l.to_subject_id = own.subject_id limit $4) n
  ), linked_subject as (
    select distinct d.id, d.decided_at from linked join decision_subject ds on ds.subject_id = linked.other
      join decision d on d.id = ds.decision_id ${STANDS}
    order by d.decided_at desc limit $3
  ), alike as (
    select found.id, found.decided_at from own join policy_version v on v.policy_id = own.policy_id, lateral (
      select d.id, d.decided_at from decision d ${STANDS} and d.policy_version_id = v.id
        and (select ks.kind from subject ks where ks.id = dc.subject_id) = own.kind
      order by d.decided_at desc limit $3 * 2) found
    order by found.decided_at desc limit $3 * 2
  ), every as (
    select id, decided_at, 1 as place, 'same_subject' as why from same_subject
    union all select id, decided_at, 2, 'linked_subject' from linked_subject
    union all select id, decided_at, 3, 'same_policy_and_kind' from alike
  ), first as (select distinct on (id) id, decided_at, place, why from every order by id, place)
  select id, why from (
    select id, why, place, decided_at, row_number() over (partition by place order by decided_at desc) as n from first) listed
  where n <= $3 order by place, decided_at desc`;
