import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseDecidingService } from '@mizan/cases/case-deciding.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { reversalNeedsSecond } from './approval-rules.js';
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
}

/** Reversing what was decided: a new decision that refers to the old one, and undo orders where no other decision covers. */
@Injectable()
export class ReversalsService {
  constructor(
    private readonly cases: CaseDecidingService,
    private readonly records: DecisionRecordService,
  ) {}

  /** Answers the id of the reversing decision. Throws NOT_FOUND, SECOND_PERSON_NEEDED above MASS_REVERSAL restrictions. */
  async reverse(manager: EntityManager, person: ActingPerson, reversal: Reversal): Promise<string> {
    const { own } = await this.cases.lockForDecision(manager, reversal.caseId, []);
    const [found] = await rows<{ now: Date; count: number }>(
      manager,
      `select clock_timestamp() as now, count(distinct restriction_id)::int as count from restriction_cover
       where decision_id = any($1::uuid[]) and ended_at is null and ($2::uuid[] is null or restriction_id = any($2::uuid[]))`,
      [reversal.decisionIds, reversal.restrictionIds],
    );
    if (!found) throw new Error('The database gave no count.');
    if (reversalNeedsSecond(found.count) && (!reversal.approvedBy || reversal.approvedBy === person.id))
      throw secondPersonNeeded();
    return this.records.record(manager, person, {
      draft: {
        caseId: reversal.caseId,
        outcome: 'no_violation',
        policyVersionId: null,
        measures: [],
        rationale: reversal.rationale,
        language: reversal.language,
        evidenceIds: [],
        furtherSubjectIds: [],
        findings: [],
        duplicateOfCaseId: null,
        corrects: reversal.decisionIds[0] ?? null,
        report: null,
      },
      own,
      further: [],
      subjects: [],
      participants: [
        { personId: person.id, role: 'decided' },
        ...(reversal.approvedBy ? [{ personId: reversal.approvedBy, role: 'approved' as const }] : []),
      ],
      requiresSecond: reversal.approvedBy !== null,
      late: false,
      now: found.now,
      ends: reversal.decisionIds,
      endsOnly: reversal.restrictionIds,
    });
  }
}
