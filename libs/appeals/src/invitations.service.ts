import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PrivateQueuesService } from '@mizan/cases/private-queues.service.js';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { holds, ROLES } from '@mizan/foundation/permissions.js';
import { AppealRecordService } from './appeal-record.service.js';
import { appealClosed, handlerRefused } from './appeals.errors.js';

/** Where nobody of the desk may work an appeal, one person from outside is let in to this one case (settled 31). */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly independence: IndependenceService,
    private readonly queues: PrivateQueuesService,
  ) {}

  /** Throws NOT_FOUND, APPEAL_CLOSED, HANDLER_REFUSED (`personId`), CASE_STATE. */
  async invite(manager: EntityManager, person: ActingPerson, appealId: string, personId: string): Promise<void> {
    mustHold(person, 'appeal.manage');
    const appeal = await this.appeals.lock(manager, appealId);
    if (!appeal) throw notFound('appeal');
    if (appeal.state !== 'in_review' || appeal.caseId === null) throw appealClosed();
    const [invited] = await rows<{ active: boolean; roles: string[] }>(
      manager,
      `select p.status = 'active' as active, array(select role from person_role where person_id = p.id) as roles
       from person p where p.id = $1`,
      [personId],
    );
    if (!invited) throw notFound('person');
    if (!invited.active) throw handlerRefused('inactive');
    if (
      !holds(
        ROLES.filter((role) => invited.roles.includes(role)),
        'appeal.work',
      )
    )
      throw handlerRefused('no_right');
    if ((await this.independence.barred(manager, appeal.caseId)).includes(personId)) throw handlerRefused('barred');
    if ((await this.independence.eligible(manager, appeal.caseId)).length > 0) throw handlerRefused('not_needed');
    const queueId = await this.queues.setApart(manager, person, appeal.caseId, {
      personId,
      names: { en: appeal.number, ar: appeal.number },
    });
    await manager.query(
      `insert into appeal_invitation (appeal_id, person_id, invited_by, expires_at) values ($1, $2, $3, $4)
       on conflict (appeal_id, person_id) do update set invited_by = excluded.invited_by, invited_at = clock_timestamp(),
         expires_at = excluded.expires_at, ended_at = null`,
      [appealId, personId, person.id, appeal.dueAt],
    );
    await this.appeals.change(
      manager,
      person,
      appeal,
      'handler_invited',
      { needs_outside_handler: false },
      { personId, queueId },
    );
  }
}
