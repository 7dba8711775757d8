import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { holds } from '@mizan/foundation/permissions.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { MediaRepliesService } from './media-replies.service.js';
import type { MediaReply } from './media-reply.entity.js';
import type { ProtectiveStay } from './protective-stay.entity.js';

/** Reading stays: whole by those who may decide them, as a bare reference by whose decision went ahead without somebody. */
@Injectable()
export class StayReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly media: MediaRepliesService,
  ) {}

  /** Whom a decision went ahead without; nobody to whom it is not said. */
  leftOutOf(person: ActingPerson, decisionId: string): Promise<ProtectiveStay[]> {
    return this.references(
      person,
      `s.decision_id = $1 and ($3 or exists (select from decision_participant p where p.decision_id = $1 and p.person_id = $2))`,
      decisionId,
    );
  }

  /** The same of a proposal. */
  leftOutOfProposal(person: ActingPerson, proposalId: string): Promise<ProtectiveStay[]> {
    return this.references(
      person,
      `s.without_by_proposal_id = $1 and ($3 or exists (select from decision_proposal p where p.id = $1 and p.proposed_by = $2))`,
      proposalId,
    );
  }

  /** What waits behind the case of a stay; null for whoever may not decide it. */
  async stayedDraft(person: ActingPerson, caseId: string): Promise<DecisionProposal | null> {
    if (!holds(person.roles, 'protection.decide')) return null;
    const [newest] = await rows<{ id: string }>(
      this.source.manager,
      `select proposal_id as id from protective_stay where case_id = $1 order by ended_at is not null, opened_at desc limit 1`,
      [caseId],
    );
    return newest ? this.source.manager.findOneBy(DecisionProposal, { id: newest.id }) : null;
  }

  /** What declared media were asked on the case of a stay; null for whoever may not decide it. */
  async mediaReply(person: ActingPerson, caseId: string): Promise<MediaReply | null> {
    if (!holds(person.roles, 'protection.decide')) return null;
    return (await this.media.ofCase(this.source.manager, caseId))[0] ?? null;
  }

  private async references(person: ActingPerson, where: string, id: string): Promise<ProtectiveStay[]> {
    const found = await rows<{ number: string; caseId: string; dueAt: Date }>(
      this.source.manager,
      `select s.number, s.case_id as "caseId", s.due_at as "dueAt" from protective_stay s
       where ${where}
       order by s.number`,
      [id, person.id, holds(person.roles, 'protection.decide')],
    );
    return found.map(({ number, caseId, dueAt }) => ({ reference: `S-${number}`, caseId, dueAt }));
  }
}
