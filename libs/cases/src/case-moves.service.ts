import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, invalid, notFound } from '@mizan/foundation/errors.js';
import { BACK_TO_OPEN, lockCases, step, type LockedCase } from './case-steps.js';
import { CaseNotesService } from './case-notes.service.js';
import {
  caseChanged,
  caseTaken,
  leaseLost,
  notEligible,
  notIndependent,
  reservedQueue,
  wrongState,
} from './cases.errors.js';
import { checkUntil, holdLocked } from './hold-steps.js';
import { judgeLease } from './lease-rules.js';
import { checkReason, stepEntry } from './leases.service.js';
import { QueueAccessService } from './queue-access.service.js';
import { ReservedCasesService } from './reserved-cases.service.js';

/** What became of each case of a selection: those that changed, and why others did not. */
export interface BulkAnswer {
  readonly changed: string[];
  readonly refused: { readonly caseId: string; readonly code: string; readonly message: string }[];
}

/** Cases that one call may change. */
export const BULK_LIMIT = 100;

/** Taking cases to another queue or to a person. */
@Injectable()
export class CaseMovesService {
  constructor(
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
    private readonly notes: CaseNotesService,
    private readonly reserved: ReservedCasesService,
  ) {}

  /**
   * Takes a case to the escalation queue of its queue, where it is open again; the reason stays as a note. Whoever holds
   * it shows the lease, others may escalate what nobody holds.
   * Throws NOT_FOUND, CASE_LEASE_LOST, CASE_TAKEN, CASE_CHANGED, CASE_STATE, NO_ESCALATION_QUEUE.
   */
  async escalate(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly caseId: string; readonly leaseToken: string | null; readonly version: number },
    reason: string,
  ): Promise<void> {
    const words = checkReason(reason);
    const [found] = await this.locked(manager, person, [input.caseId]);
    if (!found) throw notFound('case');
    if (input.leaseToken !== null) this.mustHold(found, person, input.leaseToken);
    else this.mustBeFree(found, person);
    if (found.version !== input.version) throw caseChanged(found.version);
    await this.escalateTo(manager, person, [found], await this.escalationOf(manager, found), words);
  }

  /** Escalates a selection of what nobody else holds, each to where its queue escalates. Throws INVALID_INPUT. */
  async escalateMany(
    manager: EntityManager,
    person: ActingPerson,
    caseIds: readonly string[],
    reason: string,
  ): Promise<BulkAnswer> {
    const words = checkReason(reason);
    const targets = new Map<string, string>();
    return this.each(manager, person, caseIds, {
      check: async (found) => {
        this.mustBeFree(found, person);
        targets.set(found.id, await this.escalationOf(manager, found));
      },
      apply: async (list) => {
        for (const target of new Set(targets.values())) {
          const going = list.filter((one) => targets.get(one.id) === target);
          if (going.length > 0) await this.escalateTo(manager, person, going, target, words);
        }
      },
    });
  }

  private async escalateTo(
    manager: EntityManager,
    person: ActingPerson,
    list: readonly LockedCase[],
    queueId: string,
    words: string,
  ): Promise<void> {
    await this.notes.write(manager, person, idsOf(list), words);
    await this.to(manager, person, list, queueId, 'escalated', ', escalated_from = c.queue_id, assigned_to = null');
  }

  private async escalationOf(manager: EntityManager, found: LockedCase): Promise<string> {
    const [target] = await rows<{ id: string | null }>(
      manager,
      `select e.id from queue q left join queue e on e.id = q.escalation_queue_id and e.active where q.id = $1`,
      [found.queueId],
    );
    if (!target?.id) {
      throw new AppError('NO_ESCALATION_QUEUE', 'conflict', 'This queue has nowhere to escalate to.');
    }
    await this.mustFit(manager, found, target.id);
    return target.id;
  }

  /** Takes a selection to another queue. Throws NOT_FOUND (queue), INVALID_INPUT (`caseIds`, `reason`). */
  async move(
    manager: EntityManager,
    person: ActingPerson,
    caseIds: readonly string[],
    queueId: string,
    reason: string,
  ): Promise<BulkAnswer> {
    const words = checkReason(reason);
    const [queue] = await rows<{ id: string }>(manager, 'select id from queue where id = $1 and active', [queueId]);
    if (!queue) throw notFound('queue');
    return this.each(manager, person, caseIds, {
      check: async (found) => {
        this.mustBeFree(found, person);
        await this.mustFit(manager, found, queueId);
      },
      apply: async (list) => {
        await this.notes.write(manager, person, idsOf(list), words);
        await this.to(manager, person, list, queueId, 'moved', '');
      },
    });
  }

  /** Gives a selection to a person, who is served it first; null takes assignments back. Throws INVALID_INPUT. */
  async assign(
    manager: EntityManager,
    person: ActingPerson,
    caseIds: readonly string[],
    personId: string | null,
  ): Promise<BulkAnswer> {
    return this.each(manager, person, caseIds, {
      check: async (found) => {
        if (found.state === 'claimed' && found.claimedBy === personId) return;
        this.mustBeFree(found, person);
        if (personId !== null) await this.mustBeEligible(manager, personId, found);
      },
      apply: async (list) => {
        const changed = await step(manager, idsOf(list), 'assigned_to = $2', [personId]);
        await this.audit.recordMany(
          manager,
          person,
          changed.map((one) => stepEntry(person, 'assigned', one, { personId })),
        );
      },
    });
  }

  /** Sets a selection aside until a time. Throws INVALID_INPUT (`until`, `reason`, `caseIds`). */
  async hold(
    manager: EntityManager,
    person: ActingPerson,
    caseIds: readonly string[],
    until: Date,
    reason: string,
  ): Promise<BulkAnswer> {
    const words = checkReason(reason);
    await checkUntil(manager, until);
    return this.each(manager, person, caseIds, {
      check: async (found) => this.mustBeFree(found, person, ['open', 'claimed']),
      apply: async (list) => {
        const open = list.filter((one) => one.state === 'open');
        // A case is set aside by whoever has it: open ones are taken for that moment.
        const taken = `state = 'claimed', claimed_by = $2, lease_expires_at = clock_timestamp(), lapsed_from = null`;
        await step(manager, idsOf(open), taken, [person.id], { keepVersion: true });
        await this.audit.recordMany(manager, person, await holdLocked(manager, person, list, until, words));
      },
    });
  }

  private async to(
    manager: EntityManager,
    person: ActingPerson,
    list: readonly LockedCase[],
    queueId: string,
    what: 'escalated' | 'moved',
    alsoSet: string,
  ): Promise<void> {
    const from = new Map(list.map((one) => [one.id, one.queueId]));
    const released = idsOf(list.filter((one) => one.state === 'claimed'));
    if (released.length > 0) await step(manager, released, BACK_TO_OPEN, [], { keepVersion: true });
    const changed = await step(manager, idsOf(list), `queue_id = $2, lapsed_from = null${alsoSet}`, [queueId]);
    await this.audit.recordMany(
      manager,
      person,
      changed.map((one) =>
        stepEntry(person, what, one, { fromQueueId: from.get(one.id) ?? null }, from.get(one.id) ?? null),
      ),
    );
    await this.reserved.gather(
      manager,
      person,
      list.map((one) => one.subjectId),
    );
  }

  private async each(
    manager: EntityManager,
    person: ActingPerson,
    caseIds: readonly string[],
    work: { check(found: LockedCase): Promise<void>; apply(list: readonly LockedCase[]): Promise<void> },
  ): Promise<BulkAnswer> {
    if (caseIds.length < 1 || caseIds.length > BULK_LIMIT) {
      throw invalid('caseIds', `1 to ${BULK_LIMIT} cases at once.`, { max: BULK_LIMIT });
    }
    const found = new Map((await this.locked(manager, person, caseIds)).map((one) => [one.id, one]));
    const good: LockedCase[] = [];
    const refused: BulkAnswer['refused'] = [];
    for (const caseId of new Set(caseIds)) {
      try {
        const one = found.get(caseId);
        if (!one) throw notFound('case');
        await work.check(one);
        good.push(one);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        refused.push({ caseId, code: error.code, message: error.message });
      }
    }
    if (good.length > 0) await work.apply(good);
    return { changed: idsOf(good), refused };
  }

  /** Locked cases in queues that the person may see; the others do not exist for them. */
  private async locked(
    manager: EntityManager,
    person: ActingPerson,
    caseIds: readonly string[],
  ): Promise<LockedCase[]> {
    const visible = await this.access.visibleQueueIds(person, manager);
    return (await lockCases(manager, caseIds)).filter((one) => visible.includes(one.queueId));
  }

  private mustHold(found: LockedCase, person: ActingPerson, leaseToken: string): void {
    const answer = judgeLease(found, { personId: person.id, leaseToken, version: null });
    if (answer === 'decided') throw wrongState(found.state);
    if (answer === 'lost' || found.state !== 'claimed') throw leaseLost();
  }

  private mustBeFree(found: LockedCase, person: ActingPerson, states = ['open', 'on_hold', 'claimed']): void {
    if (!states.includes(found.state)) throw wrongState(found.state);
    if (found.state === 'claimed' && found.claimedBy !== person.id) throw caseTaken();
  }

  private async mustFit(manager: EntityManager, found: LockedCase, queueId: string): Promise<void> {
    if (found.category !== 'child_safety') return;
    const [queue] = await rows<{ kind: string }>(manager, 'select kind from queue where id = $1', [queueId]);
    if (queue?.kind !== 'child_safety') throw reservedQueue();
  }

  private async mustBeEligible(manager: EntityManager, personId: string, found: LockedCase): Promise<void> {
    const [who] = await rows<{ active: boolean; roles: string[]; opted_out: boolean; barred: boolean }>(
      manager,
      `select p.status = 'active' as active, is_barred_from_case($3, p.id) as barred,
         array(select role from person_role r where r.person_id = p.id) as roles,
         exists (select from claim_exclusion x where x.person_id = p.id and (x.category = $2 or x.case_id = $3)
                 and (x.until is null or x.until > clock_timestamp()))
           or coalesce(p.settings -> 'optOutCategories' ? $2, false) as opted_out
       from person p where p.id = $1`,
      [personId, found.category, found.id],
    );
    if (!who) throw notFound('person');
    if (!who.active) throw notEligible('disabled');
    if (who.barred) throw notIndependent();
    if (who.opted_out) throw notEligible('opted_out');
    if (!(await this.access.mayWorkByRoles(personId, who.roles, found.queueId, manager)))
      throw notEligible('no_access');
  }
}

function idsOf(list: readonly LockedCase[]): string[] {
  return list.map((one) => one.id);
}
