import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseDecidingService, type LockedCase } from '@mizan/cases/case-deciding.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { reversalNeedsSecond } from './approval-rules.js';
import type { DecisionDraft, Finding, Outcome } from './decision-draft.js';
import { DecisionRecordService } from './decision-record.service.js';
import { secondPersonNeeded } from './decisions.errors.js';

export interface Reversal {
  /** The case on which it is decided, e.g. the second look of an appeal; the caller has checked the person's right to it. */
  readonly caseId: string;
  readonly decisionIds: readonly string[];
  /** Only these restrictions; null = all that the decisions cover. */
  readonly restrictionIds: readonly string[] | null;
  readonly rationale: string;
  readonly language: string;
  /** The second person, where one agreed. */
  readonly approvedBy: string | null;
  /** Who was swept up, where that is why; makes the outcome `collateral` when it is about the case's own subject. */
  readonly findings: readonly Finding[];
}

/** An answer that changes nothing: what was decided stands, or there was nothing to decide on. */
export interface Confirmation {
  readonly caseId: string;
  /** The decision that stands; null when there is none. */
  readonly decisionId: string | null;
  readonly rationale: string;
  readonly language: string;
}

/** What a second look came to. */
export interface SecondLook {
  readonly decisionId: string;
  /** When the grace period ends: then it is carried out. */
  readonly graceUntil: Date;
  /** Restrictions whose cover by the decisions ended. */
  readonly restrictionIds: readonly string[];
}

/** Reversing what was decided: a new decision that refers to the old one, and undo orders where no other decision covers. */
@Injectable()
export class ReversalsService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly records: DecisionRecordService,
  ) {}

  /**
   * Ends the covers of these decisions, revokes the strikes that they gave to whoever is now free of them, and closes the
   * case. Throws NOT_FOUND, SECOND_PERSON_NEEDED above MASS_REVERSAL restrictions.
   */
  async reverse(manager: EntityManager, person: ActingPerson, reversal: Reversal): Promise<SecondLook> {
    const { own } = await this.cases.lockForDecision(manager, reversal.caseId, []);
    const [found] = await rows<{ now: Date; ids: string[] }>(
      manager,
      `select clock_timestamp() as now, coalesce(array_agg(distinct restriction_id), '{}') as ids from restriction_cover
       where decision_id = any($1::uuid[]) and ended_at is null and ($2::uuid[] is null or restriction_id = any($2::uuid[]))`,
      [reversal.decisionIds, reversal.restrictionIds],
    );
    if (!found) throw new Error('The database gave no count.');
    if (reversalNeedsSecond(found.ids.length) && (!reversal.approvedBy || reversal.approvedBy === person.id))
      throw secondPersonNeeded();
    const ownFinding = reversal.findings.some((finding) => finding.subjectId === own.subjectId);
    const decisionId = await this.records.record(manager, person, {
      draft: {
        ...blank(reversal, ownFinding ? 'collateral' : 'no_violation'),
        findings: reversal.findings,
        furtherSubjectIds: reversal.findings.map((each) => each.subjectId).filter((id) => id !== own.subjectId),
        corrects: reversal.decisionIds[0] ?? null,
      },
      ...around(own, found.now),
      participants: [
        { personId: person.id, role: 'decided' },
        ...(reversal.approvedBy ? [{ personId: reversal.approvedBy, role: 'approved' as const }] : []),
      ],
      requiresSecond: reversal.approvedBy !== null,
      ends: reversal.decisionIds,
      endsOnly: reversal.restrictionIds,
    });
    return { decisionId, restrictionIds: found.ids, graceUntil: await graceOf(manager, decisionId) };
  }

  /** True when so many restrictions are lifted together only with a second person (settled 16), also one by one. */
  needsSecond(restrictionCount: number): boolean {
    return reversalNeedsSecond(restrictionCount);
  }

  /** Writes down that the decision stands (its own outcome again, without measures), and closes the case. Throws NOT_FOUND. */
  async confirm(manager: EntityManager, person: ActingPerson, confirmation: Confirmation): Promise<SecondLook> {
    const { own } = await this.cases.lockForDecision(manager, confirmation.caseId, []);
    const [found] = await rows<{ now: Date; outcome: Outcome | null; policyVersionId: string | null }>(
      manager,
      `select clock_timestamp() as now, d.outcome, d.policy_version_id as "policyVersionId"
       from (values ($1::uuid)) as asked(id) left join decision d on d.id = asked.id`,
      [confirmation.decisionId],
    );
    if (!found) throw new Error('The database gave no time.');
    const decisionId = await this.records.record(manager, person, {
      draft: {
        ...blank(confirmation, found.outcome === 'duplicate' ? 'out_of_scope' : (found.outcome ?? 'out_of_scope')),
        policyVersionId: found.policyVersionId,
      },
      ...around(own, found.now),
      participants: [{ personId: person.id, role: 'decided' }],
      requiresSecond: false,
      ends: [],
      endsOnly: null,
    });
    return { decisionId, restrictionIds: [], graceUntil: await graceOf(manager, decisionId) };
  }
}

function blank(
  of: { readonly caseId: string; readonly rationale: string; readonly language: string },
  outcome: Outcome,
): DecisionDraft {
  return {
    caseId: of.caseId,
    outcome,
    policyVersionId: null,
    measures: [],
    rationale: of.rationale,
    language: of.language,
    evidenceIds: [],
    furtherSubjectIds: [],
    findings: [],
    duplicateOfCaseId: null,
    corrects: null,
    report: null,
  };
}

function around(own: LockedCase, now: Date) {
  return { own, further: [], subjects: [], late: false, now };
}

async function graceOf(manager: EntityManager, decisionId: string): Promise<Date> {
  const [row] = await rows<{ until: Date }>(manager, 'select grace_until as until from decision where id = $1', [
    decisionId,
  ]);
  if (!row) throw new Error('The decision was not written.');
  return row.until;
}
