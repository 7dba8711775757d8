import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { APPEAL_BASES, type AppealBasis } from './appeal-basis-rules.js';
import { VISIBLE_APPEAL } from './appeal-row.js';
import { lowerBound, upperBound } from './reversal-rate-rules.js';

/** How appeals of one basis ended; shares from 0 to 1, over those that were decided on their merits. */
export interface AppealBasisNumbers {
  readonly basis: AppealBasis;
  readonly submitted: number;
  readonly upheld: number;
  readonly partiallyReversed: number;
  readonly reversed: number;
  readonly omitted: number;
  /** From submission to the notification of the decision, without those that were omitted; null when none. */
  readonly medianHours: number | null;
  readonly overturnRate: number | null;
  /** Exact one-sided 95 % bounds of the overturn rate. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Appeals by basis and outcome, as the transparency report asks (Implementing Regulation (EU) 2024/2835, part 7). */
@Injectable()
export class AppealBasisReadsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: QueueAccessService,
  ) {}

  /** Of appeals submitted in the period, or of one group; every basis has its row. */
  async numbers(
    person: ActingPerson,
    of: { readonly from?: Date | null; readonly to?: Date | null; readonly groupId?: string | null },
  ): Promise<AppealBasisNumbers[]> {
    const found = await rows<Counted>(
      this.source.manager,
      `select a.basis, count(*)::int as submitted,
         count(*) filter (where a.outcome = 'upheld')::int as upheld,
         count(*) filter (where a.outcome = 'partially_reversed')::int as "partiallyReversed",
         count(*) filter (where a.outcome = 'reversed')::int as reversed,
         count(*) filter (where a.outcome = 'omitted')::int as omitted,
         percentile_cont(0.5) within group (order by extract(epoch from coalesce(a.notified_at, a.decided_at) - a.submitted_at) / 3600)
           filter (where a.outcome in ('upheld', 'partially_reversed', 'reversed'))::float8 as "medianHours"
       from appeal a
       where ${VISIBLE_APPEAL} and ($3::timestamptz is null or a.submitted_at >= $3) and ($4::timestamptz is null or a.submitted_at < $4)
         and ($5::uuid is null or a.group_id = $5 or exists (select from second_look_item i where i.group_id = $5 and i.appeal_id = a.id))
       group by a.basis`,
      [await this.access.visibleQueueIds(person), person.id, of.from ?? null, of.to ?? null, of.groupId ?? null],
    );
    const byBasis = new Map(found.map((row) => [row.basis, row]));
    return APPEAL_BASES.map((basis) => withBounds(byBasis.get(basis) ?? { ...NONE, basis }));
  }
}

type Counted = Omit<AppealBasisNumbers, 'overturnRate' | 'lower' | 'upper'>;

const NONE = { submitted: 0, upheld: 0, partiallyReversed: 0, reversed: 0, omitted: 0, medianHours: null };

function withBounds(counted: Counted): AppealBasisNumbers {
  const overturned = counted.partiallyReversed + counted.reversed;
  const decided = overturned + counted.upheld;
  if (decided === 0) return { ...counted, overturnRate: null, lower: null, upper: null };
  return {
    ...counted,
    overturnRate: overturned / decided,
    lower: lowerBound(overturned, decided),
    upper: upperBound(overturned, decided),
  };
}
