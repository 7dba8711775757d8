import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import { ReviewCase } from './case.entity.js';

/** A lease on a case, as its holder sees it. */
@ObjectType('Claim')
export class Claim {
  caseId!: string;

  /** Shown with every step; grows with each claim, so that an older one no longer passes. */
  @Field(() => String)
  leaseToken!: string;

  @Field(() => Date)
  leaseExpiresAt!: Date;

  /** The lease ran out, but nobody has taken the case yet. */
  @Field(() => Boolean)
  late!: boolean;

  /** Taken unseen; becomes a full lease once its text is painted. */
  @Field(() => Boolean)
  prefetched!: boolean;

  /** The case as the claim left it, when the claim was made by this very request. */
  fresh?: ReviewCase;
}

/** Nothing to claim. */
@ObjectType('QueueEmpty')
export class QueueEmpty {
  /** `empty`, or `all_excluded`: what waits was skipped, opted out of, or is being taken by others. */
  @Field(() => String)
  reason!: string;
}

export const ClaimResult = createUnionType({
  name: 'ClaimResult',
  types: () => [Claim, QueueEmpty] as const,
  resolveType: (value) => ('reason' in value ? QueueEmpty : Claim),
});

/** What the heartbeat learned of one lease. */
@ObjectType('Renewal')
export class Renewal {
  @Field(() => ID)
  caseId!: string;

  @Field(() => Boolean)
  ok!: boolean;

  @Field(() => Date, { nullable: true })
  leaseExpiresAt!: Date | null;

  /** Who holds the case now. */
  takenById!: string | null;
}

/** Why a case of a selection was not changed. */
@ObjectType('CaseFailure')
export class CaseFailure {
  @Field(() => ID)
  caseId!: string;

  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;
}

/** What became of a selection. */
@ObjectType('BulkResult')
export class BulkResult {
  @Field(() => [ReviewCase])
  changed!: ReviewCase[];

  @Field(() => [CaseFailure])
  refused!: CaseFailure[];
}
