import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { newId } from '@mizan/foundation/ids.js';
import type { DecisionDraft } from './decision-draft.js';
import { storeDraft } from './proposal-rules.js';

/** The open case of a stay of this subject; `open` makes it. Two stays of one subject at a time wait for each other. */
export async function openStayCase(
  manager: EntityManager,
  subjectId: string,
  open: () => Promise<string>,
): Promise<string> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('stay:' || $1, 0))`, [subjectId]);
  const [found] = await rows<{ id: string }>(
    manager,
    `select c.id from protective_stay s join review_case c on c.id = s.case_id
     where s.subject_id = $1 and s.ended_at is null and c.state in ('open', 'claimed', 'on_hold', 'awaiting_approval') limit 1`,
    [subjectId],
  );
  return found?.id ?? open();
}

/** A stay to be written, with the draft that it stopped. */
export interface StayToWrite {
  readonly caseId: string;
  /** The case that the draft is kept on: the one that waits, or the stay's own. */
  readonly draftCaseId: string;
  readonly draftCaseVersion: number;
  readonly subjectId: string;
  readonly draft: DecisionDraft;
  /** Hexadecimal. */
  readonly hash: string;
  readonly proposedBy: string;
  readonly dueAt: Date;
  readonly decisionId: string | null;
  readonly proposalId: string | null;
}

export async function insertStay(
  manager: EntityManager,
  stay: StayToWrite,
): Promise<{ id: string; number: string; proposalId: string }> {
  const proposalId = newId();
  await manager.query(
    `insert into decision_proposal (id, case_id, case_version, input, content_hash, reasons, state, proposed_by, expires_at)
     values ($1, $2, $3, $4, decode($5, 'hex'), '{stay}', 'stayed', $6, $7)`,
    [
      proposalId,
      stay.draftCaseId,
      stay.draftCaseVersion,
      JSON.stringify(storeDraft(stay.draft)),
      stay.hash,
      stay.proposedBy,
      stay.dueAt,
    ],
  );
  const [made] = await rows<{ id: string; number: string }>(
    manager,
    `insert into protective_stay (case_id, subject_id, proposal_id, decision_id, without_by_proposal_id, due_at)
     values ($1, $2, $3, $4, $5, $6) returning id, number`,
    [stay.caseId, stay.subjectId, proposalId, stay.decisionId, stay.proposalId, stay.dueAt],
  );
  if (!made) throw new Error('The stay was not written.');
  return { ...made, proposalId };
}

export async function waitingCaseIds(manager: EntityManager, stayCaseId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    manager,
    `select distinct p.case_id as id from protective_stay s join decision_proposal p on p.id = s.proposal_id
     where s.case_id = $1 and s.ended_at is null and p.case_id <> $1`,
    [stayCaseId],
  );
  return found.map((row) => row.id);
}

/** A stay that ended, and the draft behind it. */
export interface EndedStay {
  readonly id: string;
  readonly proposalId: string;
}

export function endStays(manager: EntityManager, stayCaseId: string, decisionId: string): Promise<EndedStay[]> {
  return rows<EndedStay>(
    manager,
    `update protective_stay set ended_at = clock_timestamp(), ended_by_decision_id = $2
     where case_id = $1 and ended_at is null returning id, proposal_id as "proposalId"`,
    [stayCaseId, decisionId],
  );
}

export async function answerProposals(
  manager: EntityManager,
  ended: readonly EndedStay[],
  personId: string,
  decisionId: string,
): Promise<void> {
  await manager.query(
    `update decision_proposal set state = 'answered', decided_by = $2, decided_at = clock_timestamp(), decision_id = $3
     where id = any($1::uuid[]) and state = 'stayed'`,
    [ended.map((one) => one.proposalId), personId, decisionId],
  );
}

export async function reopenStays(manager: EntityManager, decisionId: string): Promise<void> {
  await manager.query(
    `update protective_stay set ended_at = null, ended_by_decision_id = null where ended_by_decision_id = $1`,
    [decisionId],
  );
}
