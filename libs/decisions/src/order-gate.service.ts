import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { ProtectionService } from '@mizan/protection/protection.service.js';
import type { DecisionDraft } from './decision-draft.js';
import type { DueOrder } from './order-statements.js';
import { contentHash } from './proposal-rules.js';
import { RestrictionsService } from './restrictions.service.js';
import { StaysService } from './stays.service.js';

/** The gate once more, at the last moment before a measure leaves: who is protected may have become known since. */
@Injectable()
export class OrderGateService {
  constructor(
    private readonly protection: ProtectionService,
    private readonly restrictions: RestrictionsService,
    private readonly stays: StaysService,
    private readonly audit: AuditService,
  ) {}

  /**
   * True when the order was stopped: it is cancelled, what it was for no longer stands, and a stay is open. What leaves
   * already, an undo, and what two people with the right decided is let through.
   */
  async stops(manager: EntityManager, actor: Actor, order: DueOrder): Promise<boolean> {
    if (order.direction !== 'apply' || order.state !== 'waiting') return false;
    if ((await this.protection.standing(manager, [order.subjectId])).size === 0) return false;
    const covers = await rows<StandingCover>(manager, COVERS, [order.id]);
    const [first] = covers;
    if (!first || covers.some((cover) => cover.decided)) return false;
    const entries = await this.restrictions.change(manager, {
      caseId: order.caseId,
      decisionId: order.decisionId,
      cover: null,
      targets: [],
      endOf: covers.map((cover) => cover.decisionId),
      endsOnly: [first.restrictionId],
      endedBy: null,
      restoreEndedBy: null,
      notBefore: first.now,
    });
    await this.audit.recordMany(manager, actor, entries);
    const draft = draftOf(first, order);
    await this.stays.stayOrder(manager, actor, {
      draft,
      subjectId: order.subjectId,
      decisionId: first.decisionId,
      proposedBy: first.proposedBy,
      like: first,
      hash: contentHash(draft, {
        round: first.round,
        category: first.category,
        policyCurrent: null,
        subjects: [{ id: order.subjectId, kind: order.subject.kind, merged: false }],
        evidence: [],
      }),
    });
    return true;
  }
}

interface StandingCover {
  readonly decisionId: string;
  readonly restrictionId: string;
  /** By two people with the right. */
  readonly decided: boolean;
  readonly now: Date;
  readonly proposedBy: string;
  readonly policyVersionId: string | null;
  readonly rationale: string;
  readonly language: string;
  readonly caseId: string;
  readonly platformId: string;
  readonly category: string;
  readonly queueId: string;
  readonly round: number;
}

function draftOf(cover: StandingCover, order: DueOrder): DecisionDraft {
  return {
    caseId: cover.caseId,
    outcome: 'violation',
    policyVersionId: cover.policyVersionId,
    measures: [{ measure: order.measure, scope: order.scope, subjectIds: [order.subjectId] }],
    rationale: cover.rationale,
    language: cover.language,
    evidenceIds: [],
    furtherSubjectIds: [],
    findings: [],
    duplicateOfCaseId: null,
    corrects: null,
    report: null,
  };
}

const COVERS = `select v.decision_id as "decisionId", v.restriction_id as "restrictionId", clock_timestamp() as now,
    decided_for_protected(v.decision_id) as decided, d.policy_version_id as "policyVersionId", d.rationale,
    d.rationale_language as language, d.case_id as "caseId", c.platform_id as "platformId", c.category, c.queue_id as "queueId",
    c.round,
    (select p.person_id from decision_participant p where p.decision_id = d.id and p.role in ('decided', 'proposed')
     order by p.person_id limit 1) as "proposedBy"
  from platform_order o join restriction_cover v on v.restriction_id = o.restriction_id and v.ended_at is null
  join decision d on d.id = v.decision_id join review_case c on c.id = d.case_id
  where o.id = $1 order by v.created_at`;
