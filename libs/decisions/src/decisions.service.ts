import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseDecidingService, type LockedCase } from '@mizan/cases/case-deciding.service.js';
import { caseChanged } from '@mizan/cases/cases.errors.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { secondPersonReasons } from './approval-rules.js';
import { completeDraft, type AskedDraft, type DecisionDraft } from './decision-draft.js';
import { DecisionFactsService } from './decision-facts.service.js';
import { DecisionRecordService } from './decision-record.service.js';
import { decisionFaults } from './decision-rules.js';
import { brokenRule } from './decisions.errors.js';
import { ProposalsService } from './proposals.service.js';

/** What the person shows for their right to decide: the lease, and the version of the case that they read. */
export interface ShownClaim {
  readonly leaseToken: string;
  readonly version: number;
}

/** What deciding came to; everything but a broken rule is an answer, because the screen goes on differently with each. */
export type DecideAnswer =
  | { readonly kind: 'decision'; readonly decisionId: string }
  | { readonly kind: 'proposal'; readonly proposalId: string }
  | { readonly kind: 'lease_lost'; readonly caseId: string; readonly takenBy: string | null }
  | { readonly kind: 'already_decided'; readonly caseId: string; readonly decisionId: string | null };

/** Making decisions. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly access: QueueAccessService,
    private readonly facts: DecisionFactsService,
    private readonly records: DecisionRecordService,
    private readonly proposals: ProposalsService,
    private readonly subjects: SubjectAccessService,
  ) {}

  /**
   * Decides a case that the person holds, together with the open cases of the further subjects that they may work.
   * Needs the caller's transaction; run it by `inTransaction`, because two decisions over the same cases may deadlock.
   * Throws NOT_FOUND, CASE_CHANGED, and the code of the first broken rule with its field.
   */
  async decide(
    manager: EntityManager,
    person: ActingPerson,
    asked: AskedDraft,
    shown: ShownClaim,
  ): Promise<DecideAnswer> {
    const { own, further } = await this.cases.lockForDecision(manager, asked.caseId, asked.furtherSubjectIds);
    await this.access.mustSee(person, own.queueId, manager);
    const answer = this.cases.judge(own, { personId: person.id, ...shown });
    if (answer === 'lost') {
      const takenBy = own.claimedBy === person.id ? null : own.claimedBy;
      return { kind: 'lease_lost', caseId: own.id, takenBy };
    }
    if (answer === 'decided')
      return { kind: 'already_decided', caseId: own.id, decisionId: await this.lastDecision(manager, own.id) };
    if (answer === 'changed') throw caseChanged(own.version);

    const draft = completeDraft(asked, own.subjectId);
    const workable = await this.access.workableQueueIds(person, manager);
    const closing = further.filter((each) => workable.includes(each.queueId));
    const visible = await this.access.visibleQueueIds(person, manager);
    const all = await this.facts.load(manager, draft, [own, ...closing], visible);
    const hidden = await this.subjects.hidden(person, draft.furtherSubjectIds, manager);
    const known = all.facts.subjects.filter((each) => !hidden.has(each.id));
    const loaded = { ...all, facts: { ...all.facts, subjects: known } };
    const broken = brokenRule(decisionFaults(draft, loaded.facts));
    if (broken) throw broken;

    const reasons = secondPersonReasons(draft, {
      measures: loaded.facts.measures,
      policyRequiresSecond: loaded.facts.policy?.requiresSecond ?? false,
      queuesTwoPerson: loaded.queuesTwoPerson,
    });
    if (reasons.length > 0) {
      const proposalId = await this.proposals.propose(manager, person, draft, own, loaded, reasons);
      return { kind: 'proposal', proposalId };
    }
    return this.make(manager, person, draft, own, closing, loaded.facts, answer === 'late');
  }

  private async make(
    manager: EntityManager,
    person: ActingPerson,
    draft: DecisionDraft,
    own: LockedCase,
    closing: readonly LockedCase[],
    facts: Parameters<typeof decisionFaults>[1],
    late: boolean,
  ): Promise<DecideAnswer> {
    await this.proposals.lapseWith(manager, person, closing);
    const decisionId = await this.records.record(manager, person, {
      draft,
      own,
      further: closing,
      subjects: facts.subjects,
      participants: [{ personId: person.id, role: 'decided' }],
      requiresSecond: false,
      late,
      now: facts.now,
      ends: draft.corrects ? [draft.corrects] : [],
      endsOnly: null,
    });
    return { kind: 'decision', decisionId };
  }

  private async lastDecision(manager: EntityManager, caseId: string): Promise<string | null> {
    const [last] = await rows<{ id: string }>(
      manager,
      `select s.decision_id as id from decision_subject s join decision d on d.id = s.decision_id
       where s.case_id = $1 and not exists (select from decision_undo u where u.decision_id = d.id)
       order by d.decided_at desc limit 1`,
      [caseId],
    );
    return last?.id ?? null;
  }
}
