import type { DataSource, EntityManager } from 'typeorm';
import type { ClaimsService } from '@mizan/cases/claims.service.js';
import type { DecisionsService } from '@mizan/decisions/decisions.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { SAMPLE_HISTORY, type SampleDecisions } from './sample-history.js';

interface Parts {
  readonly dataSource: DataSource;
  readonly claims: ClaimsService;
  readonly decisions: DecisionsService;
}

interface OpenCase {
  id: string;
  subject_id: string;
}

/**
 * Lets the sample's moderators decide some cases, as people do: claimed and then decided. Cases that were ever decided
 * are left alone, so that doing it again decides nothing.
 */
export async function seedHistory(parts: Parts): Promise<number> {
  const people = await moderators(parts.dataSource.manager);
  let decided = 0;
  for (const sample of SAMPLE_HISTORY) {
    for (const found of await undecided(parts.dataSource.manager, sample)) {
      const person = people[decided % people.length];
      if (!person) throw new Error('the sample has no moderators');
      await inTransaction(parts.dataSource, (manager) => decide(parts, manager, person, found, sample));
      decided += 1;
    }
  }
  return decided;
}

async function decide(
  parts: Parts,
  manager: EntityManager,
  person: ActingPerson,
  found: OpenCase,
  sample: SampleDecisions,
): Promise<void> {
  const { outcome, policy, measure, rationale, finding } = sample;
  const { leaseToken, version } = await parts.claims.claimCase(manager, person, found.id);
  const asked = {
    caseId: found.id,
    outcome,
    policyVersionId: policy === null ? null : await currentVersion(manager, policy),
    measures: measure === null ? [] : [{ measure, scope: 'global', subjectIds: null }],
    rationale,
    language: 'en',
    evidenceIds: [],
    furtherSubjectIds: [],
    findings: finding === null ? [] : [{ subjectId: found.subject_id, ...finding, note: '' }],
    duplicateOfCaseId: null,
    corrects: null,
    report: null,
  };
  const answer = await parts.decisions.decide(manager, person, asked, { leaseToken, version });
  if (answer.kind !== 'decision') throw new Error(`a sample case came to ${answer.kind}`);
}

async function moderators(manager: EntityManager): Promise<ActingPerson[]> {
  const found = await rows<{ id: string }>(
    manager,
    `select p.id from person p join person_role r on r.person_id = p.id
     where r.role = 'moderator' and p.email like '%@mizan.example' order by p.email`,
  );
  return found.map(({ id }) => ({ kind: 'person', id, roles: ['moderator'], sessionId: id, secondFactorAt: null }));
}

/** As many cases as are still missing; those that were decided before count. */
function undecided(manager: EntityManager, { handles, kind, count }: SampleDecisions): Promise<OpenCase[]> {
  return rows(
    manager,
    `select * from (
       select c.id, c.subject_id, c.state,
         exists (select from decision_subject d where d.case_id = c.id) as decided
       from review_case c join subject s on s.id = c.subject_id
       where c.kind = 'flagged' and c.category in ('general', 'terrorism') and s.kind = $2 and s.handle like $1 || '%'
       order by s.handle, c.id limit $3) as chosen
     where state = 'open' and not decided`,
    [handles.replaceAll('_', '\\_'), kind, count],
  );
}

async function currentVersion(manager: EntityManager, code: string): Promise<string> {
  const found = await rows<{ id: string }>(
    manager,
    `select v.id from policy_version v join policy p on p.id = v.policy_id where p.code = $1 order by v.n desc limit 1`,
    [code],
  );
  return found[0]?.id ?? '';
}
