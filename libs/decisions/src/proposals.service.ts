import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type AuditEntry } from '@mizan/audit/audit.service.js';
import { CaseDecidingService, type LockedCase } from '@mizan/cases/case-deciding.service.js';
import { independently } from '@mizan/cases/cases.errors.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { mustHold, type ActingPerson, type Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { approvalRefusal, LAPSING, PROPOSAL_HOURS, STAY, type ApprovalRefusal } from './approval-rules.js';
import { DecisionFactsService, type LoadedFacts } from './decision-facts.service.js';
import { DecisionRecordService } from './decision-record.service.js';
import type { DecisionDraft } from './decision-draft.js';
import { decisionFaults } from './decision-rules.js';
import { approvalRefused } from './decisions.errors.js';
import { proposalEvent } from './decisions.events.js';
import { StaysService } from './stays.service.js';
import { contentHash, readDraft, storeDraft, type StoredDraft } from './proposal-rules.js';

/** What approving came to; `refused` with a reason of LAPSING: the proposal lapsed and its case is open again. */
export type ApprovalAnswer =
  | { readonly kind: 'decision'; readonly decisionId: string }
  | { readonly kind: 'refused'; readonly refusal: ApprovalRefusal };

/** Decisions that wait for a second person. Cases are always locked before the proposal. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly access: QueueAccessService,
    private readonly facts: DecisionFactsService,
    private readonly records: DecisionRecordService,
    private readonly audit: AuditService,
    private readonly stays: StaysService,
  ) {}

  /** Keeps the draft with the hash of what is to be signed, and lets the case wait. Answers the proposal's id. */
  async propose(
    manager: EntityManager,
    person: ActingPerson,
    draft: DecisionDraft,
    own: LockedCase,
    loaded: LoadedFacts,
    reasons: readonly string[],
  ): Promise<string> {
    const id = newId();
    const hash = contentHash(draft, loaded.cited);
    const input = JSON.stringify(storeDraft(draft));
    await independently(() =>
      manager.query(INSERT, [id, own.id, own.version, input, hash, reasons, person.id, PROPOSAL_HOURS]),
    );
    await this.cases.markAwaitingApproval(manager, person, own);
    await this.record(manager, person, 'made', { id, caseId: own.id }, { contentHash: hash });
    return id;
  }

  /**
   * Makes the proposed decision when this person may and signs exactly what was proposed; its grace period starts now.
   * Throws NOT_FOUND when the case may not be seen, FORBIDDEN without the right that a stay asks for, NOT_INDEPENDENT.
   */
  async approve(manager: EntityManager, person: ActingPerson, id: string, signedHash: string): Promise<ApprovalAnswer> {
    const found = await this.find(manager, id);
    const draft = readDraft(found.input);
    const { own, further } = await this.cases.lockForDecision(manager, found.caseId, draft.furtherSubjectIds);
    await this.access.mustSee(person, own.queueId, manager);
    const proposal = await this.lock(manager, id);
    const author = { id: found.proposedBy, roles: found.authorRoles };
    const workable = await this.access.workableQueueIds(author, manager);
    const closing = further.filter((each) => workable.includes(each.queueId));
    const visible = await this.access.visibleQueueIds(person, manager);
    const loaded = await this.facts.load(manager, draft, [own, ...closing], visible);
    const { facts } = loaded;
    const stops = !(await this.passesGate(manager, author, draft, own, loaded, found.reasons));
    const broken = stops || decisionFaults(draft, facts).length > 0 || own.state !== 'awaiting_approval';
    const currentHash = broken ? '' : contentHash(draft, loaded.cited);
    const refusal = approvalRefusal({ ...proposal, currentHash }, person.id, signedHash, facts.now);
    if (refusal) {
      if (LAPSING.includes(refusal)) await this.lapseLocked(manager, person, proposal, own, refusal);
      return { kind: 'refused', refusal };
    }
    if (found.reasons.includes(STAY)) mustHold(person, 'protection.decide');
    const decisionId = await this.records.record(manager, person, {
      draft,
      own,
      further: closing,
      subjects: facts.subjects,
      participants: [
        { personId: proposal.proposedBy, role: 'proposed' },
        { personId: person.id, role: 'approved' },
      ],
      requiresSecond: true,
      late: false,
      now: facts.now,
      ends: draft.corrects ? [draft.corrects] : [],
      endsOnly: null,
    });
    await independently(() => this.settle(manager, id, 'approved', { decidedBy: person.id, decisionId }));
    await this.stays.becameDecision(manager, id, decisionId);
    await this.record(manager, person, 'approved', proposal, { contentHash: proposal.contentHash, decisionId });
    return { kind: 'decision', decisionId };
  }

  /** Sends the case back with the second person's words. Throws NOT_FOUND, INVALID_INPUT (`words`), PROPOSAL_SETTLED, PROPOSAL_OWN, NOT_INDEPENDENT. */
  async refuse(manager: EntityManager, person: ActingPerson, id: string, words: string): Promise<void> {
    const said = words.trim();
    if (said.length < 1 || said.length > 2_000) throw invalid('words', 'Say why, in 1 to 2,000 characters.');
    const found = await this.find(manager, id);
    const { own } = await this.cases.lockForDecision(manager, found.caseId, []);
    await this.access.mustSee(person, own.queueId, manager);
    const proposal = await this.lock(manager, id);
    if (proposal.state !== 'pending') throw approvalRefused('not_pending');
    if (proposal.proposedBy === person.id) throw approvalRefused('own_proposal');
    await independently(() => this.settle(manager, id, 'refused', { decidedBy: person.id, words: said }));
    if (own.state === 'awaiting_approval') await this.cases.returnFromApproval(manager, person, own);
    await this.record(manager, person, 'refused', proposal, {});
  }

  /** Lets a proposal lapse when its day is over or its author left; does nothing when neither is so. */
  async lapse(manager: EntityManager, actor: Actor, id: string): Promise<void> {
    const found = await this.find(manager, id);
    const { own } = await this.cases.lockForDecision(manager, found.caseId, []);
    const proposal = await this.lock(manager, id);
    if (proposal.state !== 'pending') return;
    const reason = !proposal.authorActive ? 'author_left' : proposal.expired ? 'expired' : null;
    if (reason) await this.lapseLocked(manager, actor, proposal, own, reason);
  }

  /** Ids of the pending proposals of somebody. */
  async pendingOf(manager: EntityManager, personId: string): Promise<string[]> {
    const found = await rows<{ id: string }>(
      manager,
      `select id from decision_proposal where state = 'pending' and proposed_by = $1 order by id`,
      [personId],
    );
    return found.map((row) => row.id);
  }

  /** A case that another decision closes no longer waits for anybody. */
  async lapseWith(manager: EntityManager, actor: Actor, cases: readonly LockedCase[]): Promise<void> {
    const waiting = cases.filter((each) => each.state === 'awaiting_approval').map((each) => each.id);
    if (waiting.length === 0) return;
    const lapsed = await rows<{ id: string; caseId: string }>(
      manager,
      `update decision_proposal set state = 'lapsed', decided_at = clock_timestamp()
       where case_id = any($1::uuid[]) and state = 'pending' returning id, case_id as "caseId"`,
      [waiting],
    );
    for (const one of lapsed) await this.record(manager, actor, 'lapsed', one, { reason: 'facts_changed' });
  }

  /** False when somebody became protected since, or the author lost the right: the draft goes to the gate again. */
  private async passesGate(
    manager: EntityManager,
    author: Pick<ActingPerson, 'roles'>,
    draft: DecisionDraft,
    own: LockedCase,
    loaded: LoadedFacts,
    reasons: readonly string[],
  ): Promise<boolean> {
    const gate = await this.stays.judge(manager, author, draft, own, loaded);
    return gate.kind === 'go' && gate.leftOut.length === 0 && (!gate.needsSecond || reasons.includes(STAY));
  }

  private async lapseLocked(
    manager: EntityManager,
    actor: Actor,
    proposal: LockedProposal,
    own: LockedCase,
    reason: string,
  ): Promise<void> {
    await this.settle(manager, proposal.id, 'lapsed', {});
    if (own.state === 'awaiting_approval') await this.cases.returnFromApproval(manager, actor, own);
    await this.record(manager, actor, 'lapsed', proposal, { reason });
  }

  private async find(manager: EntityManager, id: string): Promise<FoundProposal> {
    const [found] = await rows<FoundProposal>(
      manager,
      `select p.case_id as "caseId", p.input, p.reasons, p.proposed_by as "proposedBy",
         (select coalesce(array_agg(r.role), '{}') from person_role r where r.person_id = p.proposed_by) as "authorRoles"
       from decision_proposal p where p.id = $1`,
      [id],
    );
    if (!found) throw notFound('proposal');
    return found;
  }

  private async lock(manager: EntityManager, id: string): Promise<LockedProposal> {
    const [found] = await rows<LockedProposal>(
      manager,
      `select p.id, p.case_id as "caseId", p.state, p.proposed_by as "proposedBy", p.expires_at as "expiresAt",
         encode(p.content_hash, 'hex') as "contentHash", p.expires_at <= clock_timestamp() as expired,
         (select a.status = 'active' from person a where a.id = p.proposed_by) as "authorActive"
       from decision_proposal p where p.id = $1 for no key update of p`,
      [id],
    );
    if (!found) throw notFound('proposal');
    return found;
  }

  private async settle(
    manager: EntityManager,
    id: string,
    state: 'approved' | 'refused' | 'lapsed',
    by: { readonly decidedBy?: string; readonly words?: string; readonly decisionId?: string },
  ): Promise<void> {
    await manager.query(
      `update decision_proposal set state = $2, decided_by = $3, words = $4, decision_id = $5, decided_at = clock_timestamp()
       where id = $1`,
      [id, state, by.decidedBy ?? null, by.words ?? null, by.decisionId ?? null],
    );
  }

  private async record(
    manager: EntityManager,
    actor: Actor,
    what: 'made' | 'approved' | 'refused' | 'lapsed',
    proposal: { readonly id: string; readonly caseId: string },
    details: NonNullable<AuditEntry['details']>,
  ): Promise<void> {
    await this.audit.record(manager, actor, {
      kind: `proposal.${what}`,
      target: { kind: 'proposal', id: proposal.id },
      caseId: proposal.caseId,
      details,
      events: [proposalEvent(proposal.id, proposal.caseId)],
    });
  }
}

const INSERT = `insert into decision_proposal
    (id, case_id, case_version, input, content_hash, reasons, proposed_by, expires_at)
  values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, clock_timestamp() + make_interval(hours => $8))`;

interface FoundProposal {
  readonly caseId: string;
  readonly input: StoredDraft;
  readonly reasons: readonly string[];
  readonly proposedBy: string;
  readonly authorRoles: ActingPerson['roles'];
}

interface LockedProposal {
  readonly id: string;
  readonly caseId: string;
  readonly state: 'pending' | 'stayed' | 'approved' | 'refused' | 'lapsed' | 'answered';
  readonly proposedBy: string;
  readonly expiresAt: Date;
  readonly expired: boolean;
  readonly contentHash: string;
  readonly authorActive: boolean;
}
