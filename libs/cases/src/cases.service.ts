import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { notFound } from '@mizan/foundation/errors.js';
import { AttachService, type Attachment } from './attach.service.js';
import type { FlaggedSubject } from './attach-rules.js';
import { BACK_TO_OPEN, lockCases, lockOpenCasesOf, step, WITHOUT_LEASE, type LockedCase } from './case-steps.js';
import { closeRounds, openRounds, type RoundReason } from './case-rounds.js';
import type { CaseChangeKind } from './cases.events.js';
import { judgeLease, type LeaseAnswer } from './lease-rules.js';
import { stepEntry, type HeldLease } from './leases.service.js';
import { QueueAccessService } from './queue-access.service.js';
import { RerankService, type FlagCount } from './rerank.service.js';

export type { Attachment } from './attach.service.js';
export type { FlaggedSubject } from './attach-rules.js';
export type { LockedCase } from './case-steps.js';
export type { FlagCount } from './rerank.service.js';
export type { LeaseAnswer } from './lease-rules.js';

const CLOSED_AS = {
  decided: `state = 'closed', closed_at = clock_timestamp(), closed_reason = 'decided'`,
  set_aside: `state = 'closed', closed_at = clock_timestamp(), closed_reason = 'set_aside'`,
} as const;

/** How a case stands towards somebody who wants to decide it; the case is locked. */
export interface DecisionLock {
  readonly answer: LeaseAnswer;
  readonly case: LockedCase;
  /** Who holds the case, when it is somebody else. */
  readonly takenBy: string | null;
}

/** What the libs above ask of cases: bringing flags in, deciding, undoing, closing. */
@Injectable()
export class CasesService {
  constructor(
    private readonly attaching: AttachService,
    private readonly reranking: RerankService,
    private readonly access: QueueAccessService,
    private readonly audit: AuditService,
  ) {}

  /** See AttachService.attach. */
  attachFlags(
    manager: EntityManager,
    actor: Actor,
    items: readonly FlaggedSubject[],
  ): Promise<Map<string, Attachment>> {
    return this.attaching.attach(manager, actor, items);
  }

  /**
   * Writes how many flags of these cases still count. An open case that is left without one is closed as set aside; one
   * that was closed so and has flags again opens with a new round. Answers how many cases were closed and opened.
   */
  async recountFlags(
    manager: EntityManager,
    actor: Actor,
    counts: readonly FlagCount[],
  ): Promise<{ closed: number; opened: number }> {
    const { emptied, refilled } = await this.reranking.recount(manager, counts);
    if (emptied.length > 0) {
      await closeRounds(manager, emptied);
      await this.go(manager, actor, emptied, 'closed', CLOSED_AS.set_aside, { reason: 'set_aside' });
    }
    if (refilled.length > 0) await this.reopen(manager, actor, refilled, 'flagged_again');
    return { closed: emptied.length, opened: refilled.length };
  }

  /**
   * Locks the case and judges the lease shown: write a decision only on `held` or `late`. Throws NOT_FOUND when there
   * is no such case or the person may not see its queue.
   */
  async lockForDecision(
    manager: EntityManager,
    person: ActingPerson,
    lease: HeldLease,
    version: number,
  ): Promise<DecisionLock> {
    const [found] = await lockCases(manager, [lease.caseId]);
    if (!found) throw notFound('case');
    await this.access.mustSee(person, found.queueId, manager);
    const answer = judgeLease(found, { personId: person.id, leaseToken: lease.leaseToken, version });
    const takenBy = found.state === 'claimed' && found.claimedBy !== person.id ? found.claimedBy : null;
    return { answer, case: found, takenBy };
  }

  /** Locks one case without asking for a lease, e.g. to approve. Throws NOT_FOUND as for a case that does not exist. */
  async lock(manager: EntityManager, person: ActingPerson, caseId: string): Promise<LockedCase> {
    const [found] = await lockCases(manager, [caseId]);
    if (!found) throw notFound('case');
    await this.access.mustSee(person, found.queueId, manager);
    return found;
  }

  /** Locks the open cases of further subjects, in the order of their ids; their leases are ended by closeAsDecided. */
  lockOpenCasesOf(manager: EntityManager, subjectIds: readonly string[]): Promise<LockedCase[]> {
    return lockOpenCasesOf(manager, subjectIds);
  }

  /** The cases are decided: leases end, the grace period runs. They must be locked and neither decided nor closed. */
  async closeAsDecided(
    manager: EntityManager,
    actor: Actor,
    cases: readonly LockedCase[],
    decisionId: string,
  ): Promise<void> {
    const held = idsIn(cases, 'on_hold');
    if (held.length > 0) await step(manager, held, BACK_TO_OPEN, [], { keepVersion: true });
    await this.go(manager, actor, ids(cases), 'decided', `state = 'decided', ${WITHOUT_LEASE}, flagged_again = false`, {
      decisionId,
    });
  }

  /** The case waits for a second person. It must be locked and held (or lapsed and not taken again). */
  async awaitApproval(manager: EntityManager, actor: Actor, found: LockedCase, proposalId: string): Promise<void> {
    if (found.state === 'open') {
      await step(
        manager,
        [found.id],
        `state = 'claimed', claimed_by = c.lapsed_from, lease_expires_at = clock_timestamp()`,
        [],
        { keepVersion: true },
      );
    }
    await this.go(manager, actor, [found.id], 'awaiting_approval', `state = 'awaiting_approval', ${WITHOUT_LEASE}`, {
      proposalId,
    });
  }

  /** The second person refused, or the proposal lapsed: the case goes back to its queue, in the same round. */
  async returnFromApproval(
    manager: EntityManager,
    actor: Actor,
    caseIds: readonly string[],
    proposalId: string,
  ): Promise<void> {
    await this.go(manager, actor, caseIds, 'refused', BACK_TO_OPEN, { proposalId });
  }

  /** The decision was taken back in its grace period: a new round begins, due when the one before was. */
  async undoToOpen(
    manager: EntityManager,
    actor: Actor,
    caseIds: readonly string[],
    decisionId: string,
  ): Promise<void> {
    await closeRounds(manager, caseIds);
    await this.go(manager, actor, caseIds, 'undone', `${BACK_TO_OPEN}, round = c.round + 1, flagged_again = false`, {
      decisionId,
    });
    await openRounds(manager, caseIds, 'undone');
  }

  /**
   * The grace period is over: the cases close. Those that were flagged after the decision open again at once, with a
   * new round and a deadline of its own. Cases that are not `decided` any more are left alone, so it may run twice.
   */
  async settle(manager: EntityManager, actor: Actor, caseIds: readonly string[], decisionId: string): Promise<void> {
    const decided = (await lockCases(manager, caseIds)).filter((found) => found.state === 'decided');
    if (decided.length === 0) return;
    await closeRounds(manager, ids(decided));
    await this.go(manager, actor, ids(decided), 'closed', CLOSED_AS.decided, { decisionId });
    const again = decided.filter((found) => found.flaggedAgain);
    if (again.length > 0) await this.reopen(manager, actor, ids(again), 'flagged_again');
  }

  /** Opens closed cases again, each with a new round that is due as its strongest source asks. */
  async reopen(manager: EntityManager, actor: Actor, caseIds: readonly string[], reason: RoundReason): Promise<void> {
    await this.reranking.dueAgain(manager, caseIds);
    await this.go(
      manager,
      actor,
      caseIds,
      'reopened',
      `${BACK_TO_OPEN}, round = c.round + 1, closed_at = null, closed_reason = null, flagged_again = false,
       assigned_to = null, escalated_from = null`,
      { reason },
    );
    await openRounds(manager, caseIds, reason);
  }

  private async go(
    manager: EntityManager,
    actor: Actor,
    caseIds: readonly string[],
    what: CaseChangeKind,
    assignments: string,
    details: Readonly<Record<string, string>>,
  ): Promise<void> {
    const changed = await step(manager, caseIds, assignments);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(what, one, { ...details, round: one.round })),
    );
  }
}

function ids(cases: readonly LockedCase[]): string[] {
  return cases.map((one) => one.id);
}

function idsIn(cases: readonly LockedCase[], state: string): string[] {
  return ids(cases.filter((one) => one.state === state));
}
