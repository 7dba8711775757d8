import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import type { DecisionDraft } from './decision-draft.js';
import type { DecisionFacts, MeasureFacts, PolicyFacts, SubjectFacts } from './decision-rules.js';
import type { CitedFacts } from './proposal-rules.js';

/** A case that a decision would close. */
export interface ClosingCase {
  readonly id: string;
  readonly subjectId: string;
  readonly queueId: string;
  readonly category: string;
  readonly round: number;
}

/** What the rules judge by, and what a proposal would rest on. */
export interface LoadedFacts {
  readonly facts: DecisionFacts;
  readonly cited: CitedFacts;
  readonly queuesTwoPerson: readonly boolean[];
  /** What the policy cited rests on. */
  readonly ground: 'law' | 'terms' | null;
  /** Subject of each piece of evidence cited, by its id. */
  readonly evidenceOf: ReadonlyMap<string, string>;
}

/** Loads everything that deciding depends on in one statement, at the time of the database's clock. */
@Injectable()
export class DecisionFactsService {
  constructor(private readonly subjects: SubjectAccessService) {}

  /** What the person may know of it: subjects hidden from them are no subjects. */
  async loadFor(
    manager: EntityManager,
    person: ActingPerson,
    draft: DecisionDraft,
    cases: readonly [ClosingCase, ...ClosingCase[]],
    visibleQueueIds: readonly string[],
  ): Promise<LoadedFacts> {
    const loaded = await this.load(manager, draft, cases, visibleQueueIds);
    const hidden = await this.subjects.hidden(person, draft.furtherSubjectIds, manager);
    const subjects = loaded.facts.subjects.filter((each) => !hidden.has(each.id));
    return { ...loaded, facts: { ...loaded.facts, subjects } };
  }

  /** `cases`: the case itself first, then the further ones; `visibleQueueIds`: where the other case of a duplicate may lie. */
  async load(
    manager: EntityManager,
    draft: DecisionDraft,
    cases: readonly [ClosingCase, ...ClosingCase[]],
    visibleQueueIds: readonly string[],
  ): Promise<LoadedFacts> {
    const [own] = cases;
    const [row] = await rows<FactsRow>(manager, FACTS, [
      [own.subjectId, ...draft.furtherSubjectIds],
      draft.policyVersionId,
      draft.evidenceIds,
      draft.duplicateOfCaseId,
      visibleQueueIds,
      draft.corrects,
      cases.map((each) => each.queueId),
      own.queueId,
    ]);
    if (!row) throw new Error('The database gave no facts.');
    const facts: DecisionFacts = {
      now: row.now,
      caseSubjectId: own.subjectId,
      categories: cases.map((each) => each.category),
      hiddenMeasures: row.hidden_measures,
      measures: row.measures,
      subjects: row.subjects,
      policy: row.policy,
      evidence: row.evidence,
      duplicateOf: row.duplicate_of,
      corrected: row.corrected,
    };
    const cited: CitedFacts = {
      round: own.round,
      category: own.category,
      policyCurrent: row.policy?.current ?? null,
      subjects: row.subjects.map(({ id, kind, merged }) => ({ id, kind, merged })),
      evidence: row.evidence.map(({ id, contentHash }) => ({ id, contentHash })),
    };
    const evidenceOf = new Map(row.evidence.map((each) => [each.id, each.subjectId]));
    return { facts, cited, queuesTwoPerson: row.two_person, ground: row.policy?.ground ?? null, evidenceOf };
  }
}

interface FactsRow {
  readonly now: Date;
  readonly measures: readonly MeasureFacts[];
  readonly subjects: readonly SubjectFacts[];
  readonly policy: (PolicyFacts & { readonly ground: 'law' | 'terms' }) | null;
  readonly evidence: readonly { readonly id: string; readonly subjectId: string; readonly contentHash: string }[];
  readonly duplicate_of: DecisionFacts['duplicateOf'];
  readonly corrected: DecisionFacts['corrected'];
  readonly hidden_measures: readonly string[];
  readonly two_person: readonly boolean[];
}

const FACTS = `select clock_timestamp() as now,
  (select jsonb_agg(jsonb_build_object('code', m.code, 'reversible', m.reversible, 'appliesTo', m.applies_to)) from measure m) as measures,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'platformId', s.platform_id, 'kind', s.kind, 'merged', s.merged_into is not null)), '[]')
   from subject s where s.id = any($1::uuid[])) as subjects,
  (select jsonb_build_object('versionId', v.id, 'category', p.category, 'ground', p.ground, 'measures', v.measures, 'requiresSecond', v.requires_second,
     'current', p.active and not exists (select from policy_version n where n.policy_id = v.policy_id and n.n > v.n))
   from policy_version v join policy p on p.id = v.policy_id where v.id = $2::uuid) as policy,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'subjectId', e.subject_id, 'contentHash', encode(e.content_hash, 'hex'))), '[]')
   from evidence e where e.id = any($3::uuid[])) as evidence,
  (select jsonb_build_object('id', c.id, 'platformId', c.platform_id) from review_case c
   where c.id = $4::uuid and c.queue_id = any($5::uuid[])) as duplicate_of,
  (select jsonb_build_object('caseId', d.case_id, 'undone', exists (select from decision_undo u where u.decision_id = d.id),
     'corrected', exists (select from decision n where n.corrects_decision_id = d.id
       and not exists (select from decision_undo u where u.decision_id = n.id)))
   from decision d where d.id = $6::uuid) as corrected,
  (select coalesce(to_jsonb(q.hidden_measures), '[]') from queue q where q.id = $8::uuid) as hidden_measures,
  (select jsonb_agg(q.two_person) from queue q where q.id = any($7::uuid[])) as two_person`;
