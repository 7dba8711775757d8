import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type AuditDetails, type OutboxEvent } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppealStepsService } from './appeal-steps.service.js';
import type { AppealOutcome, AppealState } from './appeal-transition-rules.js';
import { mayBecome } from './appeal-transition-rules.js';
import { APPEAL_CHANGED, appealEvent } from './appeals.events.js';

/** An appeal as it stands, locked for the rest of the transaction. */
export interface LockedAppeal {
  readonly id: string;
  readonly number: string;
  readonly platformId: string;
  readonly subjectId: string;
  readonly decisionId: string | null;
  readonly flagId: string | null;
  readonly appellant: 'affected' | 'reporter';
  readonly claimedStatus: string | null;
  readonly registerClass: boolean;
  readonly language: string;
  readonly keyId: string;
  readonly sealedContact: Buffer | null;
  readonly verifiedBy: string;
  readonly state: AppealState;
  readonly outcome: AppealOutcome | null;
  readonly waitingForAnswer: boolean;
  readonly caseId: string | null;
  readonly groupId: string | null;
  readonly submittedAt: Date;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  readonly resolutionDecisionId: string | null;
  readonly version: number;
}

const LOCKED = `a.id, a.number, a.platform_id as "platformId", a.subject_id as "subjectId", a.decision_id as "decisionId",
  a.flag_id as "flagId", a.appellant, a.claimed_status as "claimedStatus", a.register_class as "registerClass", a.language,
  a.key_id as "keyId", a.sealed_contact as "sealedContact", a.verified_by as "verifiedBy", a.state, a.outcome,
  a.waiting_for_answer as "waitingForAnswer", a.case_id as "caseId", a.group_id as "groupId", a.submitted_at as "submittedAt",
  a.due_at as "dueAt", a.decided_at as "decidedAt", a.resolution_decision_id as "resolutionDecisionId", a.version`;

/** Columns that a step of an appeal may set beside its state; `now` in a time is the database's. */
export type AppealColumns = Readonly<
  Partial<
    Record<
      | 'acknowledged_at'
      | 'decided_at'
      | 'notified_at'
      | 'closed_at'
      | 'case_id'
      | 'outcome'
      | 'omitted_reason'
      | 'new_restriction'
      | 'resolution_decision_id'
      | 'waiting_for_answer'
      | 'needs_outside_handler'
      | 'verified_by'
      | 'group_id',
      string | boolean | Date | null
    >
  >
>;

/** Reads and writes the row of an appeal; every change is audited and told to the screens. */
@Injectable()
export class AppealRecordService {
  constructor(
    private readonly steps: AppealStepsService,
    private readonly audit: AuditService,
  ) {}

  /** Undefined when there is none. */
  async lock(manager: EntityManager, id: string): Promise<LockedAppeal | undefined> {
    const [found] = await rows<LockedAppeal>(
      manager,
      `select ${LOCKED} from appeal a where a.id = $1 for no key update`,
      [id],
    );
    return found;
  }

  /** The appeal of a second look, locked. */
  async lockOfCase(manager: EntityManager, caseId: string): Promise<LockedAppeal | undefined> {
    const [found] = await rows<LockedAppeal>(
      manager,
      `select ${LOCKED} from appeal a where a.case_id = $1 for no key update`,
      [caseId],
    );
    return found;
  }

  /** Takes the appeal to another state, with what goes along. Throws when the step is not allowed: a mistake of ours. */
  async go(
    manager: EntityManager,
    actor: Actor,
    appeal: LockedAppeal,
    to: AppealState,
    columns: AppealColumns,
    details: AuditDetails = {},
    events: readonly OutboxEvent[] = [],
  ): Promise<void> {
    if (!mayBecome(appeal.state, to)) throw new Error(`An appeal cannot go from ${appeal.state} to ${to}.`);
    await this.write(manager, appeal.id, { ...columns, state: to });
    await this.steps.cameTo(manager, appeal.id, to);
    await this.note(manager, actor, appeal, NAMES[to], { ...details, state: to }, events);
  }

  /** Changes columns without a change of state. */
  async change(
    manager: EntityManager,
    actor: Actor,
    appeal: LockedAppeal,
    what: string,
    columns: AppealColumns,
    details: AuditDetails = {},
  ): Promise<void> {
    await this.write(manager, appeal.id, columns);
    await this.note(manager, actor, appeal, what, details);
  }

  /** Writes down that something happened to the appeal. */
  async note(
    manager: EntityManager,
    actor: Actor,
    appeal: LockedAppeal,
    what: string,
    details: AuditDetails = {},
    events: readonly OutboxEvent[] = [],
  ): Promise<void> {
    await this.audit.record(manager, actor, {
      kind: `appeal.${what}`,
      target: { kind: 'appeal', id: appeal.id },
      caseId: appeal.caseId,
      subjectId: appeal.subjectId,
      details,
      events: [appealEvent(APPEAL_CHANGED, appeal), ...events],
    });
  }

  private async write(
    manager: EntityManager,
    id: string,
    columns: AppealColumns & { readonly state?: AppealState },
  ): Promise<void> {
    const names = Object.keys(columns);
    const assignments = names.map((name) => `${name} = n.${name}`).join(', ');
    await manager.query(
      `update appeal a set ${assignments}${names.length > 0 ? ', ' : ''}version = a.version + 1
       from jsonb_populate_record(null::appeal, $2::jsonb) n where a.id = $1`,
      [id, JSON.stringify(columns)],
    );
  }
}

const NAMES: Readonly<Record<AppealState, string>> = {
  received: 'received',
  acknowledged: 'acknowledged',
  in_review: 'routed',
  decided: 'decided',
  executing: 'executing',
  closed: 'closed',
  out_of_court: 'taken_out_of_court',
};
