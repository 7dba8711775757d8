import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, notFound } from '@mizan/foundation/errors.js';
import { CaseNotesService } from './case-notes.service.js';
import { CaseReopeningService } from './case-reopening.service.js';
import { BACK_TO_OPEN, lockCases, step, type LockedCase } from './case-steps.js';
import { caseChanged, wrongState } from './cases.errors.js';
import { checkUntil, holdLocked } from './hold-steps.js';
import { checkReason, LeasesService, stepEntry, type HeldLease } from './leases.service.js';
import { QueueAccessService } from './queue-access.service.js';

/** Setting one case aside until a time, bringing it back, and opening a closed one again. */
@Injectable()
export class CaseHoldsService {
  constructor(
    private readonly audit: AuditService,
    private readonly access: QueueAccessService,
    private readonly leases: LeasesService,
    private readonly notes: CaseNotesService,
    private readonly reopening: CaseReopeningService,
  ) {}

  /** Throws NOT_FOUND, CASE_LEASE_LOST, INVALID_INPUT (`until`, `reason`). */
  async hold(
    manager: EntityManager,
    person: ActingPerson,
    lease: HeldLease,
    until: Date,
    reason: string,
  ): Promise<void> {
    const words = checkReason(reason);
    await checkUntil(manager, until);
    const held = await this.leases.mustHold(manager, person, lease);
    await this.audit.recordMany(manager, person, await holdLocked(manager, person, [held], until, words));
  }

  /** Ends a hold before its time. Throws NOT_FOUND, CASE_CHANGED, CASE_STATE. */
  async resume(manager: EntityManager, person: ActingPerson, caseId: string, version: number): Promise<void> {
    await this.lockIn(manager, person, caseId, version, 'on_hold');
    const changed = await step(manager, [caseId], BACK_TO_OPEN);
    await this.audit.recordMany(
      manager,
      person,
      changed.map((one) => stepEntry(person, 'resumed', one)),
    );
  }

  /**
   * Opens a closed case again, with a new round; the reason stays as a note. Throws NOT_FOUND, CASE_CHANGED, CASE_STATE,
   * CASE_ALREADY_OPEN when the subject has another open case or this one was merged.
   */
  async reopen(
    manager: EntityManager,
    person: ActingPerson,
    shown: { readonly caseId: string; readonly version: number },
    reason: string,
  ): Promise<void> {
    const words = checkReason(reason);
    const found = await this.lockIn(manager, person, shown.caseId, shown.version, 'closed');
    const others = await rows(
      manager,
      `select from review_case where subject_id = $1 and kind = 'flagged' and state <> 'closed' and $2 = 'flagged' limit 1`,
      [found.subjectId, found.kind],
    );
    if (others.length > 0 || found.closedReason === 'merged') {
      throw new AppError('CASE_ALREADY_OPEN', 'conflict', 'The subject has another case; work on that one.');
    }
    await this.notes.write(manager, person, [found.id], words);
    await this.reopening.reopen(manager, person, [found.id], 'reopened');
  }

  private async lockIn(
    manager: EntityManager,
    person: ActingPerson,
    caseId: string,
    version: number,
    state: string,
  ): Promise<LockedCase> {
    const [found] = await lockCases(manager, [caseId]);
    if (!found) throw notFound('case');
    await this.access.mustSee(person, found.queueId, manager);
    if (found.state !== state) throw wrongState(found.state);
    if (found.version !== version) throw caseChanged(found.version);
    return found;
  }
}
