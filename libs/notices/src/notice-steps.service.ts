import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { isEmailAddress } from './email-address-rules.js';
import { noticeEvents } from './notices.events.js';
import { notUndelivered } from './notices.errors.js';

interface Undelivered {
  readonly state: string;
  readonly keyId: string;
  readonly caseId: string | null;
  readonly subjectId: string | null;
}

/** What people do about notices that did not arrive. */
@Injectable()
export class NoticeStepsService {
  constructor(
    private readonly audit: AuditService,
    private readonly personal: PersonalText,
  ) {}

  /** Sends it again with all its attempts, to another e-mail address when one is given. Throws NOT_FOUND, NOTICE_STATE, INVALID_INPUT. */
  async resend(manager: EntityManager, person: ActingPerson, id: string, address: string | null): Promise<void> {
    if (address !== null && !isEmailAddress(address)) throw invalid('address', 'This is not an e-mail address.');
    const notice = await this.lock(manager, id);
    await manager.query(
      `update notice set state = 'waiting', attempts = 0, version = version + 1, outcome_code = null, next_attempt_at = clock_timestamp(),
         channel = case when $2::bytea is null then channel else 'email' end, sealed_address = coalesce($2, sealed_address)
       where id = $1`,
      [id, address === null ? null : await this.personal.seal(manager, notice.keyId, address.trim())],
    );
    await this.record(manager, person, id, notice, 'notice.resent', true);
  }

  /** Records that somebody gave it to its person in another way; the time for an appeal runs from now. Throws NOT_FOUND, NOTICE_STATE. */
  async handOver(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    const notice = await this.lock(manager, id);
    await manager.query(
      `update notice set state = 'sent', channel = 'by_hand', version = version + 1, outcome_code = null,
         sent_at = clock_timestamp(), informed_at = clock_timestamp() where id = $1`,
      [id],
    );
    await this.record(manager, person, id, notice, 'notice.handedOver', false);
  }

  /** Records that somebody took the whole text, reference and all, to hand it over. Throws NOT_FOUND, NOTICE_STATE. */
  async takeOut(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    const notice = await this.lock(manager, id);
    await this.record(manager, person, id, notice, 'notice.takenOut', false);
  }

  private async lock(manager: EntityManager, id: string): Promise<Undelivered> {
    const [found] = await rows<Undelivered>(
      manager,
      `select state, key_id as "keyId", case_id as "caseId", subject_id as "subjectId" from notice where id = $1 for no key update`,
      [id],
    );
    if (!found) throw notFound('notice');
    if (!['bounced', 'no_address', 'failed'].includes(found.state)) throw notUndelivered(found.state);
    return found;
  }

  private record(
    manager: EntityManager,
    person: ActingPerson,
    id: string,
    notice: Undelivered,
    kind: string,
    due: boolean,
  ): Promise<void> {
    return this.audit.record(manager, person, {
      kind,
      target: { kind: 'notice', id },
      caseId: notice.caseId,
      subjectId: notice.subjectId,
      details: { from: notice.state },
      events: noticeEvents(id, due),
    });
  }
}
