import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { isId } from '@mizan/foundation/ids.js';
import { aboutNothing } from './appeals.errors.js';
import type { AppealBasis, Appellant } from './appeal-basis-rules.js';
import { basisOfMeasures, basisOfNotice } from './appeal-basis-rules.js';

/** What an appeal names, as it came. */
export interface NamedTarget {
  readonly appellant: Appellant;
  readonly platformId: string;
  readonly subjectId: string | null;
  readonly decisionId: string | null;
  readonly flagId: string | null;
  /** Only these; null = all that the decision imposed on the subject. */
  readonly restrictionIds: readonly string[] | null;
}

/** What an appeal is about, as the desk knows it. */
export interface AppealTarget {
  readonly subjectId: string;
  /** Null when nothing that stands was found: a person has to look (the appeal is then omitted with that reason, or not). */
  readonly decisionId: string | null;
  readonly flagId: string | null;
  readonly restrictionIds: readonly string[];
  readonly basis: AppealBasis;
  readonly category: 'general' | 'terrorism' | 'child_safety' | 'threat_to_life';
  readonly policyId: string | null;
}

/** Finds the decision behind what a person, or their platform, names. */
@Injectable()
export class AppealTargetService {
  /** Throws APPEAL_ABOUT_NOTHING (field `decision_id`, `subject`, `flag_id`, `restriction_ids`). */
  async find(manager: EntityManager, named: NamedTarget): Promise<AppealTarget> {
    return named.appellant === 'reporter' ? this.ofFlag(manager, named) : this.ofSubject(manager, named);
  }

  private async ofSubject(manager: EntityManager, named: NamedTarget): Promise<AppealTarget> {
    if (!isId(named.subjectId ?? '')) throw aboutNothing('subject');
    if (named.decisionId !== null && !isId(named.decisionId)) throw aboutNothing('decision_id');
    const found = await rows<FoundRestriction>(
      manager,
      `select v.restriction_id as "restrictionId", v.decision_id as "decisionId", r.measure, r.subject_id as "subjectId",
         c.category, pv.policy_id as "policyId"
       from subject s
       join restriction r on r.subject_id in (select subject_family(subject_root(s.id)))
       join restriction_cover v on v.restriction_id = r.id
       join decision d on d.id = v.decision_id join review_case c on c.id = d.case_id
       left join policy_version pv on pv.id = d.policy_version_id
       where s.id = $1 and s.platform_id = $2 and ($3::uuid is null or v.decision_id = $3)
         and ($3::uuid is not null or v.ended_at is null)
         and not exists (select from decision_undo u where u.decision_id = d.id)
       order by d.decided_at desc, d.id desc, r.measure`,
      [named.subjectId, named.platformId, named.decisionId],
    );
    const [latest] = found;
    if (!latest) {
      if (named.decisionId !== null) throw aboutNothing('decision_id');
      return { ...nothing(named), restrictionIds: [] };
    }
    const ofDecision = found.filter((one) => one.decisionId === latest.decisionId);
    const asked = named.restrictionIds ?? ofDecision.map((one) => one.restrictionId);
    const known = ofDecision.filter((one) => asked.includes(one.restrictionId));
    if (known.length < new Set(asked).size || known.length === 0) throw aboutNothing('restriction_ids');
    return {
      subjectId: latest.subjectId,
      decisionId: latest.decisionId,
      flagId: null,
      restrictionIds: known.map((one) => one.restrictionId),
      basis: basisOfMeasures(known.map((one) => one.measure)),
      category: latest.category,
      policyId: latest.policyId,
    };
  }

  private async ofFlag(manager: EntityManager, named: NamedTarget): Promise<AppealTarget> {
    const [found] = isId(named.flagId ?? '')
      ? await rows<FoundFlag>(
          manager,
          `select f.subject_id as "subjectId", s.kind as "sourceKind", c.category, pv.policy_id as "policyId", d.id as "decisionId"
           from flag f join source s on s.id = f.source_id join review_case c on c.id = f.case_id
           left join lateral (
             select d.id, d.policy_version_id from decision d
             where d.case_id = coalesce(c.merged_into, c.id) and d.round = f.round
               and not exists (select from decision_undo u where u.decision_id = d.id)
             order by d.decided_at desc limit 1) d on true
           left join policy_version pv on pv.id = d.policy_version_id
           where f.id = $1 and f.platform_id = $2`,
          [named.flagId, named.platformId],
        )
      : [];
    if (!found?.decisionId) throw aboutNothing('flag_id');
    return {
      subjectId: found.subjectId,
      decisionId: found.decisionId,
      flagId: named.flagId,
      restrictionIds: [],
      basis: basisOfNotice(found.sourceKind),
      category: found.category,
      policyId: found.policyId,
    };
  }
}

function nothing(named: NamedTarget) {
  return {
    subjectId: named.subjectId ?? '',
    decisionId: null,
    flagId: null,
    basis: 'account' as const,
    category: 'general' as const,
    policyId: null,
  };
}

interface FoundRestriction {
  readonly restrictionId: string;
  readonly decisionId: string;
  readonly measure: string;
  readonly subjectId: string;
  readonly category: AppealTarget['category'];
  readonly policyId: string | null;
}

interface FoundFlag {
  readonly subjectId: string;
  readonly sourceKind: string;
  readonly decisionId: string | null;
  readonly category: AppealTarget['category'];
  readonly policyId: string | null;
}
