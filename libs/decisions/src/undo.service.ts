import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CaseDecidingService } from '@mizan/cases/case-deciding.service.js';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { DECISION_UNDONE, decisionEvent } from './decisions.events.js';
import { alreadyUndone, notAParticipant, undoTooLate } from './decisions.errors.js';
import { RestrictionsService } from './restrictions.service.js';
import { StaysService } from './stays.service.js';
import { StrikesService } from './strikes.service.js';

/** Taking a decision back while none of its orders has left. */
@Injectable()
export class UndoService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly access: QueueAccessService,
    private readonly restrictions: RestrictionsService,
    private readonly audit: AuditService,
    private readonly stays: StaysService,
    private readonly strikes: StrikesService,
  ) {}

  /**
   * Cancels waiting orders, ends covers, lets stand again what a correction had ended, and opens the cases again; the
   * person gets the case back when they hold no other. Whoever took part may do it.
   * Throws NOT_FOUND, NOT_A_PARTICIPANT, DECISION_UNDONE, UNDO_TOO_LATE.
   */
  async undo(manager: EntityManager, person: ActingPerson, decisionId: string): Promise<void> {
    const decision = await this.find(manager, decisionId);
    const cases = await this.cases.lockDecided(manager, decision.caseIds);
    const own = cases.find((each) => each.id === decision.caseId);
    if (!own) throw notFound('decision');
    await this.access.mustSee(person, own.queueId, manager);
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
    await this.strikes.restore(manager, decisionId);
    await this.stays.reopen(manager, decisionId);
    await this.cases.reopenUndone(manager, person, own, cases);
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
    const [found] = await rows<{ caseId: string; caseIds: string[]; participants: string[]; now: Date }>(
      manager,
      `select d.case_id as "caseId", clock_timestamp() as now,
         (select array_agg(s.case_id) from decision_subject s where s.decision_id = d.id and s.case_id is not null)
           || coalesce((select array_agg(w.case_id) from decision_waiting_case w where w.decision_id = d.id), '{}') as "caseIds",
         (select array_agg(p.person_id) from decision_participant p where p.decision_id = d.id) as participants
       from decision d where d.id = $1`,
      [id],
    );
    if (!found) throw notFound('decision');
    return found;
  }
}
