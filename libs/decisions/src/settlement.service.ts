import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CaseDecidingService } from '@mizan/cases/case-deciding.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { FlagsService } from '@mizan/intake/flags.service.js';
import { DECISION_SETTLED, decisionEvent } from './decisions.events.js';
import { StrikesService } from './strikes.service.js';

const ACTOR = systemActor('settlement');

/** Closes the cases of a decision once nobody can take it back any more. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly source: DataSource,
    private readonly cases: CaseDecidingService,
    private readonly flags: FlagsService,
    private readonly audit: AuditService,
    private readonly strikes: StrikesService,
  ) {}

  /**
   * Closes the cases (those flagged again since open again at once), and tells reporters' records how their flags ended.
   * Answers in how many milliseconds to come again; null = the decision is settled or was taken back.
   */
  settle(decisionId: string): Promise<number | null> {
    return inTransaction(this.source, async (manager) => {
      const decision = await this.due(manager, decisionId);
      if (!decision || decision.settled) return null;
      const locked = await this.cases.lockDecided(manager, decision.caseIds);
      const decided = locked.filter((each) => each.state === 'decided');
      const settled = await rows(
        manager,
        `update decision_settlement set settled_at = clock_timestamp()
         where decision_id = $1 and settled_at is null and due_at <= clock_timestamp() returning decision_id`,
        [decisionId],
      );
      if (settled.length === 0) return Math.max(1, decision.waitMs);
      for (const each of decided)
        await this.flags.recordOutcome(each.id, each.round, decision.outcome === 'violation', manager);
      await this.cases.settle(manager, ACTOR, decided);
      await this.strikes.give(manager, ACTOR, decisionId, decision.caseId);
      await this.audit.record(manager, ACTOR, {
        kind: 'decision.settled',
        target: { kind: 'decision', id: decisionId },
        caseId: decision.caseId,
        events: [decisionEvent(DECISION_SETTLED, decisionId, decision.caseId)],
      });
      return null;
    });
  }

  private async due(manager: EntityManager, decisionId: string): Promise<DueDecision | undefined> {
    const [found] = await rows<DueDecision>(
      manager,
      `select d.case_id as "caseId", d.outcome, (extract(epoch from t.due_at - clock_timestamp()) * 1000)::float8 as "waitMs", t.settled_at is not null as settled,
         (select array_agg(s.case_id) from decision_subject s where s.decision_id = d.id and s.case_id is not null)
           || coalesce((select array_agg(w.case_id) from decision_waiting_case w where w.decision_id = d.id), '{}') as "caseIds"
       from decision d join decision_settlement t on t.decision_id = d.id where d.id = $1`,
      [decisionId],
    );
    return found;
  }
}

interface DueDecision {
  readonly caseId: string;
  readonly outcome: string;
  readonly waitMs: number;
  readonly settled: boolean;
  readonly caseIds: string[];
}
