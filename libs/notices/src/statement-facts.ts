import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import type { ToldMeasure } from './statement-rules.js';

/** What a decision imposed on one subject, as the statement needs it. */
export interface RestrictedSubject {
  readonly decisionId: string;
  readonly decisionNumber: number;
  readonly decidedAt: Date;
  readonly caseId: string;
  readonly platformId: string;
  readonly policyVersionId: string | null;
  readonly policyTitles: Readonly<Record<string, string>> | null;
  readonly ground: 'law' | 'terms' | null;
  readonly legalReference: string | null;
  readonly rationale: string;
  readonly rationaleLanguage: string;
  readonly subjectId: string;
  readonly title: string | null;
  readonly handle: string | null;
  readonly nativeId: string | null;
  readonly subjectLanguage: string | null;
  readonly sourceKinds: readonly string[];
  readonly restrictions: readonly (ToldMeasure & { readonly id: string })[];
}

/**
 * Subjects on which a decision's measures stand, with all that is told about them. Reports of one case tell how the
 * subject was found; for a further subject those of its own case that was taken along.
 */
export function restrictedSubjects(manager: EntityManager, decisionId: string): Promise<RestrictedSubject[]> {
  return rows<RestrictedSubject>(
    manager,
    `select d.id as "decisionId", d.number::float8 as "decisionNumber", d.decided_at as "decidedAt",
       coalesce(about.case_id, d.case_id) as "caseId", d.platform_id as "platformId", d.policy_version_id as "policyVersionId",
       v.title as "policyTitles", p.ground, v.legal_reference as "legalReference", d.rationale,
       d.rationale_language as "rationaleLanguage", s.id as "subjectId", s.title, s.handle, s.native_id as "nativeId",
       s.language as "subjectLanguage",
       (select coalesce(array_agg(distinct o.kind), '{}') from flag f join source o on o.id = f.source_id
        where f.case_id = coalesce(about.case_id, d.case_id) and f.subject_id in (select subject_family(subject_root(s.id)))
          and f.set_aside_at is null) as "sourceKinds",
       imposed.restrictions
     from decision d
     join lateral (
       select r.subject_id, jsonb_agg(jsonb_build_object('id', r.id, 'measure', r.measure, 'scope', r.scope, 'reversible', m.reversible)
         order by m.position, r.scope) as restrictions
       from restriction_cover c join restriction r on r.id = c.restriction_id join measure m on m.code = r.measure
       where c.decision_id = d.id and c.ended_at is null group by r.subject_id) imposed on true
     join subject s on s.id = imposed.subject_id
     left join decision_subject about on about.decision_id = d.id and about.subject_id = s.id
     left join policy_version v on v.id = d.policy_version_id left join policy p on p.id = v.policy_id
     where d.id = $1 order by s.id`,
    [decisionId],
  );
}
