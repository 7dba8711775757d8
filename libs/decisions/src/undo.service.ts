import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CasesService } from '@mizan/cases/cases.service.js';
import { ClaimsService } from '@mizan/cases/claims.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { holds } from '@mizan/foundation/permissions.js';
import { notFound } from '@mizan/foundation/errors.js';
import { DECISION_UNDONE, decisionEvent } from './decisions.events.js';
import { alreadyUndone, notAParticipant, undoTooLate } from './decisions.errors.js';
import { DecidingLocksService } from './deciding-locks.service.js';
import { RestrictionsService } from './restrictions.service.js';

/** Taking a decision back while none of its orders has left. */
@Injectable()
export class UndoService {
  constructor(
    private readonly cases: CasesService,
    private readonly locks: DecidingLocksService,
    private readonly claims: ClaimsService,
    private readonly restrictions: RestrictionsService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Cancels waiting orders, ends covers, lets stand again what a correction had ended, and opens the cases again; the
   * person gets the case back when they hold no other. Whoever took part may do it.
   * Throws NOT_FOUND, NOT_A_PARTICIPANT, DECISION_UNDONE, UNDO_TOO_LATE.
   */
  async undo(manager: EntityManager, person: ActingPerson, decisionId: string): Promise<void> {
    const decision = await this.find(manager, decisionId);
    const decided = await this.locks.lockDecided(manager, decisionId);
    const own = await this.cases.lock(manager, person, decision.caseId);
    if (!decision.participants.includes(person.id)) throw notAParticipant();
    const change = {
      caseId: decision.caseId,
      decisionId,
      cover: null,
      targets: [],
      endOf: [decisionId],
      endsOnly: null,
      endedBy: null,
      restoreEndedBy: decisionId,
    };
    // The orders are locked by now, so that none can leave between this look at the clock and the commit.
    const entries = await this.restrictions.change(manager, { ...change, notBefore: decision.now });
    await this.markUndone(manager, person, decisionId);
    const reopening = new Set([...(own.state === 'decided' ? [own.id] : []), ...decided.map((each) => each.id)]);
    await this.cases.undoToOpen(manager, person, [...reopening], decisionId);
    await this.takeAgain(manager, person, own.id);
    await this.audit.recordMany(manager, person, [
      {
        kind: 'decision.undone',
        target: { kind: 'decision', id: decisionId },
        caseId: decision.caseId,
        subjectId: own.subjectId,
        events: [decisionEvent(DECISION_UNDONE, decisionId, decision.caseId)],
      },
      ...entries,
    ]);
  }

  private async takeAgain(manager: EntityManager, person: ActingPerson, caseId: string): Promise<void> {
    const [free] = await rows<{ free: boolean }>(
      manager,
      `select not exists (select from review_case where claimed_by = $2 and state = 'claimed' and not prefetched)
         and exists (select from review_case where id = $1 and state = 'open') as free`,
      [caseId, person.id],
    );
    if (free?.free && holds(person.roles, 'case.claim')) await this.claims.claimCase(manager, person, caseId);
  }

  private async markUndone(manager: EntityManager, person: ActingPerson, decisionId: string): Promise<void> {
    const [done] = await rows<{ undone: boolean; in_time: boolean }>(
      manager,
      `with undone as (
         insert into decision_undo (decision_id, undone_by)
         select id, $2 from decision where id = $1 and grace_until > clock_timestamp()
         on conflict (decision_id) do nothing returning decision_id
       ), settled as (
         update decision_settlement s set settled_at = clock_timestamp() from undone where s.decision_id = undone.decision_id
       )
       select exists (select from undone) as undone,
         (select grace_until > clock_timestamp() from decision where id = $1) as in_time`,
      [decisionId, person.id],
    );
    if (done?.undone) return;
    throw done?.in_time ? alreadyUndone() : undoTooLate();
  }

  private async find(manager: EntityManager, id: string) {
    const [found] = await rows<{ caseId: string; participants: string[]; now: Date }>(
      manager,
      `select d.case_id as "caseId", clock_timestamp() as now,
         (select array_agg(p.person_id) from decision_participant p where p.decision_id = d.id) as participants
       from decision d where d.id = $1`,
      [id],
    );
    if (!found) throw notFound('decision');
    return found;
  }
}
