import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CaseDecidingService, type LockedCase } from '@mizan/cases/case-deciding.service.js';
import { independently } from '@mizan/cases/cases.errors.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { newId } from '@mizan/foundation/ids.js';
import type { DecisionDraft } from './decision-draft.js';
import type { SubjectFacts } from './decision-rules.js';
import { DECISION_MADE, DECISION_REVERSED, decisionEvent, leaseEndedEvent } from './decisions.events.js';
import { RestrictionsService, type RestrictionChange } from './restrictions.service.js';
import { StaysService } from './stays.service.js';
import { StrikesService } from './strikes.service.js';

export interface DecisionParticipation {
  readonly personId: string;
  readonly role: 'proposed' | 'decided' | 'approved';
}

/** A decision that passed every rule, ready to be written. */
export interface DecisionToRecord {
  readonly draft: DecisionDraft;
  /** The case, locked. */
  readonly own: LockedCase;
  /** Open cases of further subjects that close with it, locked. */
  readonly further: readonly LockedCase[];
  readonly subjects: readonly SubjectFacts[];
  readonly participants: readonly DecisionParticipation[];
  readonly requiresSecond: boolean;
  /** The lease had run out, but nobody had taken the case again. */
  readonly late: boolean;
  /** By the database's clock. */
  readonly now: Date;
  /** Decisions whose covers end with this one; only these restrictions of them, null = all. */
  readonly ends: readonly string[];
  readonly endsOnly: readonly string[] | null;
}

/** Writes a decision and everything that follows from it, in the caller's transaction. */
@Injectable()
export class DecisionRecordService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly restrictions: RestrictionsService,
    private readonly audit: AuditService,
    private readonly settings: DeskSettings,
    private readonly stays: StaysService,
    private readonly strikes: StrikesService,
  ) {}

  /** Answers the id of the decision. Throws NOT_INDEPENDENT. */
  async record(manager: EntityManager, person: ActingPerson, made: DecisionToRecord): Promise<string> {
    const id = newId();
    const graceSeconds = await this.settings.get('grace_seconds', manager);
    const graceUntil = new Date(made.now.getTime() + graceSeconds * 1_000);
    const waiting = await this.stays.waiting(manager, made.own);
    const row = { ...decisionRow(id, graceUntil, made), waiting: waiting.map((each) => each.id) };
    await independently(() => manager.query(INSERT, [JSON.stringify(row)]));
    const entries = await this.restrictions.change(manager, restrictionChange(id, graceUntil, made));
    if (made.ends.length > 0) await this.strikes.revoke(manager, id, made.ends);
    await this.stays.end(manager, person, made.own, id);
    const { draft, own } = made;
    const further = [...made.further, ...waiting];
    await this.cases.markDecided(manager, person, id, own, further);
    const ended = further.filter((each) => each.state === 'claimed' && each.claimedBy !== person.id);
    await this.audit.recordMany(manager, person, [
      {
        kind: 'decision.made',
        target: { kind: 'decision', id },
        caseId: own.id,
        subjectId: own.subjectId,
        details: {
          outcome: draft.outcome,
          policyVersionId: draft.policyVersionId,
          round: own.round,
          corrects: draft.corrects,
          participants: made.participants.map((each) => `${each.role}:${each.personId}`),
          furtherSubjects: draft.furtherSubjectIds.length,
          findings: draft.findings.length,
          endedLeases: ended.map((each) => `${each.id}:${each.claimedBy ?? ''}`),
          ...(made.late ? { late: true } : {}),
        },
        events: [
          decisionEvent(DECISION_MADE, id, own.id),
          ...(made.ends.length > 0 ? [decisionEvent(DECISION_REVERSED, id, own.id)] : []),
          ...ended.map((each) => leaseEndedEvent(id, each)),
        ],
      },
      ...entries,
    ]);
    return id;
  }
}

function restrictionChange(id: string, graceUntil: Date, made: DecisionToRecord): RestrictionChange {
  const platforms = new Map(made.subjects.map((subject) => [subject.id, subject.platformId]));
  return {
    caseId: made.own.id,
    decisionId: id,
    cover: { decisionId: id, graceUntil },
    targets: made.draft.measures.flatMap((choice) =>
      choice.subjectIds.map((subjectId) => ({
        platformId: platforms.get(subjectId) ?? made.own.platformId,
        subjectId,
        measure: choice.measure,
        scope: choice.scope,
      })),
    ),
    endOf: made.ends,
    endsOnly: made.endsOnly,
    endedBy: made.ends.length > 0 ? id : null,
    restoreEndedBy: null,
    notBefore: graceUntil,
  };
}

function decisionRow(id: string, graceUntil: Date, made: DecisionToRecord) {
  const { draft, own, further } = made;
  const caseOf = new Map(further.map((each) => [each.subjectId, each.id]));
  return {
    decision: {
      id,
      platform_id: own.platformId,
      case_id: own.id,
      round: own.round,
      outcome: draft.outcome,
      policy_version_id: draft.policyVersionId,
      rationale: draft.rationale,
      rationale_language: draft.language,
      corrects_decision_id: draft.corrects,
      duplicate_of_case_id: draft.duplicateOfCaseId,
      requires_second: made.requiresSecond,
      grace_until: graceUntil,
      details: { ...(draft.report ? { report: draft.report } : {}), ...(made.late ? { late: true } : {}) },
    },
    participants: made.participants,
    evidence: [...new Set(draft.evidenceIds)],
    subjects: [
      { subject_id: own.subjectId, case_id: own.id },
      ...draft.furtherSubjectIds.map((subjectId) => ({
        subject_id: subjectId,
        case_id: caseOf.get(subjectId) ?? null,
      })),
    ],
    findings: draft.findings.map(({ subjectId, ...finding }) => ({ subject_id: subjectId, ...finding })),
  };
}

const INSERT = `with made as (
    insert into decision (id, platform_id, case_id, round, outcome, policy_version_id, rationale, rationale_language,
      corrects_decision_id, duplicate_of_case_id, requires_second, grace_until, details)
    select d.id, d.platform_id, d.case_id, d.round, d.outcome, d.policy_version_id, d.rationale, d.rationale_language,
      d.corrects_decision_id, d.duplicate_of_case_id, d.requires_second, d.grace_until, d.details
    from jsonb_populate_record(null::decision, $1::jsonb -> 'decision') d returning id, grace_until
  ), settling as (insert into decision_settlement (decision_id, due_at) select id, grace_until from made),
  people as (insert into decision_participant (decision_id, person_id, role)
    select made.id, p."personId", p.role from made, jsonb_to_recordset($1::jsonb -> 'participants') as p("personId" uuid, role text)),
  cited as (insert into decision_evidence (decision_id, evidence_id)
    select made.id, e::uuid from made, jsonb_array_elements_text($1::jsonb -> 'evidence') e),
  found as (insert into collateral_finding (decision_id, subject_id, class, basis, note)
    select made.id, f.subject_id, f.class, f.basis, f.note from made,
      jsonb_to_recordset($1::jsonb -> 'findings') as f(subject_id uuid, class text, basis text, note text)),
  waited as (insert into decision_waiting_case (decision_id, case_id)
    select made.id, w::uuid from made, jsonb_array_elements_text($1::jsonb -> 'waiting') w)
  insert into decision_subject (decision_id, subject_id, case_id)
  select made.id, s.subject_id, s.case_id from made, jsonb_to_recordset($1::jsonb -> 'subjects') as s(subject_id uuid, case_id uuid)`;
