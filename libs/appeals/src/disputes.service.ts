import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { AppealRecordService } from './appeal-record.service.js';
import type { AppealOutcome } from './appeal-transition-rules.js';
import { disputeOpen, notClosed } from './appeals.errors.js';

/** Days in which a body decides, and the most that it may take in a complex case (DSA Art. 21(4)). */
const DISPUTE_DAYS = 90;
const DISPUTE_MAX_DAYS = 180;
/** Longest name of a body or number of a dispute. */
const MAX_NAME = 300;
const DAY_MS = 86_400_000;

/** What is known of a dispute when it is sent to a body. */
export interface SentDispute {
  readonly body: string;
  readonly reference: string | null;
  readonly sentAt: Date;
  /** Default: 90 days after it was sent. */
  readonly dueAt: Date | null;
}

export interface DisputeOutcome {
  readonly outcome: AppealOutcome;
  readonly outcomeAt: Date;
  /** The desk did as the body decided; null = it need not, or has not yet. */
  readonly implemented: boolean | null;
}

/** The out-of-court stage after an appeal was answered (DSA Art. 21), as it is told to the desk. */
@Injectable()
export class DisputesService {
  constructor(private readonly appeals: AppealRecordService) {}

  /** Throws NOT_FOUND, APPEAL_NOT_CLOSED, DISPUTE_OPEN, INVALID_INPUT (`body`, `reference`, `sentAt`, `dueAt`). */
  async record(manager: EntityManager, person: ActingPerson, appealId: string, sent: SentDispute): Promise<string> {
    mustHold(person, 'appeal.manage');
    const body = sent.body.trim();
    if (body === '' || body.length > MAX_NAME) throw invalid('body', `1 to ${MAX_NAME} characters.`, { max: MAX_NAME });
    const reference = sent.reference?.trim() ?? '';
    if (reference.length > MAX_NAME) throw invalid('reference', `At most ${MAX_NAME} characters.`, { max: MAX_NAME });
    const dueAt = sent.dueAt ?? new Date(sent.sentAt.getTime() + DISPUTE_DAYS * DAY_MS);
    const latest = sent.sentAt.getTime() + DISPUTE_MAX_DAYS * DAY_MS;
    if (dueAt <= sent.sentAt || dueAt.getTime() > latest)
      throw invalid('dueAt', `At most ${DISPUTE_MAX_DAYS} days after it was sent.`, { maxDays: DISPUTE_MAX_DAYS });
    const appeal = await this.appeals.lock(manager, appealId);
    if (!appeal) throw notFound('appeal');
    if (appeal.state === 'out_of_court') throw disputeOpen();
    if (appeal.state !== 'closed' || appeal.decidedAt === null) throw notClosed();
    if (sent.sentAt < appeal.submittedAt || sent.sentAt.getTime() > Date.now() + DAY_MS)
      throw invalid('sentAt', 'After the appeal was filed, and not in the future.');
    const id = newId();
    await manager.query(
      `insert into appeal_dispute (id, appeal_id, body, reference, sent_at, due_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, appealId, body, reference === '' ? null : reference, sent.sentAt, dueAt, person.id],
    );
    await this.appeals.go(manager, person, appeal, 'out_of_court', { closed_at: null }, { disputeId: id });
    return id;
  }

  /** The body has decided: the appeal is closed again. Answers the appeal. Throws NOT_FOUND, INVALID_INPUT (`outcomeAt`). */
  async conclude(
    manager: EntityManager,
    person: ActingPerson,
    disputeId: string,
    told: DisputeOutcome,
  ): Promise<string> {
    mustHold(person, 'appeal.manage');
    const [found] = await rows<{ appealId: string; sentAt: Date }>(
      manager,
      `select appeal_id as "appealId", sent_at as "sentAt" from appeal_dispute where id = $1`,
      [disputeId],
    );
    const appeal = found && (await this.appeals.lock(manager, found.appealId));
    if (!found || !appeal) throw notFound('dispute');
    if (told.outcomeAt < found.sentAt) throw invalid('outcomeAt', 'Not before it was sent.');
    await manager.query(
      `update appeal_dispute set outcome = $2, outcome_at = $3, implemented = $4, version = version + 1 where id = $1`,
      [disputeId, told.outcome, told.outcomeAt, told.implemented],
    );
    const details = { disputeId, outcome: told.outcome, implemented: told.implemented };
    if (appeal.state === 'out_of_court')
      await this.appeals.go(manager, person, appeal, 'closed', { closed_at: 'now' }, details);
    else await this.appeals.note(manager, person, appeal, 'dispute_changed', details);
    return appeal.id;
  }
}
