import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Keeps how often a reporter's flags were upheld. */
@Injectable()
export class ReporterOutcomeService {
  /** Once for each reporter of this round of the case; flags that were set aside do not count. */
  async recordOutcome(caseId: string, round: number, upheld: boolean, manager: EntityManager): Promise<void> {
    await manager.query(
      `update reporter r set decided_count = r.decided_count + 1, upheld_count = r.upheld_count + $3::int
       from (select distinct reporter_id from flag
             where case_id = $1 and round = $2 and reporter_id is not null and set_aside_at is null order by reporter_id) f
       where r.id = f.reporter_id`,
      [caseId, round, upheld ? 1 : 0],
    );
  }
}
