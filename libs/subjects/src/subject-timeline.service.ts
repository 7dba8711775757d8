import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';

/** One thing that happened to a subject, as the record tells it. */
export interface TimelineRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly caseId: string | null;
  readonly decisionId: string | null;
  readonly personId: string | null;
  /** Ids, codes and counts. */
  readonly details: Record<string, unknown>;
}

/** What happened to a subject, newest first. */
@Injectable()
export class SubjectTimelineService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Reads the record by subject, also of all that were merged into it. What was done on the case of a protective stay is
   * not told here: it would tell who may be protected (settled 25).
   */
  async page(subjectId: string, options: { first?: number | null; after?: string | null }) {
    const size = pageSize(options.first);
    const after = decodeCursor(options.after, 1);
    const found = await rows<TimelineRow>(
      this.dataSource.manager,
      `with member as materialized (select subject_family($1) as id), told as (
         (select e.* from audit_event e
          where subject_id in (select id from member) and ($2::bigint is null or e.id < $2)
            and (e.case_id is null or not is_stay_case(e.case_id)) order by e.id desc limit $3)
         union all
         (select e.* from member m cross join lateral (
            select id, at, xid, kind, actor_kind, actor_id, target_kind, target_id,
              case_ids[array_position(subject_ids, m.id)] as case_id, m.id as subject_id, details, request_id, case_ids, subject_ids
            from audit_event where subject_ids @> array[m.id] offset 0) e
          where $2::bigint is null or e.id < $2 order by e.id desc limit $3))
       select e.id::text as id, at, kind, case_id as "caseId",
         case when target_kind = 'decision' then target_id end as "decisionId",
         case when actor_kind = 'person' then actor_id end as "personId", details
       from told e order by e.id desc limit $3`,
      [subjectId, after?.[0] ?? null, size + 1],
    );
    return pageOf(found, size, (row) => encodeCursor([row.id]));
  }
}
