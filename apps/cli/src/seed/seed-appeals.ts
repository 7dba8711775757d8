import type { DataSource, EntityManager } from 'typeorm';
import type { AppealLifeService } from '@mizan/appeals/appeal-life.service.js';
import type { AppealQuestionsService } from '@mizan/appeals/appeal-questions.service.js';
import type { AppealReceiptService } from '@mizan/appeals/appeal-receipt.service.js';
import type { ResolvingService } from '@mizan/appeals/resolving.service.js';
import type { ClaimsService } from '@mizan/cases/claims.service.js';
import { systemActor, type ActingPerson } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { SAMPLE_APPEALS, type SampleAppeal } from './sample-appeals.js';

interface Parts {
  readonly dataSource: DataSource;
  readonly receipts: AppealReceiptService;
  readonly life: AppealLifeService;
  readonly questions: AppealQuestionsService;
  readonly resolving: ResolvingService;
  readonly claims: ClaimsService;
}

const SEED = systemActor('seed');

/** Lets people appeal against what the sample's moderators removed, and the sample's handler answer some; once. */
export async function seedAppeals(parts: Parts): Promise<number> {
  const { manager } = parts.dataSource;
  const removed = await rows<{ subjectId: string; platformId: string; decisionId: string }>(
    manager,
    `select distinct on (s.handle) s.id as "subjectId", s.platform_id as "platformId", v.decision_id as "decisionId"
     from restriction_cover v join restriction r on r.id = v.restriction_id join subject s on s.id = r.subject_id
     where s.handle like 'profit\\_%' order by s.handle, v.created_at`,
  );
  const handler = await handlerOf(manager);
  let made = 0;
  for (const [place, sample] of SAMPLE_APPEALS.entries()) {
    const about = removed[place];
    if (!about || !handler) break;
    const receipt = await inTransaction(parts.dataSource, (inner) =>
      parts.receipts.receive(inner, SEED, {
        appellant: 'affected',
        ...about,
        flagId: null,
        restrictionIds: null,
        claimedStatus: sample.claimedStatus,
        language: sample.language,
        reasons: sample.reasons,
        contact: sample.contact,
        verifiedBy: sample.verifiedBy,
        sourceId: null,
        externalId: `sample-${place}`,
        files: [],
      }),
    );
    if (receipt.repeated) continue;
    await routed(parts, receipt.id);
    await handled(parts, handler, receipt.id, sample);
    made += 1;
  }
  return made;
}

/** The steps that are due at once: receipt, and the way to a queue. */
async function routed(parts: Parts, appealId: string): Promise<void> {
  const due = await rows<{ id: string }>(
    parts.dataSource.manager,
    `select id from appeal_step where appeal_id = $1 and kind in ('acknowledge', 'route') and done_at is null`,
    [appealId],
  );
  for (const step of due) await parts.life.take(step.id);
}

async function handled(parts: Parts, handler: ActingPerson, appealId: string, { then }: SampleAppeal): Promise<void> {
  if (then.kind === 'waits') return;
  await inTransaction(parts.dataSource, async (manager) => {
    const [found] = await rows<{ caseId: string }>(manager, 'select case_id as "caseId" from appeal where id = $1', [
      appealId,
    ]);
    const { leaseToken, version } = await parts.claims.claimCase(manager, handler, found?.caseId ?? '');
    if (then.kind === 'asked') {
      await parts.questions.ask(manager, handler, appealId, { leaseToken }, then.question);
      return;
    }
    const answer = await parts.resolving.resolve(manager, handler, {
      appealId,
      leaseToken,
      version,
      outcome: then.outcome,
      restrictionIds: [],
      reasons: then.reasons,
      rationale: 'Looked at again with all that the person sent.',
      omittedReason: null,
      finding: null,
    });
    if (answer.kind !== 'resolved') throw new Error(`a sample appeal came to ${answer.kind}`);
  });
}

async function handlerOf(manager: EntityManager): Promise<ActingPerson | null> {
  const [found] = await rows<{ id: string }>(
    manager,
    `select p.id from person p join person_role r on r.person_id = p.id
     where r.role = 'appeal_handler' and p.email like '%@mizan.example' order by p.email limit 1`,
  );
  return found
    ? { kind: 'person', id: found.id, roles: ['appeal_handler'], sessionId: found.id, secondFactorAt: null }
    : null;
}
