import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { holds } from '@mizan/foundation/permissions.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { Decision } from './decision.entity.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { PlatformOrder } from './platform-order.entity.js';
import { Restriction } from './restriction.entity.js';

/** Most decisions, restrictions or proposals in one list. */
const LIST = 50;

/** Reading decisions, always within the queues whose cases the person may see. */
@Injectable()
export class DecisionReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /** Throws NOT_FOUND, also for what may not be seen. */
  async decision(person: ActingPerson, id: string): Promise<Decision> {
    const found = isId(id) ? await (await this.visible(person)).andWhere('d.id = :id', { id }).getOne() : null;
    if (!found) throw notFound('decision');
    return found;
  }

  /** Of one case, also those that took it along; newest first. */
  async ofCase(person: ActingPerson, caseId: string): Promise<Decision[]> {
    const query = await this.visible(person);
    return query
      .andWhere(
        `(d.case_id = :caseId or exists (select from decision_subject s where s.decision_id = d.id and s.case_id = :caseId)
          or exists (select from decision_waiting_case w where w.decision_id = d.id and w.case_id = :caseId))`,
        { caseId },
      )
      .getMany();
  }

  /** About one subject, newest first. */
  async ofSubject(person: ActingPerson, subjectId: string): Promise<Decision[]> {
    const query = await this.visible(person);
    return query
      .andWhere(`d.id in (select s.decision_id from decision_subject s where s.subject_id = :subjectId)`, { subjectId })
      .getMany();
  }

  /** Standing first, then the newest. Those only known from cases that the person may not see are left out. */
  async restrictions(person: ActingPerson, subjectId: string): Promise<Restriction[]> {
    return this.source.manager
      .createQueryBuilder(Restriction, 'r')
      .where('r.subjectId = :subjectId', { subjectId })
      .andWhere(
        `exists (select from restriction_cover v join decision d on d.id = v.decision_id join review_case c on c.id = d.case_id
           where v.restriction_id = r.id and c.queue_id = any(:queues))`,
        { queues: await this.access.visibleQueueIds(person) },
      )
      .orderBy('r.liftedAt', 'DESC', 'NULLS FIRST')
      .addOrderBy('r.imposedAt', 'DESC')
      .limit(LIST)
      .getMany();
  }

  /**
   * Waiting for a second person, the oldest first. What a stay stopped looks like the others to whom stays are not for;
   * those who decide stays find it in their queue.
   */
  async pendingProposals(person: ActingPerson): Promise<DecisionProposal[]> {
    return this.source.manager
      .createQueryBuilder(DecisionProposal, 'p')
      .where(`p.state = any(:states) and p.expires_at > clock_timestamp()`, {
        states: holds(person.roles, 'protection.decide') ? ['pending'] : ['pending', 'stayed'],
      })
      .andWhere(`exists (select from review_case c where c.id = p.case_id and c.queue_id = any(:queues))`, {
        queues: await this.access.visibleQueueIds(person),
      })
      .orderBy('p.proposedAt', 'ASC')
      .limit(LIST)
      .getMany();
  }

  /** Throws NOT_FOUND. */
  async proposal(person: ActingPerson, id: string): Promise<DecisionProposal> {
    const found = isId(id)
      ? await this.source.manager
          .createQueryBuilder(DecisionProposal, 'p')
          .where('p.id = :id', { id })
          .andWhere(`exists (select from review_case c where c.id = p.case_id and c.queue_id = any(:queues))`, {
            queues: await this.access.visibleQueueIds(person),
          })
          .getOne()
      : null;
    if (!found) throw notFound('proposal');
    return found;
  }

  /** Throws NOT_FOUND. */
  async order(person: ActingPerson, id: string): Promise<PlatformOrder> {
    const found = isId(id)
      ? await this.source.manager
          .createQueryBuilder(PlatformOrder, 'o')
          .where('o.id = :id', { id })
          .andWhere(
            `exists (select from decision d join review_case c on c.id = d.case_id where d.id = o.decision_id and c.queue_id = any(:queues))`,
            { queues: await this.access.visibleQueueIds(person) },
          )
          .getOne()
      : null;
    if (!found) throw notFound('order');
    return found;
  }

  private async visible(person: ActingPerson) {
    return this.source.manager
      .createQueryBuilder(Decision, 'd')
      .where(`exists (select from review_case c where c.id = d.case_id and c.queue_id = any(:queues))`, {
        queues: await this.access.visibleQueueIds(person),
      })
      .orderBy('d.decidedAt', 'DESC')
      .addOrderBy('d.id', 'DESC')
      .limit(LIST);
  }
}
