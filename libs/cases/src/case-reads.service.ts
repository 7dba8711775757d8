import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { preparedRows } from '@mizan/foundation/prepared-statement.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { CaseRound } from './case-round.entity.js';
import { CASE_COLUMNS } from './case-row.js';
import { CaseState, type ReviewCase } from './case.entity.js';
import type { CaseFilter } from './cases.inputs.js';
import { grouped } from './grouped.js';
import { QueueAccessService } from './queue-access.service.js';

/** What `cases` shows when no states are asked for: all that is not over. */
const STANDING = [CaseState.open, CaseState.claimed, CaseState.on_hold, CaseState.awaiting_approval];

/** Where cases lie, as against what they are about. */
const PLACE = ['queueId', 'states'];

/** What a queue shows when it is opened: $1 queues, $2 states, $3 rows. All other lists are planned with their filters. */
const FIRST_PAGE = {
  name: 'cases-first-page',
  text: `select ${CASE_COLUMNS}
    from unnest($1::uuid[]) q(id) cross join unnest($2::text[]) s(state) cross join lateral (
      select c.* from review_case c where c.queue_id = q.id and c.state = s.state order by c.rank, c.id limit $3) c
    order by c.rank, c.id limit $3`,
};

/** Reading cases: only those in queues that the person may see, as if there were no others. */
@Injectable()
export class CaseReadsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /** Throws NOT_FOUND. */
  async get(person: ActingPerson, id: string): Promise<ReviewCase> {
    const found = (await this.byIds(person, [id])).get(id);
    if (!found) throw notFound('case');
    return found;
  }

  /** Throws NOT_FOUND. */
  async getByNumber(person: ActingPerson, number: number): Promise<ReviewCase> {
    const [found] = await rows<ReviewCase>(
      this.dataSource.manager,
      `select ${CASE_COLUMNS} from review_case c where c.number = $1 and c.queue_id = any($2::uuid[])`,
      [number, await this.access.visibleQueueIds(person)],
    );
    if (!found) throw notFound('case');
    return found;
  }

  /** Those of the cases that the person may see. */
  async byIds(person: ActingPerson, ids: readonly string[]): Promise<Map<string, ReviewCase>> {
    const found = await rows<ReviewCase>(
      this.dataSource.manager,
      `select ${CASE_COLUMNS} from review_case c where c.id = any($1::uuid[]) and c.queue_id = any($2::uuid[])`,
      [ids.filter(isId), await this.access.visibleQueueIds(person)],
    );
    return new Map(found.map((one) => [one.id, one]));
  }

  /** A case that this person has just changed, also when it went where they cannot follow. */
  async afterStep(id: string): Promise<ReviewCase> {
    const found = (await this.afterSteps([id])).get(id);
    if (!found) throw notFound('case');
    return found;
  }

  async afterSteps(ids: readonly string[]): Promise<Map<string, ReviewCase>> {
    const found = await rows<ReviewCase>(
      this.dataSource.manager,
      `select ${CASE_COLUMNS} from review_case c where c.id = any($1::uuid[])`,
      [ids],
    );
    return new Map(found.map((one) => [one.id, one]));
  }

  /** The most urgent first; pages by keyset, so that a case which moves is never shown twice on the way. */
  async list(
    person: ActingPerson,
    filter: CaseFilter,
    first?: number | null,
    after?: string | null,
  ): Promise<ReturnType<typeof pageOf<ReviewCase>>> {
    const size = pageSize(first);
    const cursor = decodeCursor(after, 2);
    const visible = await this.access.visibleQueueIds(person);
    const queueIds = filter.queueId ? visible.filter((id) => id === filter.queueId) : visible;
    const states = filter.states?.length ? [...new Set(filter.states)] : STANDING;
    if (
      cursor === null &&
      Object.entries(filter).every(([field, value]) => PLACE.includes(field) || (value ?? null) === null)
    ) {
      const page = await preparedRows<ReviewCase>(this.dataSource.manager, FIRST_PAGE, [queueIds, states, size + 1]);
      return pageOf(page, size, (one) => encodeCursor([one.rank, one.id]));
    }
    // One short index scan for each queue and state, merged: the size of the table does not matter.
    const found = await rows<ReviewCase>(
      this.dataSource.manager,
      `select ${CASE_COLUMNS}
       from unnest($1::uuid[]) q(id) cross join unnest($2::text[]) s(state) cross join lateral (
         select c.* from review_case c
         where c.queue_id = q.id and c.state = s.state
           and ($3::bigint is null or (c.rank, c.id) > ($3, $4::uuid))
           and ($5::uuid is null or c.platform_id = $5) and ($6::text is null or c.strongest_source = $6)
           and ($7::uuid is null or c.policy_id = $7) and ($8::text is null or c.language = $8)
           and ($9::text is null or c.category = $9)
           and ($10::boolean is null or (c.due_at < clock_timestamp() and c.state not in ('decided', 'closed')) = $10)
           and ($11::uuid is null or (c.claimed_by = $11 and c.state = 'claimed'))
           and ($12::uuid is null or c.assigned_to = $12)
           and ($13::text is null or exists (select from subject b where b.id = c.subject_id and b.kind = $13))
           and ($14::timestamptz is null or c.opened_at < $14) and ($15::timestamptz is null or c.opened_at > $15)
         order by c.rank, c.id limit $16) c
       order by c.rank, c.id limit $16`,
      [
        queueIds,
        states,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.platformId ?? null,
        filter.sourceKind ?? null,
        filter.policyId ?? null,
        filter.language ?? null,
        filter.category ?? null,
        filter.breached ?? null,
        filter.claimedBy ?? null,
        filter.assignedTo ?? null,
        filter.subjectKind ?? null,
        filter.openedBefore ?? null,
        filter.openedAfter ?? null,
        size + 1,
      ],
    );
    return pageOf(found, size, (one) => encodeCursor([one.rank, one.id]));
  }

  /** What the person holds, the prefetched ones last. */
  async heldBy(person: ActingPerson): Promise<(ReviewCase & { late: boolean })[]> {
    return rows(
      this.dataSource.manager,
      `select ${CASE_COLUMNS}, c.lease_expires_at <= clock_timestamp() as late from review_case c
       where c.claimed_by = $1 and c.state = 'claimed' order by c.prefetched, c.rank limit 100`,
      [person.id],
    );
  }

  /** Cases of each subject and of what was merged into it, newest first, at most 50. */
  async ofSubject(person: ActingPerson, subjectId: string): Promise<ReviewCase[]> {
    return rows(
      this.dataSource.manager,
      `select ${CASE_COLUMNS} from review_case c
       where c.subject_id in (select subject_family($1)) and c.queue_id = any($2::uuid[])
       order by c.opened_at desc, c.id desc limit 50`,
      [subjectId, await this.access.visibleQueueIds(person)],
    );
  }

  /** Rounds of many cases, the first first. */
  async roundsOf(caseIds: readonly string[]): Promise<Map<string, CaseRound[]>> {
    const found = await this.dataSource.manager.find(CaseRound, {
      where: { caseId: In([...caseIds]) },
      order: { n: 'ASC' },
    });
    return grouped(found, (round) => round.caseId);
  }
}
