import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { STRIKES_REACHED } from './decisions.events.js';
import { thresholdsPassed, type StrikeThreshold } from './strike-rules.js';

/** Expiring weights on subjects: given by decisions that stand, revoked when what they imposed is reversed. */
@Injectable()
export class StrikesService {
  constructor(private readonly audit: AuditService) {}

  /** One to each subject that a violation restricts, by what its policy version weighs; once however often it is called. */
  async give(manager: EntityManager, actor: Actor, decisionId: string, caseId: string): Promise<void> {
    const given = await rows<GivenStrike>(manager, GIVE, [decisionId]);
    if (given.length === 0) return;
    const thresholds = await this.thresholds(manager);
    await this.audit.recordMany(
      manager,
      actor,
      given.flatMap((strike) => {
        const about = { target: { kind: 'strike', id: strike.id }, caseId, subjectId: strike.subjectId };
        const passed = thresholdsPassed(strike.before, strike.before + strike.weight, thresholds);
        return [
          { ...about, kind: 'strike.given', details: { decisionId, weight: strike.weight } },
          ...passed.map(({ atLeast, proposes }) => ({
            ...about,
            kind: 'strike.thresholdReached',
            details: { atLeast, proposes },
            events: [{ topic: STRIKES_REACHED, payload: { subjectId: strike.subjectId, caseId, atLeast } }],
          })),
        ];
      }),
    );
  }

  /** Takes back the strikes of decisions, from subjects on whom they no longer hold anything. */
  async revoke(manager: EntityManager, byDecisionId: string, decisionIds: readonly string[]): Promise<void> {
    await manager.query(REVOKE, [byDecisionId, decisionIds]);
  }

  /** What this decision had revoked weighs again. */
  async restore(manager: EntityManager, decisionId: string): Promise<void> {
    await manager.query('update strike set revoked_by_decision_id = null where revoked_by_decision_id = $1', [
      decisionId,
    ]);
  }

  private thresholds(manager: EntityManager): Promise<StrikeThreshold[]> {
    return rows<StrikeThreshold>(manager, 'select at_least as "atLeast", proposes from strike_threshold order by 1');
  }
}

interface GivenStrike {
  readonly id: string;
  readonly subjectId: string;
  readonly weight: number;
  /** What weighed on the subject before. */
  readonly before: number;
}

const WEIGHS = `s.revoked_by_decision_id is null and s.expires_at > clock_timestamp()`;

const GIVE = `with given as (
    insert into strike (subject_id, decision_id, policy_version_id, weight, expires_at)
    select distinct r.subject_id, d.id, v.id, v.strike_weight, clock_timestamp() + make_interval(days => v.strike_days)
    from decision d join policy_version v on v.id = d.policy_version_id
    join restriction_cover c on c.decision_id = d.id and c.ended_at is null join restriction r on r.id = c.restriction_id
    where d.id = $1 and d.outcome = 'violation' and v.strike_weight > 0
      and not exists (select from decision_undo u where u.decision_id = d.id)
    on conflict (subject_id, decision_id) do nothing
    returning id, subject_id, weight
  )
  select g.id, g.subject_id as "subjectId", g.weight,
    (select coalesce(sum(s.weight), 0)::int from strike s
     where s.subject_id in (select subject_family(subject_root(g.subject_id))) and s.id <> g.id and ${WEIGHS}) as before
  from given g order by g.id`;

const REVOKE = `update strike s set revoked_by_decision_id = $1
  where s.decision_id = any($2::uuid[]) and s.revoked_by_decision_id is null
    and not exists (select from restriction_cover v join restriction r on r.id = v.restriction_id
                    where v.decision_id = s.decision_id and v.ended_at is null and r.subject_id = s.subject_id)`;
