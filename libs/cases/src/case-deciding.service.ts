import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { closeRounds, openRounds } from './case-rounds.js';
import { BACK_TO_OPEN, lockCases, lockWithOpenCasesOf, step, WITHOUT_LEASE, type LockedCase } from './case-steps.js';
import { CaseReopeningService } from './case-reopening.service.js';
import type { CaseChangeKind } from './cases.events.js';
import { judgeLease, type LeaseAnswer, type ShownLease } from './lease-rules.js';
import { stepEntry } from './leases.service.js';

export type { LockedCase } from './case-steps.js';
export type { LeaseAnswer, ShownLease } from './lease-rules.js';

/** What a decision does to cases; the caller has asked whether the person may. */
@Injectable()
export class CaseDecidingService {
  constructor(
    private readonly reopening: CaseReopeningService,
    private readonly audit: AuditService,
  ) {}

  /** Locks the case and the open cases of further subjects, in the order of their ids. Throws NOT_FOUND. */
  async lockForDecision(
    manager: EntityManager,
    caseId: string,
    furtherSubjectIds: readonly string[],
  ): Promise<{ own: LockedCase; further: LockedCase[] }> {
    const locked = await lockWithOpenCasesOf(manager, caseId, furtherSubjectIds);
    const own = locked.find((one) => one.id === caseId);
    if (!own) throw notFound('case');
    return { own, further: locked.filter((one) => one.id !== caseId && one.state !== 'decided') };
  }

  /** What the lease shown is worth: decide on `held` and, saying so, on `late`. */
  judge(own: LockedCase, shown: ShownLease): LeaseAnswer {
    return judgeLease(own, shown);
  }

  /** Locks these cases whatever their state, in the order of their ids. */
  lockDecided(manager: EntityManager, caseIds: readonly string[]): Promise<LockedCase[]> {
    return lockCases(manager, caseIds);
  }

  /** The cases are decided: leases end, also those of colleagues, and the grace period runs. */
  async markDecided(
    manager: EntityManager,
    actor: Actor,
    decisionId: string,
    own: LockedCase,
    further: readonly LockedCase[],
  ): Promise<void> {
    const all = [own, ...further];
    const held = idsOf(all.filter((one) => one.state === 'on_hold'));
    if (held.length > 0) await step(manager, held, BACK_TO_OPEN, [], { keepVersion: true });
    await this.go(
      manager,
      actor,
      idsOf(all),
      'decided',
      `state = 'decided', ${WITHOUT_LEASE}, assigned_to = null, flagged_again = false`,
      { decisionId },
    );
  }

  /** The case, held by the person or lapsed from them, waits for a second person. */
  async markAwaitingApproval(manager: EntityManager, person: ActingPerson, own: LockedCase): Promise<void> {
    if (own.state === 'open') {
      const lapsed = `state = 'claimed', claimed_by = $2, lease_expires_at = clock_timestamp()`;
      await step(manager, [own.id], lapsed, [person.id], { keepVersion: true });
    }
    await this.go(manager, person, [own.id], 'awaiting_approval', `state = 'awaiting_approval', ${WITHOUT_LEASE}`, {});
  }

  /** The second person refused, or the proposal lapsed: the case goes back to its queue, in the same round. */
  async returnFromApproval(manager: EntityManager, actor: Actor, own: LockedCase): Promise<void> {
    await this.go(manager, actor, [own.id], 'refused', BACK_TO_OPEN, {});
  }

  /**
   * The decision was taken back in its grace period: a new round begins, due when the one before was. The person is
   * served their own case again before others when they hold none.
   */
  async reopenUndone(
    manager: EntityManager,
    person: ActingPerson,
    own: LockedCase,
    cases: readonly LockedCase[],
  ): Promise<void> {
    const decided = idsOf(cases.filter((one) => one.state === 'decided'));
    await closeRounds(manager, decided);
    await this.go(
      manager,
      person,
      decided,
      'undone',
      `${BACK_TO_OPEN}, round = c.round + 1, flagged_again = false`,
      {},
    );
    await openRounds(manager, decided, 'undone');
    if (decided.includes(own.id) && !(await holdsAny(manager, person.id))) {
      await this.go(manager, person, [own.id], 'assigned', 'assigned_to = $2', { personId: person.id }, [person.id]);
    }
  }

  /**
   * The grace period is over: the cases close. Those that were flagged after the decision open again at once, with a
   * new round and a deadline of its own. Cases that are not `decided` are left alone, so it may run twice.
   */
  async settle(manager: EntityManager, actor: Actor, cases: readonly LockedCase[]): Promise<void> {
    const decided = cases.filter((one) => one.state === 'decided');
    if (decided.length === 0) return;
    await closeRounds(manager, idsOf(decided));
    await this.go(
      manager,
      actor,
      idsOf(decided),
      'closed',
      `state = 'closed', closed_at = clock_timestamp(), closed_reason = 'decided'`,
      {},
    );
    const again = decided.filter((one) => one.flaggedAgain);
    if (again.length > 0) await this.reopening.reopen(manager, actor, idsOf(again), 'flagged_again');
  }

  private async go(
    manager: EntityManager,
    actor: Actor,
    caseIds: readonly string[],
    what: CaseChangeKind,
    assignments: string,
    details: Readonly<Record<string, string>>,
    parameters: readonly unknown[] = [],
  ): Promise<void> {
    const changed = await step(manager, caseIds, assignments, parameters);
    await this.audit.recordMany(
      manager,
      actor,
      changed.map((one) => stepEntry(actor, what, one, { ...details, round: one.round })),
    );
  }
}

function idsOf(cases: readonly LockedCase[]): string[] {
  return cases.map((one) => one.id);
}

async function holdsAny(manager: EntityManager, personId: string): Promise<boolean> {
  const held = await rows(manager, `select from review_case where claimed_by = $1 and state = 'claimed' limit 1`, [
    personId,
  ]);
  return held.length > 0;
}
