import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { pageOf, type PageInfo } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { APPEAL_COLUMNS, VISIBLE_APPEAL } from './appeal-row.js';
import { readNumber } from './appeal-number-rules.js';
import type { Appeal } from './appeal.entity.js';
import type { AppealFilter } from './appeals.inputs.js';
import { APPEAL_STATES, type AppealState } from './appeal-transition-rules.js';

/** Most earlier appeals beside one. */
const LIST = 50;

/** Appeals as people of the desk see them: of cases in queues that they see, as if there were no others. */
@Injectable()
export class AppealReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /** Throws NOT_FOUND, also for what may not be seen. */
  async get(person: ActingPerson, id: string): Promise<Appeal> {
    const found = (await this.byIds(person, [id])).get(id);
    if (!found) throw notFound('appeal');
    return found;
  }

  /** By what the person knows it by, however it was typed. Throws NOT_FOUND. */
  async byNumber(person: ActingPerson, number: string): Promise<Appeal> {
    const [found] = await this.read(person, 'a.number = $3', [readNumber(number) ?? number]);
    if (!found) throw notFound('appeal');
    return found;
  }

  /** Those of the appeals that the person may see. */
  async byIds(person: ActingPerson, ids: readonly string[]): Promise<Map<string, Appeal>> {
    const found = await this.read(person, 'a.id = any($3::uuid[])', [ids.filter(isId)]);
    return new Map(found.map((one) => [one.id, one]));
  }

  /** The appeals of second looks that may be seen, by case. */
  async ofCases(caseIds: readonly string[]): Promise<Map<string, Appeal>> {
    const found = await rows<Appeal & { caseId: string }>(
      this.source.manager,
      `select ${APPEAL_COLUMNS} from appeal a where a.case_id = any($1::uuid[])`,
      [caseIds],
    );
    return new Map(found.map((one) => [one.caseId, one]));
  }

  /** Other appeals about the same subject, whatever it was merged with; newest first. */
  async history(person: ActingPerson, appeal: Appeal): Promise<Appeal[]> {
    return this.read(
      person,
      `a.subject_id in (select subject_family(subject_root($3))) and a.id <> $4 order by a.submitted_at desc limit ${LIST}`,
      [appeal.subjectId, appeal.id],
    );
  }

  /** Answered appeals against decisions under the same policy and about the same kind of subject; newest first. */
  async precedents(person: ActingPerson, appeal: Appeal): Promise<Appeal[]> {
    return this.read(
      person,
      `a.id <> $3 and a.outcome is not null and a.outcome <> 'omitted' and a.id in (
         select p.id from appeal own join decision d on d.id = own.decision_id
         join policy_version v on v.id = d.policy_version_id join policy_version w on w.policy_id = v.policy_id
         join subject s on s.id = own.subject_id
         join decision pd on pd.policy_version_id = w.id join appeal p on p.decision_id = pd.id
         join subject ps on ps.id = p.subject_id and ps.kind = s.kind
         where own.id = $3 and p.appellant = own.appellant and p.decided_at is not null
         order by p.decided_at desc limit 20)
       order by a.decided_at desc limit 5`,
      [appeal.id],
    );
  }

  /** What is due soonest first; without states all that nobody has answered. One index scan for each state, merged. */
  async list(
    person: ActingPerson,
    filter: AppealFilter,
    first?: number | null,
    after?: string | null,
  ): Promise<{ nodes: Appeal[]; pageInfo: PageInfo }> {
    const size = pageSize(first);
    const cursor = decodeCursor(after, 2);
    const states: readonly AppealState[] = filter.state?.length
      ? filter.state
      : ['received', 'acknowledged', 'in_review'];
    const found = await rows<Appeal & { dueText: string }>(
      this.source.manager,
      `select ${APPEAL_COLUMNS}, a.due_at::text as "dueText"
       from unnest($3::text[]) s(state) cross join lateral (
         select a.* from appeal a
         where a.state = s.state and ${VISIBLE_APPEAL}
           and ($4::timestamptz is null or (a.due_at, a.id) > ($4, $5::uuid))
           and ($6::text[] is null or a.basis = any($6)) and ($7::text[] is null or a.outcome = any($7))
           and ($8::uuid is null or a.platform_id = $8)
           and ($9::uuid is null or exists (select from decision d join policy_version v on v.id = d.policy_version_id
                                            where d.id = a.decision_id and v.policy_id = $9))
           and ($10::text[] is null or a.claimed_status = any($10))
           and ($11::boolean is null or ${BREACHED} = $11)
           and ($12::boolean is null or a.waiting_for_answer = $12)
           and ($13::uuid is null or a.group_id = $13) and ($14::text is null or a.language = $14)
           and ($15::text is null or a.number = $16
                or exists (select from subject s where s.id = a.subject_id and s.search_folded like '%' || mizan_fold($15) || '%'))
         order by a.due_at, a.id limit $17) a
       order by a.due_at, a.id limit $17`,
      [
        await this.access.visibleQueueIds(person),
        person.id,
        [...new Set(states)],
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        listOf(filter.basis),
        listOf(filter.outcome),
        filter.platformId ?? null,
        filter.policyId ?? null,
        listOf(filter.claimedStatus),
        filter.breached ?? null,
        filter.waitingForAnswer ?? null,
        filter.groupId ?? null,
        filter.language ?? null,
        filter.text?.trim() ? filter.text.trim().replace(/[\\%_]/g, '\\$&') : null,
        readNumber(filter.text ?? '') ?? '',
        size + 1,
      ],
    );
    return pageOf(found, size, (one) => encodeCursor([one.dueText, one.id]));
  }

  /** How many there are in each state. */
  async counts(person: ActingPerson): Promise<{ state: AppealState; count: number }[]> {
    const found = await rows<{ state: AppealState; count: number }>(
      this.source.manager,
      `select a.state, count(*)::int as count from appeal a where ${VISIBLE_APPEAL} group by a.state`,
      [await this.access.visibleQueueIds(person), person.id],
    );
    const countOf = new Map(found.map((row) => [row.state, row.count]));
    return APPEAL_STATES.map((state) => ({ state, count: countOf.get(state) ?? 0 }));
  }

  private async read(person: ActingPerson, where: string, parameters: readonly unknown[]): Promise<Appeal[]> {
    return rows<Appeal>(
      this.source.manager,
      `select ${APPEAL_COLUMNS} from appeal a where ${VISIBLE_APPEAL} and ${where}`,
      [await this.access.visibleQueueIds(person), person.id, ...parameters],
    );
  }
}

/** Answered after it was due, or due and not answered. */
const BREACHED = `(coalesce(a.decided_at, clock_timestamp()) > a.due_at)`;

function listOf(values: readonly string[] | null | undefined): readonly string[] | null {
  return values?.length ? values : null;
}
