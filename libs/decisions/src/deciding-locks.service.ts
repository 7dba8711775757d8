import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CasesService, type LockedCase } from '@mizan/cases/cases.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';

/** Locks the cases that a decision touches, all in the order of their ids, so that two decisions wait for each other. */
@Injectable()
export class DecidingLocksService {
  constructor(
    private readonly cases: CasesService,
    private readonly access: QueueAccessService,
  ) {}

  /**
   * The open cases of the further subjects that a decision of `author` on this case closes with it: not decided yet, and
   * in queues that the author may work (others are left as they are, unsaid). The case itself is locked along with them.
   */
  async lockFurther(
    manager: EntityManager,
    author: Pick<ActingPerson, 'id' | 'roles'>,
    caseId: string,
    furtherSubjectIds: readonly string[],
  ): Promise<LockedCase[]> {
    if (furtherSubjectIds.length === 0) return [];
    const [own] = await rows<{ subject_id: string }>(manager, 'select subject_id from review_case where id = $1', [
      caseId,
    ]);
    const locked = await this.cases.lockOpenCasesOf(manager, [...(own ? [own.subject_id] : []), ...furtherSubjectIds]);
    const workable = await this.access.workableQueueIds(author, manager);
    return locked.filter((each) => each.id !== caseId && each.state !== 'decided' && workable.includes(each.queueId));
  }

  /** The cases that a decision closed and that nothing has opened since. */
  async lockDecided(manager: EntityManager, decisionId: string): Promise<LockedCase[]> {
    const closed = await rows<{ subject_id: string; case_id: string }>(
      manager,
      'select subject_id, case_id from decision_subject where decision_id = $1 and case_id is not null',
      [decisionId],
    );
    const ids = closed.map((row) => row.case_id);
    const locked = await this.cases.lockOpenCasesOf(
      manager,
      closed.map((row) => row.subject_id),
    );
    return locked.filter((each) => each.state === 'decided' && ids.includes(each.id));
  }

  /** The case of a proposal, whoever acts; null when it was closed meanwhile. */
  async lockAwaiting(manager: EntityManager, caseId: string): Promise<LockedCase | null> {
    const [own] = await rows<{ subject_id: string }>(manager, 'select subject_id from review_case where id = $1', [
      caseId,
    ]);
    const locked = own ? await this.cases.lockOpenCasesOf(manager, [own.subject_id]) : [];
    return locked.find((each) => each.id === caseId) ?? null;
  }
}
