import { Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { actingIn } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { holds } from '@mizan/foundation/permissions.js';
import { AfterCheckRun } from './after-check-run.entity.js';
import { CollateralCase } from './collateral-case.entity.js';
import type { CollateralCasePage, CollateralFilter, CollateralTotals } from './collateral.answers.js';
import { harmHours } from './harm-rules.js';
import { RegistrationPass } from './registration-pass.entity.js';
import { RemedyItem } from './remedy-item.entity.js';

/** Most after-checks in their list. */
const RUNS = 20;

/** An item of the plan with what became of it. */
export type ReadItem = RemedyItem & { readonly done: boolean };

/** Reading collateral cases. What only the register knows of, and what is reserved, is not there for who may not see it. */
@Injectable()
export class CollateralReadsService {
  /** By id of the collateral case. */
  readonly stillBarred = new OperationLoader<boolean>(async (ids) => {
    const found = await rows<{ id: string }>(
      this.source.manager,
      'select c.id from collateral_case c where c.id = any($1::uuid[]) and is_still_barred(c)',
      [ids],
    );
    return new Map(found.map((row) => [row.id, true]));
  });
  readonly items = new OperationLoader<ReadItem[]>(async (ids) => {
    const found = await this.source.manager.find(RemedyItem, { where: { collateralCaseId: In([...ids]) } });
    const done = await rows<{ id: string }>(
      this.source.manager,
      'select i.id from remedy_item i where i.collateral_case_id = any($1::uuid[]) and is_remedied(i)',
      [ids],
    );
    const finished = new Set(done.map((row) => row.id));
    const list = found.map((item) => Object.assign(item, { done: finished.has(item.id) }));
    return grouped(list.sort(byKind), (item) => item.collateralCaseId);
  });
  /** The newest pass of each case. */
  readonly passes = new OperationLoader<RegistrationPass>(async (ids) => {
    const found = await this.source.manager.find(RegistrationPass, {
      where: { collateralCaseId: In([...ids]) },
      order: { givenAt: 'ASC' },
    });
    return new Map(found.map((pass) => [pass.collateralCaseId ?? '', pass]));
  });
  /** Standing restrictions of the person, by id of the collateral case. */
  readonly residual = new OperationLoader<string[]>(async (ids) => {
    const found = await rows<{ owner: string; id: string }>(
      this.source.manager,
      `select c.id as owner, r.id from collateral_case c cross join lateral subject_family(subject_root(c.subject_id)) as f(id)
       join restriction r on r.subject_id = f.id and r.lifted_at is null where c.id = any($1::uuid[]) order by r.imposed_at, r.id`,
      [ids],
    );
    return new Map([...grouped(found, (row) => row.owner)].map(([owner, list]) => [owner, list.map(({ id }) => id)]));
  });
  /** Cases about the subject of a case and whoever it was merged with. */
  readonly ofSubject = new OperationLoader<CollateralCase[]>(async (ids, operation) => {
    const acting = actingIn(operation);
    if (acting?.kind !== 'person') return new Map();
    const pairs = await rows<{ owner: string; id: string }>(
      this.source.manager,
      `select asked.id as owner, c.id from unnest($1::uuid[]) as asked(id)
       cross join lateral subject_family(subject_root(asked.id)) as f(id) join collateral_case c on c.subject_id = f.id`,
      [ids],
    );
    if (pairs.length === 0) return new Map();
    const found = await this.visible(acting)
      .andWhere('c.id in (:...ids)', { ids: pairs.map((pair) => pair.id) })
      .orderBy('c.openedAt', 'DESC')
      .getMany();
    return new Map(
      ids.map((owner) => [
        owner,
        found
          .filter((each) => pairs.some((pair) => pair.owner === owner && pair.id === each.id))
          .map((each) => this.timed(each)),
      ]),
    );
  });

  constructor(private readonly source: DataSource) {}

  /** Newest first. Throws INVALID_INPUT for a page, cursor or id that is none. */
  async list(
    person: ActingPerson,
    filter: CollateralFilter,
    first: number | null,
    after: string | null,
  ): Promise<CollateralCasePage> {
    const size = pageSize(first);
    const [before] = decodeCursor(after, 1) ?? [];
    const query = this.visible(person)
      .orderBy('c.number', 'DESC')
      .limit(size + 1);
    if (filter.state?.length) query.andWhere('c.state in (:...states)', { states: filter.state });
    if (filter.class?.length) query.andWhere('c.class in (:...classes)', { classes: filter.class });
    if (filter.foundBy?.length) query.andWhere('c.foundBy in (:...foundBy)', { foundBy: filter.foundBy });
    if (filter.platformId) {
      if (!isId(filter.platformId)) throw invalid('filter.platformId', 'This is no id.');
      query.andWhere('c.platformId = :platformId', { platformId: filter.platformId });
    }
    if (filter.stillBarred) query.andWhere('is_still_barred(c)');
    if (before !== undefined) query.andWhere('c.number < :before', { before });
    const page = pageOf(await query.getMany(), size, (each) => encodeCursor([each.number]));
    return { ...page, nodes: page.nodes.map((each) => this.timed(each)) };
  }

  /** Throws NOT_FOUND, also for what the person may not see. */
  async one(person: ActingPerson, id: string): Promise<CollateralCase> {
    const found = isId(id) ? await this.visible(person).andWhere('c.id = :id', { id }).getOne() : null;
    if (!found) throw notFound('collateral case');
    return this.timed(found);
  }

  async totals(person: ActingPerson): Promise<CollateralTotals> {
    const [totals] = await rows<CollateralTotals>(
      this.source.manager,
      `select count(*) filter (where state = 'suspected')::int as suspected,
         count(*) filter (where state = 'confirmed')::int as confirmed,
         count(*) filter (where state = 'remedying')::int as remedying,
         count(*) filter (where state = 'remedied')::int as remedied,
         count(*) filter (where is_still_barred(c))::int as "stillBarred",
         coalesce(sum(extract(epoch from clock_timestamp() - harm_from)) filter (where harm_until is null and state <> 'rejected'), 0)::float8
           / 3600 as "harmHoursOpen",
         coalesce(sum(extract(epoch from harm_until - harm_from)) filter (where state <> 'rejected'), 0)::float8 / 3600 as "harmHoursClosed",
         (percentile_cont(0.5) within group (order by extract(epoch from harm_until - harm_from)::float8)
           filter (where harm_until is not null and state <> 'rejected')) / 3600 as "medianHarmHours"
       from collateral_case c where (not c.discreet or $2) and not subject_hidden(c.subject_id, $1)`,
      [person.id, holds(person.roles, 'protection.reveal')],
    );
    if (!totals) throw new Error('The database gave no totals.');
    return totals;
  }

  runs(): Promise<AfterCheckRun[]> {
    return this.source.manager.find(AfterCheckRun, { order: { number: 'DESC' }, take: RUNS });
  }

  /** Throws NOT_FOUND. */
  async run(id: string): Promise<AfterCheckRun> {
    const found = await this.source.manager.findOneBy(AfterCheckRun, { id });
    if (!found) throw notFound('after-check');
    return found;
  }

  private timed(found: CollateralCase): CollateralCase {
    const harm = { from: found.harmFrom, until: found.harmUntil };
    return Object.assign(found, { harmHours: found.state === 'rejected' ? 0 : harmHours(harm, new Date()) });
  }

  private visible(person: ActingPerson): SelectQueryBuilder<CollateralCase> {
    return this.source.manager
      .createQueryBuilder(CollateralCase, 'c')
      .where('(not c.discreet or :reveal)', { reveal: holds(person.roles, 'protection.reveal') })
      .andWhere('not subject_hidden(c.subject_id, :personId)', { personId: person.id });
  }
}

function grouped<Row>(list: readonly Row[], ownerOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of list) groups.set(ownerOf(row), [...(groups.get(ownerOf(row)) ?? []), row]);
  return groups;
}

const KINDS = ['measure', 'bar', 'alternate', 'membership'];
function byKind(a: RemedyItem, b: RemedyItem): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1);
}
