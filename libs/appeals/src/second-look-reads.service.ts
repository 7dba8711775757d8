import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { pageOf, type PageInfo } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { holds } from '@mizan/foundation/permissions.js';
import type { SecondLookGroup, SecondLookItem, SecondLookReasonRow, SecondLookRun } from './second-look.answers.js';
import { boundsOf } from './second-look-sample-rules.js';

/** Which items of a group; null = whether or not. */
export interface ItemFilter {
  readonly inSample: boolean | null;
  readonly judged: boolean | null;
  readonly done: boolean | null;
}

interface Page<Row> {
  nodes: Row[];
  pageInfo: PageInfo;
}

/** Groups of second looks as people of the desk see them: items of cases in queues that they see, as if there were no others. */
@Injectable()
export class SecondLookReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /** Newest first; without `state` those that are not closed come first. */
  async list(
    person: ActingPerson,
    state: string | null,
    first: number | null,
    after: string | null,
  ): Promise<Page<SecondLookGroup>> {
    mustHold(person, 'appeal.manage');
    const size = pageSize(first);
    const cursor = decodeCursor(after, 1);
    const found = await this.groups(
      '($1::text is null or g.state = $1) and ($2::bigint is null or g.number < $2)',
      size + 1,
      [state, cursor?.[0] ?? null],
    );
    return pageOf(found, size, (group) => encodeCursor([group.number]));
  }

  /** Throws NOT_FOUND. */
  async get(id: string): Promise<SecondLookGroup> {
    const found = (await this.byIds([id])).get(id);
    if (!found) throw notFound('second_look_group');
    return found;
  }

  async byIds(ids: readonly string[]): Promise<Map<string, SecondLookGroup>> {
    const known = ids.filter(isId);
    const found = await this.groups('g.id = any($1::uuid[])', known.length, [known]);
    return new Map(found.map((group) => [group.id, group]));
  }

  /** In the order in which a sample is judged. */
  async items(
    person: ActingPerson,
    groupId: string,
    filter: ItemFilter,
    first: number | null,
    after: string | null,
  ): Promise<Page<SecondLookItem>> {
    const size = pageSize(first);
    const cursor = decodeCursor(after, 1);
    const found = await this.readItems(
      person,
      `i.group_id = $3 and ($4::boolean is null or i.in_sample = $4) and ($5::boolean is null or (i.judgement is not null) = $5)
       and ($6::boolean is null or (i.result is not null) = $6) and ($7::uuid is null or i.id > $7) order by i.id limit $8`,
      [groupId, filter.inSample, filter.judged, filter.done, cursor?.[0] ?? null, size + 1],
    );
    return pageOf(found, size, (item) => encodeCursor([item.id]));
  }

  /** Throws NOT_FOUND. */
  async item(person: ActingPerson, id: string): Promise<SecondLookItem> {
    const [found] = await this.readItems(person, 'i.id = $3', [id]);
    if (!found) throw notFound('second_look_item');
    return found;
  }

  /** Newest first. */
  async runs(person: ActingPerson, groupId: string): Promise<SecondLookRun[]> {
    return rows<SecondLookRun>(
      this.source.manager,
      `select r.id, r.outcome, r.state, r.rationale, r.decided_by as "decidedById", r.approved_by as "approvedById",
         r.restriction_count as "restrictionCount", r.due_at as "dueAt", r.made_at as "madeAt", r.ended_at as "endedAt",
         count(i.id)::int as total, count(i.result)::int as done, count(i.failure)::int as failed,
         coalesce((select jsonb_agg(f) from (select failure as reason, count(*)::int as count from second_look_item
           where run_id = r.id and failure is not null group by failure order by 2 desc, 1) f), '[]') as failures,
         (r.decided_by = $2 or r.approved_by = $2) and (r.state in ('proposed', 'waiting', 'running')
           or (r.state = 'done' and bool_or(d.grace_until > clock_timestamp()))) is true as undoable
       from second_look_run r left join second_look_item i on i.run_id = r.id left join decision d on d.id = i.result_decision_id
       where r.group_id = $1 group by r.id order by r.made_at desc`,
      [groupId, person.id],
    );
  }

  /** Answered items by policy and by measure. */
  async byReason(groupId: string): Promise<SecondLookReasonRow[]> {
    const found = await rows<Omit<SecondLookReasonRow, 'overturnRate' | 'lower' | 'upper'>>(
      this.source.manager,
      `with answered as (select decision_id, subject_id, result from second_look_item where group_id = $1 and result is not null),
       reasons as (
         select 'policy' as kind, p.code, a.result from answered a join decision d on d.id = a.decision_id
           join policy_version v on v.id = d.policy_version_id join policy p on p.id = v.policy_id
         union all select 'measure', r.measure, a.result from answered a
           join restriction_cover v on v.decision_id = a.decision_id join restriction r on r.id = v.restriction_id and r.subject_id = a.subject_id
       )
       select kind, code, count(*)::int as total, count(*) filter (where result = 'upheld')::int as upheld,
         count(*) filter (where result <> 'upheld')::int as reversed from reasons group by 1, 2 order by 1 desc, 3 desc, 2`,
      [groupId],
    );
    return found.map((row) => ({
      ...row,
      overturnRate: row.reversed / row.total,
      ...boundsOf(row.reversed, row.total),
    }));
  }

  /**
   * What the scope of a group is called, in this language where it has words. Who a moderator is, is told only to those
   * who may read about people.
   */
  async label(person: ActingPerson, group: SecondLookGroup, language: string): Promise<string | null> {
    if (group.scope === null || (group.scopeKind === 'moderator' && !maySayWho(person))) return null;
    const [found] = await rows<{ label: string | null }>(
      this.source.manager,
      `select case $1::text
         when 'policy' then (select coalesce(v.title ->> $3, v.title ->> 'en', p.code) from policy p
           left join policy_version v on v.policy_id = p.id where p.id = $2 order by v.n desc limit 1)
         when 'moderator' then (select name from person where id = $2)
         when 'campaign' then (select number::text from decision where id = $2)
         else (select name from source where id = $2) end as label`,
      [group.scopeKind, group.scope, language],
    );
    return found?.label ?? null;
  }

  scopeId(person: ActingPerson, group: SecondLookGroup): string | null {
    return group.scopeKind === 'moderator' && !maySayWho(person) ? null : group.scope;
  }

  private async groups(condition: string, limit: number, parameters: readonly unknown[]): Promise<SecondLookGroup[]> {
    const found = await rows<Omit<SecondLookGroup, 'sampleLower' | 'sampleUpper'>>(
      this.source.manager,
      `select g.id, g.number::int as number, g.scope_kind as "scopeKind", g.scope_id as scope, g.reason, g.state,
         g.decided_count as "decidedCount", g.reversed_count as "reversedCount", g.lower_bound as "lowerBound",
         g.limit_share as "limit", g.sample_size as "sampleSize", g.window_from as "windowFrom", g.window_to as "windowTo",
         g.opened_at as "openedAt", g.closed_at as "closedAt", g.version, i.*,
         coalesce((select array_agg(distinct split_part(a.language, '-', 1)) from second_look_item o
           join appeal a on a.id = o.appeal_id where o.group_id = g.id and o.result is null), '{}') as languages
       from second_look_group g cross join lateral (
         select count(*)::int as "itemCount", count(result)::int as "answeredCount",
           count(judgement) filter (where in_sample)::int as "judgedCount",
           count(*) filter (where in_sample and judgement in ('wrong', 'unsure'))::int as "wrongCount"
         from second_look_item where group_id = g.id) i
       where ${condition} order by g.number desc limit ${limit}`,
      parameters,
    );
    return found.map((group) => {
      const { lower, upper } = boundsOf(group.wrongCount, group.judgedCount);
      return { ...group, sampleLower: lower, sampleUpper: upper };
    });
  }

  private async readItems(
    person: ActingPerson,
    condition: string,
    parameters: readonly unknown[],
  ): Promise<SecondLookItem[]> {
    return rows<SecondLookItem>(
      this.source.manager,
      `select i.id, i.decision_id as "decisionId", i.subject_id as "subjectId", i.appeal_id as "appealId", i.case_id as "caseId",
         i.judged_by as "judgedById", i.result_decision_id as "resultDecisionId", i.in_sample as "inSample", i.judgement,
         i.result, i.failure, i.in_sample and i.result is null
           and not exists (select from decision_participant p where p.decision_id = i.decision_id and p.person_id = $2)
           and (i.case_id is null or not is_barred_from_case(i.case_id, $2)) as "mayJudge"
       from second_look_item i join decision d on d.id = i.decision_id
       join review_case c on c.id = d.case_id and c.queue_id = any($1::uuid[]) where ${condition}`,
      [await this.access.visibleQueueIds(person), person.id, ...parameters],
    );
  }
}

function maySayWho(person: ActingPerson): boolean {
  return holds(person.roles, 'people.read');
}
