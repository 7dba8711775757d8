import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { NoticesService } from './notices.service.js';
import { subjectName } from './statement-rules.js';

interface RefusedFlag {
  readonly flagId: string;
  readonly flag: string;
  readonly platformId: string;
  readonly caseId: string;
  readonly subjectId: string;
  readonly decisionId: string;
  readonly decidedAt: Date;
  readonly title: string | null;
  readonly handle: string | null;
  readonly nativeId: string | null;
  readonly language: string | null;
}

/** Tells those who reported something that no measure was taken, where the source asks for it (DSA Art. 16(5)). */
@Injectable()
export class RefusalsService {
  constructor(private readonly notices: NoticesService) {}

  /** Answers how many were told; telling them again tells nobody twice. Flags that were set aside count as not received. */
  async tell(manager: EntityManager, decisionId: string): Promise<number> {
    const refused = await rows<RefusedFlag>(
      manager,
      `select f.id as "flagId", f.external_id as flag, f.platform_id as "platformId", f.case_id as "caseId",
         f.subject_id as "subjectId", d.id as "decisionId", d.decided_at as "decidedAt", s.title, s.handle,
         s.native_id as "nativeId", s.language
       from decision d
       join review_case c on c.id = d.case_id and c.kind = 'flagged'
       join flag f on f.case_id = c.id and f.round <= d.round and f.set_aside_at is null
       join source o on o.id = f.source_id and o.tells_reporters and o.platform_id = f.platform_id
       join subject s on s.id = f.subject_id
       where d.id = $1 and d.outcome in ('no_violation', 'out_of_scope', 'collateral')
         and not exists (select from restriction_cover v where v.decision_id = d.id)
       order by f.id`,
      [decisionId],
    );
    for (const each of refused) {
      await this.notices.queue(manager, {
        kind: 'flag_refused',
        about: { kind: 'flag', id: each.flagId },
        recipient: { kind: 'flag', id: each.flagId },
        platformId: each.platformId,
        language: each.language,
        subjectId: each.subjectId,
        caseId: each.caseId,
        decisionId: each.decisionId,
        values: { flag: each.flag, subject: subjectName(each), decided_on: each.decidedAt },
      });
    }
    return refused.length;
  }
}
