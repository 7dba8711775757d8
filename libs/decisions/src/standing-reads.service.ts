import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { Restriction } from './restriction.entity.js';
import { Strike } from './strike.entity.js';
import { strikeProposal, type StrikeProposal, type StrikeThreshold } from './strike-rules.js';

/** What stands on somebody at this moment, within the queues whose cases the person may see. */
@Injectable()
export class StandingReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /** What still holds on these subjects, also on all that they were merged with; empty = they are free. */
  async residual(person: ActingPerson, subjectIds: readonly string[]): Promise<Restriction[]> {
    return this.restrictions(
      `select r.id from restriction r
       where r.subject_id in (select subject_family(subject_root(s)) from unnest($1::uuid[]) s) and r.lifted_at is null
         and exists (select from restriction_cover v join decision d on d.id = v.decision_id join review_case c on c.id = d.case_id
           where v.restriction_id = r.id and v.ended_at is null and c.queue_id = any($2::uuid[]))`,
      [subjectIds, await this.access.visibleQueueIds(person)],
    );
  }

  /** Restrictions that a decision imposed or confirmed and still holds. */
  heldBy(decisionId: string): Promise<Restriction[]> {
    return this.restrictions(
      `select v.restriction_id as id from restriction_cover v where v.decision_id = $1 and v.ended_at is null`,
      [decisionId],
    );
  }

  /** Newest first, also those that expired or were revoked. */
  async strikes(person: ActingPerson, subjectId: string): Promise<Strike[]> {
    return this.source.manager
      .createQueryBuilder(Strike, 's')
      .where('s.subject_id in (select subject_family(subject_root(:subjectId)))', { subjectId })
      .andWhere(
        `exists (select from decision d join review_case c on c.id = d.case_id where d.id = s.decision_id and c.queue_id = any(:queues))`,
        { queues: await this.access.visibleQueueIds(person) },
      )
      .orderBy('s.givenAt', 'DESC')
      .addOrderBy('s.id', 'ASC')
      .limit(100)
      .getMany();
  }

  /** Sum of what weighs now. */
  async weight(person: ActingPerson, subjectId: string, now: Date): Promise<number> {
    const weighing = (await this.strikes(person, subjectId)).filter(
      (strike) => strike.revokedByDecisionId === null && strike.expiresAt > now,
    );
    return weighing.reduce((sum, strike) => sum + strike.weight, 0);
  }

  /** What the weight proposes; null = nothing weighs. */
  async proposal(person: ActingPerson, subjectId: string, now: Date): Promise<StrikeProposal | null> {
    const thresholds = await rows<StrikeThreshold>(
      this.source.manager,
      'select at_least as "atLeast", proposes from strike_threshold',
    );
    return strikeProposal(await this.weight(person, subjectId, now), thresholds);
  }

  private async restrictions(sql: string, values: readonly unknown[]): Promise<Restriction[]> {
    const found = await rows<{ id: string }>(this.source.manager, sql, values);
    return this.source.manager.find(Restriction, {
      where: { id: In(found.map((row) => row.id)) },
      order: { imposedAt: 'ASC', id: 'ASC' },
    });
  }
}
