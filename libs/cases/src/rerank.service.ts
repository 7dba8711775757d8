import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { ranked, type AttachedFacts, type DeskRules } from './attach-rules.js';
import { lockByIds, updateCases, type ChangedCase, type StandingCase } from './attach-statements.js';
import { deadlineMinutes } from './case-priority-rules.js';
import { DeskRulesService } from './desk-rules.service.js';

/** How many flags of a case count now, and from which sources. */
export interface FlagCount {
  readonly caseId: string;
  readonly flagCount: number;
  readonly sourceIds: readonly string[];
}

/** What a recount found to do beyond the numbers. */
export interface Recounted {
  /** Open cases without a flag that counts. */
  readonly emptied: string[];
  /** Cases that were closed for want of flags and have some again. */
  readonly refilled: string[];
}

/** Ranks cases anew when a fact of theirs changed otherwise than by a flag that arrived. */
@Injectable()
export class RerankService {
  constructor(private readonly deskRules: DeskRulesService) {}

  /** Gives closed cases that are about to open again the deadline of their strongest source, from now. */
  async dueAgain(manager: EntityManager, caseIds: readonly string[]): Promise<void> {
    const rules = await this.deskRules.current(manager);
    const { nowMs, standing } = await lockByIds(manager, caseIds);
    await this.write(manager, [...standing.values()], (found) => {
      const minutes = deadlineMinutes(found.strongestSource ?? 'user_report', found.category, rules.deadlines);
      return rerank({ ...found, dueAtMs: nowMs + minutes * 60_000 }, rules);
    });
  }

  /** Writes how many flags count now. */
  async recount(manager: EntityManager, counts: readonly FlagCount[]): Promise<Recounted> {
    const rules = await this.deskRules.current(manager);
    const byCase = new Map(counts.map((count) => [count.caseId, count]));
    const { standing } = await lockByIds(manager, [...byCase.keys()]);
    const found = [...standing.values()];
    await this.write(manager, found, (one) => {
      const count = byCase.get(one.caseId);
      return rerank(
        { ...one, flagCount: count?.flagCount ?? one.flagCount, sourceIds: count?.sourceIds ?? one.sourceIds },
        rules,
      );
    });
    const countOf = (one: StandingCase) => byCase.get(one.caseId)?.flagCount ?? 0;
    const closed = found.filter((one) => one.state === 'closed' && countOf(one) > 0);
    return {
      emptied: found.filter((one) => one.state === 'open' && countOf(one) === 0).map((one) => one.caseId),
      refilled: await this.openable(
        manager,
        closed.map((one) => one.caseId),
      ),
    };
  }

  private async openable(manager: EntityManager, caseIds: readonly string[]): Promise<string[]> {
    const list = await rows<{ id: string }>(
      manager,
      `select c.id from review_case c where c.id = any($1::uuid[]) and c.closed_reason = 'set_aside' and not exists (
         select from review_case o where o.subject_id = c.subject_id and o.kind = 'flagged' and o.state <> 'closed')`,
      [caseIds],
    );
    return list.map((row) => row.id);
  }

  private async write(
    manager: EntityManager,
    found: readonly StandingCase[],
    change: (one: StandingCase) => AttachedFacts,
  ): Promise<void> {
    const changes: ChangedCase[] = found.map((one) => ({ caseId: one.caseId, facts: change(one), endLease: false }));
    if (changes.length > 0) await updateCases(manager, changes, { asFlagged: false });
  }
}

function rerank(facts: StandingCase, rules: DeskRules): AttachedFacts {
  return ranked({ ...facts, strongestSource: facts.strongestSource ?? 'user_report' }, rules);
}
