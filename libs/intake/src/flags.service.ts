import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CasesService } from '@mizan/cases/cases.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { once } from '@mizan/foundation/idempotency.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { Flag } from './flag.entity.js';
import { flagKey } from './flag-statements.js';
import { Reporter } from './reporter.entity.js';

/** Flags of one source on one case, summed up. */
export interface FlagGroupRow {
  readonly sourceId: string;
  readonly count: number;
  readonly setAsideCount: number;
  /** Mean of what the source said, null when it said nothing. */
  readonly confidence: number | null;
  /** Share of decided flags of these reporters that were upheld, null when none was decided. */
  readonly reliability: number | null;
  readonly decidedCount: number;
  readonly newestAt: Date;
  /** The latest different ones, at most five. */
  readonly reasons: string[];
  /** Words of the evidence that the source says it flagged for, at most fifty. */
  readonly matched: string[];
}

/** Flags as they lie on cases, and what became of who sent them. */
@Injectable()
export class FlagsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CasesService,
    private readonly audit: AuditService,
  ) {}

  /** The flag that a source sent under this id of its own; null when there is none. */
  async idOf(manager: EntityManager, sourceId: string, externalId: string): Promise<string | null> {
    const [found] = await rows<{ id: string }>(
      manager,
      'select flag_id as id from flag_key where source_id = $1 and key_hash = $2',
      [sourceId, flagKey(externalId)],
    );
    return found?.id ?? null;
  }

  /** Flags of a case and of those that were joined to it, newest first. */
  async page(caseId: string, options: { first?: number | null; after?: string | null }) {
    const size = pageSize(options.first);
    const after = decodeCursor(options.after, 1);
    const query = this.dataSource.manager
      .createQueryBuilder(Flag, 'f')
      .where('f.caseId = any(array(select case_family(:caseId)))', { caseId })
      .orderBy('f.id', 'DESC')
      .limit(size + 1);
    if (after) query.andWhere('f.id < :after', { after: after[0] });
    return pageOf(await query.getMany(), size, (flag) => encodeCursor([flag.id]));
  }

  /** The same flags by source, the most first. */
  groups(caseId: string): Promise<FlagGroupRow[]> {
    return rows(
      this.dataSource.manager,
      `select f.source_id as "sourceId", count(*) filter (where f.set_aside_at is null)::int as count,
         count(f.set_aside_at)::int as "setAsideCount", avg(f.confidence)::float8 as confidence,
         sum(r.upheld_count)::float8 / nullif(sum(r.decided_count), 0) as reliability,
         coalesce(sum(r.decided_count), 0)::int as "decidedCount", max(f.received_at) as "newestAt",
         (array_agg(distinct left(f.reason, 300)))[1:5] as reasons,
         array(select distinct term from flag m, jsonb_array_elements_text(m.details -> 'matched') term
               where m.case_id = any(array(select case_family($1))) and m.source_id = f.source_id
                 and jsonb_typeof(m.details -> 'matched') = 'array' limit 50) as matched
       from flag f left join reporter r on r.id = f.reporter_id
       where f.case_id = any(array(select case_family($1))) group by f.source_id order by count(*) desc, f.source_id`,
      [caseId],
    );
  }

  async reportersById(ids: readonly string[]): Promise<Map<string, Reporter>> {
    const found = await this.dataSource.manager.findBy(Reporter, { id: In([...ids]) });
    const counts = await rows<{ id: string; n: number }>(
      this.dataSource.manager,
      `select reporter_id as id, count(*)::int as n from flag where reporter_id = any($1::uuid[]) group by reporter_id`,
      [ids],
    );
    const countOf = new Map(counts.map((row) => [row.id, row.n]));
    return new Map(
      found.map((reporter) => [reporter.id, Object.assign(reporter, { flagCount: countOf.get(reporter.id) ?? 0 })]),
    );
  }

  /** Flags of each reporter in the last hour. */
  async flagsLastHour(reporterIds: readonly string[]): Promise<Map<string, number>> {
    const found = await rows<{ id: string; n: number }>(
      this.dataSource.manager,
      `select reporter_id as id, count(*)::int as n from flag
       where reporter_id = any($1::uuid[]) and received_at > clock_timestamp() - interval '1 hour' group by reporter_id`,
      [reporterIds],
    );
    return new Map(found.map((row) => [row.id, row.n]));
  }

  /**
   * A decision says whether the flags of a round were right, also those of cases that were joined to it during the round:
   * each of their reporters is counted once.
   */
  async recordOutcome(caseId: string, round: number, upheld: boolean, manager: EntityManager): Promise<void> {
    await manager.query(
      `update reporter r set decided_count = r.decided_count + 1, upheld_count = r.upheld_count + $3
       from (select distinct f.reporter_id as id
             from (select $1::uuid as id, $2::int as round
                   union
                   select c.id, c.round from case_round r, case_family($1) m(id), review_case c
                   where r.case_id = $1 and r.n = $2 and c.id = m.id and c.id <> $1 and c.closed_at >= r.opened_at
                     and (r.closed_at is null or c.closed_at < r.closed_at)) part
             join flag f on f.case_id = part.id and f.round = part.round
             where f.reporter_id is not null and f.set_aside_at is null order by 1) told
       where r.id = told.id`,
      [caseId, round, upheld ? 1 : 0],
    );
  }

  /**
   * Sets aside the pending flags of a reporter who floods, or takes them back; cases that only stand on them are closed
   * and opened with it. Decided cases are not touched. Throws NOT_FOUND. Answers how many flags and cases it was.
   */
  setReporterAside(
    person: ActingPerson,
    key: string,
    reporterId: string,
    aside: boolean,
  ): Promise<{ flagCount: number; caseCount: number }> {
    mustHold(person, 'flag.set_aside');
    return once(this.dataSource, person, 'setReporterAside', key, { reporterId, aside }, async (manager) => {
      if (!(await manager.existsBy(Reporter, { id: reporterId }))) throw notFound('reporter');
      const changed = await rows<{ case_id: string }>(
        manager,
        `update flag f set set_aside_at = case when $2 then clock_timestamp() end, set_aside_by = case when $2 then $3::uuid end
         from review_case own, review_case c
         where f.reporter_id = $1 and (f.set_aside_at is null) = $2 and own.id = f.case_id and f.round = own.round
           and c.id = case_root(own.id)
           and (c.state in ('open', 'claimed', 'on_hold', 'awaiting_approval') or c.closed_reason = 'set_aside')
         returning c.id as case_id`,
        [reporterId, aside, person.id],
      );
      const caseIds = [...new Set(changed.map((row) => row.case_id))].sort();
      if (caseIds.length > 0) {
        const counts = await rows<{ caseId: string; flagCount: number; sourceIds: string[] | null }>(
          manager,
          `select c.id as "caseId", count(f.id)::int as "flagCount", array_agg(distinct f.source_id) filter (where f.id is not null) as "sourceIds"
           from unnest($1::uuid[]) as c(id) cross join lateral case_family(c.id) part(id)
           left join flag f on f.case_id = part.id and f.set_aside_at is null
           group by c.id order by c.id`,
          [caseIds],
        );
        await this.cases.recountFlags(
          manager,
          person,
          counts.map((row) => ({ ...row, sourceIds: row.sourceIds ?? [] })),
        );
      }
      await this.audit.record(manager, person, {
        kind: aside ? 'reporter.setAside' : 'reporter.takenBack',
        target: { kind: 'reporter', id: reporterId },
        details: { flags: changed.length, cases: caseIds.length },
      });
      return { flagCount: changed.length, caseCount: caseIds.length };
    });
  }
}
