import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import type { LinkKind, LinkView } from './link.entity.js';

/** One edge that somebody reports. */
export interface SeenLink {
  /** Platform of the subject it starts from. */
  readonly platformId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly kind: `${LinkKind}`;
  /** How often it was seen; above 0. */
  readonly weight: number;
  /** Code of the source, or `import`. */
  readonly source: string;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

export interface LinkCountRow {
  readonly kind: `${LinkKind}`;
  readonly outgoing: number;
  readonly incoming: number;
}

/** Edges between subjects. */
@Injectable()
export class SubjectLinksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /**
   * Keeps edges, in one statement, in one order. An edge that is there already takes the larger weight, the earlier first
   * and the later last time, so that saying it again changes nothing. Edges from a subject to itself are left out.
   * Answers how many are new.
   */
  async keep(manager: EntityManager, actor: Actor, links: readonly SeenLink[]): Promise<number> {
    const list = links
      .filter((link) => link.fromId !== link.toId)
      .map((link) => ({
        p: link.platformId,
        f: link.fromId,
        t: link.toId,
        k: link.kind,
        w: link.weight,
        s: link.source,
        a: link.firstAt?.toISOString() ?? null,
        b: link.lastAt?.toISOString() ?? null,
      }));
    if (list.length === 0) return 0;
    const kept = await rows<{ id: string; fresh: boolean }>(
      manager,
      `insert into link as l (platform_id, from_subject_id, to_subject_id, kind, weight, source, first_at, last_at)
       select p, f, t, k, max(w), min(s), coalesce(min(a), clock_timestamp()), coalesce(max(b), clock_timestamp())
       from jsonb_to_recordset($1::jsonb) as n(p uuid, f uuid, t uuid, k text, w double precision, s text, a timestamptz, b timestamptz)
       group by p, f, t, k order by p, f, t, k
       on conflict (platform_id, from_subject_id, to_subject_id, kind) do update
         set weight = greatest(l.weight, excluded.weight), first_at = least(l.first_at, excluded.first_at),
             last_at = greatest(l.last_at, excluded.last_at)
       returning l.id, l.xmax = 0 as fresh`,
      [JSON.stringify(list)],
    );
    const fresh = kept.filter((row) => row.fresh).length;
    if (fresh > 0) {
      await this.audit.record(manager, actor, {
        kind: 'links.kept',
        target: { kind: 'link', id: null },
        details: { count: fresh },
      });
    }
    return fresh;
  }

  /** Edges of a subject (and of all merged into it) by kind and direction; none to subjects that the person may not see. */
  counts(id: string, personId: string): Promise<LinkCountRow[]> {
    return rows(
      this.dataSource.manager,
      `select kind, sum(outgoing)::int as outgoing, sum(incoming)::int as incoming from (
         select kind, count(*) as outgoing, 0 as incoming from link where from_subject_id in (select subject_family($1)) and to_subject_id not in (select subjects_hidden_from($2)) group by kind
         union all
         select kind, 0, count(*) from link where to_subject_id in (select subject_family($1)) and from_subject_id not in (select subjects_hidden_from($2)) group by kind) as n
       group by kind order by kind`,
      [id, personId],
    );
  }

  /** The same edges, the heaviest and latest first. */
  async page(
    id: string,
    personId: string,
    options: { kind?: `${LinkKind}` | null; first?: number | null; after?: string | null },
  ) {
    const size = pageSize(options.first);
    const after = decodeCursor(options.after, 2);
    const found = await rows<{
      id: string;
      kind: LinkKind;
      outgoing: boolean;
      weight: number;
      source: string;
      first_at: Date;
      last_at: Date;
      other: string;
    }>(
      this.dataSource.manager,
      `with family as materialized (select subject_family($1) as id),
       edge as (
         select l.id, l.kind, true as outgoing, l.weight, l.source, l.first_at, l.last_at, l.to_subject_id as other
         from link l where l.from_subject_id in (select id from family)
         union all
         select l.id, l.kind, false, l.weight, l.source, l.first_at, l.last_at, l.from_subject_id
         from link l where l.to_subject_id in (select id from family))
       select edge.* from edge
       where other not in (select subjects_hidden_from($6)) and ($2::text is null or kind = $2) and ($3::double precision is null or (weight, id) < ($3, $4::uuid))
       order by weight desc, id desc limit $5`,
      [id, options.kind ?? null, after?.[0] ?? null, after?.[1] ?? null, size + 1, personId],
    );
    const page = pageOf(found, size, (row) => encodeCursor([row.weight, row.id]));
    const nodes: LinkView[] = page.nodes.map((row) => ({
      id: row.id,
      kind: row.kind,
      outgoing: row.outgoing,
      weight: row.weight,
      source: row.source,
      firstAt: row.first_at,
      lastAt: row.last_at,
      otherId: row.other,
    }));
    return { nodes, pageInfo: page.pageInfo };
  }
}
