import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import type { MeasureCode } from '@mizan/policies/measure.entity.js';

interface Lifted {
  readonly platformId: string;
  readonly subjectId: string;
  readonly caseId: string;
  readonly language: string | null;
  readonly name: string;
  readonly decidedAt: Date;
  readonly measures: readonly { readonly measure: `${MeasureCode}`; readonly scope: string }[];
}

/** What the person reads when their restrictions were lifted. */
@Injectable()
export class RemedyNoticesService {
  constructor(private readonly notices: NoticesService) {}

  /** Once for each remedy. The answer to an appeal tells of itself. */
  async tellLifted(manager: EntityManager, collateralCaseId: string, decisionId: string): Promise<void> {
    const [lifted] = await rows<Lifted>(
      manager,
      `select c.platform_id as "platformId", s.id as "subjectId", d.case_id as "caseId", s.language,
         coalesce(s.title, s.handle, s.native_id, '') as name, d.decided_at as "decidedAt",
         (select jsonb_agg(distinct jsonb_build_object('measure', r.measure, 'scope', r.scope))
          from remedy_item i join restriction r on r.id = i.restriction_id and r.lifted_at is not null
          where i.collateral_case_id = c.id and i.decision_id = d.id) as measures
       from collateral_case c join subject s on s.id = c.subject_id join decision d on d.id = $2
       where c.id = $1 and c.case_id = d.case_id
         and not exists (select from decision_undo u where u.decision_id = d.id)`,
      [collateralCaseId, decisionId],
    );
    if (!lifted?.measures?.length) return;
    await this.notices.queue(manager, {
      kind: 'restriction_lifted',
      about: { kind: 'decision', id: decisionId },
      recipient: { kind: 'subject', id: lifted.subjectId },
      platformId: lifted.platformId,
      language: lifted.language,
      values: {
        subject: lifted.name,
        measures: this.notices.measureLines(lifted.language, lifted.measures),
        decided_on: lifted.decidedAt,
      },
      subjectId: lifted.subjectId,
      caseId: lifted.caseId,
    });
  }
}
