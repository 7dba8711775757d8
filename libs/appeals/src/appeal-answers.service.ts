import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IndependenceService } from '@mizan/decisions/independence.service.js';
import type { SecondLook } from '@mizan/decisions/reversals.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { AppealStepsService } from './appeal-steps.service.js';
import type { AppealOutcome } from './appeal-transition-rules.js';
import { notIndependent } from './appeals.errors.js';
import { APPEAL_RESOLVED, appealEvent } from './appeals.events.js';

/** An answer with the decision that was made for it. */
export interface GivenAnswer {
  readonly outcome: AppealOutcome;
  readonly reasons: string;
  readonly omittedReason: string | null;
  readonly lifted: readonly string[];
  /** What fell with the person and is lifted with theirs. */
  readonly felled?: readonly string[];
  readonly made: SecondLook;
}

/** Writes the answer to an appeal, whether it is given alone or together with others of its kind. */
@Injectable()
export class AppealAnswersService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly steps: AppealStepsService,
    private readonly independence: IndependenceService,
    private readonly personal: PersonalText,
  ) {}

  /** Asked again at the moment of deciding: a claim may be older than what is known now. Throws NOT_INDEPENDENT. */
  async mustBeIndependent(manager: EntityManager, person: ActingPerson, caseId: string): Promise<void> {
    if ((await this.independence.barred(manager, caseId)).includes(person.id)) throw notIndependent();
  }

  /** The appeal is decided; once the grace period is over it is carried out and the person is told. */
  async record(manager: EntityManager, person: ActingPerson, appeal: LockedAppeal, answer: GivenAnswer): Promise<void> {
    const { made, outcome } = answer;
    await manager.query(
      `update appeal_restriction set result = case when restriction_id = any($2::uuid[]) then 'reversed' else 'upheld' end
       where appeal_id = $1 and asked`,
      [appeal.id, answer.lifted],
    );
    await manager.query(
      `insert into appeal_restriction (appeal_id, restriction_id, asked, result)
       select $1, restriction, false, 'reversed' from unnest($2::uuid[]) restriction
       on conflict (appeal_id, restriction_id) do update set result = excluded.result`,
      [appeal.id, answer.felled ?? []],
    );
    await manager.query('update appeal set sealed_answer = $2 where id = $1', [
      appeal.id,
      await this.personal.seal(manager, appeal.keyId, answer.reasons),
    ]);
    await this.appeals.go(
      manager,
      person,
      appeal,
      'decided',
      {
        outcome,
        omitted_reason: answer.omittedReason,
        decided_at: 'now',
        resolution_decision_id: made.decisionId,
        waiting_for_answer: false,
      },
      { outcome, decisionId: made.decisionId, lifted: answer.lifted.length, felled: answer.felled?.length ?? 0 },
      [appealEvent(APPEAL_RESOLVED, appeal)],
    );
    await this.steps.restart(manager, appeal.id, { kind: 'execute_check', dueAt: made.graceUntil, aboutId: null });
  }
}
