import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseNotesService } from '@mizan/cases/case-notes.service.js';
import type { ActingSystem } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppealRecordService, type LockedAppeal } from './appeal-record.service.js';
import { fallsWith, type SweptLink } from './cascade-rules.js';
import {
  CASCADE_EFFECTS,
  CASES_OF_WHAT_FELL,
  HELD_BY_DECISION,
  KEEP_CASCADE,
  LINKS_AMONG,
  PERSON_AND_SUBJECT,
  residualOf,
  SIBLINGS,
  SOLE_RESTRICTIONS,
} from './cascade-statements.js';

/** What a reversal reached. `state` is that of the target now. */
export interface CascadeEffectRow {
  readonly kind: string;
  readonly targetId: string | null;
  readonly label: string | null;
  readonly state: string | null;
}

/** What is needed to know whom a reversal reaches. */
export interface AppealedDecision {
  readonly subjectId: string;
  readonly decisionId: string | null;
}

/** Decisions this far before and after one, made alike, may be the same mistake. */
const SIBLING_DAYS = 14;
/** Most of them that are proposed. */
const SIBLING_LIMIT = 50;

/** Carries a reversal on to all that fell with the person, and proves that nothing is left. */
@Injectable()
export class CascadeService {
  constructor(
    private readonly appeals: AppealRecordService,
    private readonly notes: CaseNotesService,
  ) {}

  /**
   * Restrictions of the decision on what fell with the person and hangs on nothing else: alternates, successors,
   * members. What another decision covers too stays, because only the cover of this one ends.
   */
  async felled(manager: EntityManager, of: AppealedDecision): Promise<string[]> {
    if (of.decisionId === null) return [];
    const [found] = await rows<{ person: string[]; about: string }>(manager, PERSON_AND_SUBJECT, [
      of.subjectId,
      of.decisionId,
    ]);
    if (!found) return [];
    const held = (await rows<{ id: string }>(manager, HELD_BY_DECISION, [of.decisionId])).map((row) => row.id);
    const links = await rows<SweptLink>(manager, LINKS_AMONG, [[...held, ...found.person]]);
    const freed = fallsWith({ ...found, held, links });
    if (freed.size === 0) return [];
    const restrictions = await rows<{ id: string }>(manager, SOLE_RESTRICTIONS, [of.decisionId, [...freed]]);
    return restrictions.map((row) => row.id);
  }

  /**
   * Ids of what the decision still holds on the person and on what fell with them, and of restrictions that stand
   * without any decision. After a reversal there are none.
   */
  async residual(manager: EntityManager, of: AppealedDecision): Promise<string[]> {
    const query = this.residualQuery(of);
    return query === '' ? [] : (await rows<{ id: string }>(manager, query)).map((row) => row.id);
  }

  /** The very statement that `residual` asks the database; empty when no decision stands behind the appeal. */
  residualQuery(of: AppealedDecision): string {
    return of.decisionId === null ? '' : residualOf(of.subjectId, of.decisionId);
  }

  /** All that the reversal reached, with where it stands now. */
  effects(manager: EntityManager, appealId: string): Promise<CascadeEffectRow[]> {
    return rows<CascadeEffectRow>(manager, CASCADE_EFFECTS, [appealId]);
  }

  /** Ids of decisions that may be the same mistake: like policy, like decider or detector, about the same time. */
  async siblings(manager: EntityManager, decisionId: string | null): Promise<string[]> {
    if (decisionId === null) return [];
    const found = await rows<{ id: string }>(manager, SIBLINGS, [decisionId, SIBLING_DAYS, SIBLING_LIMIT]);
    return found.map((row) => row.id);
  }

  /** The reversal stands: open cases of what fell with it are told, and decisions of the same mistake are proposed. */
  async settled(manager: EntityManager, actor: ActingSystem, appeal: LockedAppeal): Promise<void> {
    if (appeal.outcome !== 'reversed' && appeal.outcome !== 'partially_reversed') return;
    const told = await rows<{ caseId: string; authorId: string }>(manager, CASES_OF_WHAT_FELL, [
      appeal.resolutionDecisionId,
    ]);
    const [first] = told;
    const caseIds = told.map((row) => row.caseId);
    if (first) await this.notes.write(manager, { id: first.authorId }, caseIds, `${appeal.number}: ${appeal.outcome}.`);
    const siblings = await this.siblings(manager, appeal.decisionId);
    await manager.query(KEEP_CASCADE, [appeal.id, 'case_told', caseIds]);
    await manager.query(KEEP_CASCADE, [appeal.id, 'sibling_proposed', siblings]);
    if (caseIds.length + siblings.length > 0)
      await this.appeals.note(manager, actor, appeal, 'cascaded', { cases: caseIds.length, siblings: siblings.length });
  }
}
