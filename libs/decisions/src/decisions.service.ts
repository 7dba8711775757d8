import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseDecidingService, type LockedCase } from '@mizan/cases/case-deciding.service.js';
import { caseChanged } from '@mizan/cases/cases.errors.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { secondPersonReasons } from './approval-rules.js';
import { completeDraft, type AskedDraft, type DecisionDraft } from './decision-draft.js';
import { DecisionFactsService, type LoadedFacts } from './decision-facts.service.js';
import { DecisionRecordService } from './decision-record.service.js';
import { decisionFaults } from './decision-rules.js';
import { brokenRule } from './decisions.errors.js';
import type { Gate } from './gate-rules.js';
import { ProposalsService } from './proposals.service.js';
import { StaysService, type StayAnswer, type WentAhead } from './stays.service.js';

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
  | { readonly kind: 'already_decided'; readonly caseId: string; readonly decisionId: string | null }
  | { readonly kind: 'stay'; readonly caseId: string; readonly reference: string; readonly dueAt: string };

/** What passed the gate, with the further cases that it closes. */
interface Passed {
  readonly draft: DecisionDraft;
  readonly loaded: LoadedFacts;
  readonly closing: readonly LockedCase[];
}

function stayed({ caseId, reference, dueAt }: StayAnswer): DecideAnswer {
  return { kind: 'stay', caseId, reference, dueAt: dueAt.toISOString() };
}

/** Making decisions. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly access: QueueAccessService,
    private readonly facts: DecisionFactsService,
    private readonly records: DecisionRecordService,
    private readonly proposals: ProposalsService,
    private readonly stays: StaysService,
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
    const loaded = await this.facts.loadFor(manager, person, draft, [own, ...closing], visible);
    const broken = brokenRule(decisionFaults(draft, loaded.facts));
    if (broken) throw broken;

    if (own.kind === 'stay') mustHold(person, 'protection.decide');
    const gate = await this.stays.judge(manager, person, draft, own, loaded);
    if (gate.kind === 'stay') return stayed(await this.stays.stayWhole(manager, person, draft, own, loaded));
    const passed = await this.without(manager, gate, loaded, own, closing, visible);
    const reasons = secondPersonReasons(passed.draft, {
      measures: passed.loaded.facts.measures,
      policyRequiresSecond: passed.loaded.facts.policy?.requiresSecond ?? false,
      queuesTwoPerson: passed.loaded.queuesTwoPerson,
      needsSecondWithRight: gate.needsSecond,
    });
    const leaveOut = (ahead: WentAhead) =>
      this.stays.leaveOut(manager, person, draft, gate.leftOut, own, loaded, ahead);
    if (reasons.length > 0) {
      const proposalId = await this.proposals.propose(manager, person, passed.draft, own, passed.loaded, reasons);
      await leaveOut({ decisionId: null, proposalId });
      return { kind: 'proposal', proposalId };
    }
    const decisionId = await this.make(manager, person, passed, own, answer === 'late');
    await leaveOut({ decisionId, proposalId: null });
    return { kind: 'decision', decisionId };
  }

  /** What goes ahead: the facts are read again when somebody was left out, because a proposal is signed over them. */
  private async without(
    manager: EntityManager,
    gate: Extract<Gate, { kind: 'go' }>,
    loaded: LoadedFacts,
    own: LockedCase,
    closing: readonly LockedCase[],
    visible: readonly string[],
  ): Promise<Passed> {
    if (gate.leftOut.length === 0) return { draft: gate.draft, loaded, closing };
    const staying = closing.filter((each) => !gate.leftOut.includes(each.subjectId));
    const again = await this.facts.load(manager, gate.draft, [own, ...staying], visible);
    return { draft: gate.draft, loaded: again, closing: staying };
  }

  private async make(
    manager: EntityManager,
    person: ActingPerson,
    { draft, closing, loaded: { facts } }: Passed,
    own: LockedCase,
    late: boolean,
  ): Promise<string> {
    await this.proposals.lapseWith(manager, person, closing);
    return this.records.record(manager, person, {
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
  }

  private async lastDecision(manager: EntityManager, caseId: string): Promise<string | null> {
    const [last] = await rows<{ id: string }>(
      manager,
      `select s.decision_id as id
       from (select decision_id, case_id from decision_subject union all select decision_id, case_id from decision_waiting_case) s
       join decision d on d.id = s.decision_id
       where s.case_id = $1 and not exists (select from decision_undo u where u.decision_id = d.id)
       order by d.decided_at desc limit 1`,
      [caseId],
    );
    return last?.id ?? null;
  }
}
