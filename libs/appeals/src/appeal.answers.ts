import { createUnionType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { ClaimResult, type Claim, type QueueEmpty } from '@mizan/cases/claim.entity.js';
import { AlreadyDecided, LeaseLost } from '@mizan/decisions/decision-answers.entity.js';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { Appeal, AppealBasis, AppealOutcome, AppealState } from './appeal.entity.js';

@ObjectType('AppealPage')
export class AppealPage {
  @Field(() => [Appeal])
  nodes!: Appeal[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType('AppealCounts')
export class AppealCount {
  @Field(() => AppealState)
  state!: AppealState;

  @Field(() => Int)
  count!: number;
}

/** How appeals of one basis ended; shares from 0 to 1, over those decided on their merits. */
@ObjectType('AppealBasisRow')
export class AppealBasisRow {
  @Field(() => AppealBasis)
  basis!: AppealBasis;

  @Field(() => Int)
  submitted!: number;

  @Field(() => Int)
  upheld!: number;

  @Field(() => Int)
  partiallyReversed!: number;

  @Field(() => Int)
  reversed!: number;

  @Field(() => Int)
  omitted!: number;

  /** From submission to the notification of the decision, without those that were omitted. */
  @Field(() => Float, { nullable: true })
  medianHours!: number | null;

  @Field(() => Float, { nullable: true })
  overturnRate!: number | null;

  /** Exact one-sided 95 % bounds of the overturn rate. */
  @Field(() => Float, { nullable: true })
  lower!: number | null;

  @Field(() => Float, { nullable: true })
  upper!: number | null;
}

/** What the appeal is about; `result` is null until it is answered. */
@ObjectType('AppealRestriction')
export class AppealRestrictionView {
  restrictionId!: string;

  /** The person asks that it be lifted; false = it fell with theirs. */
  @Field(() => Boolean)
  asked!: boolean;

  /** `upheld` or `reversed`. */
  @Field(() => String, { nullable: true })
  result!: string | null;
}

/** A question of a handler, or what the person wrote. */
@ObjectType('AppealMessage')
export class AppealMessageView {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean)
  fromPerson!: boolean;

  authorId!: string | null;

  /** Null when it was erased. */
  @Field(() => String, { nullable: true })
  text!: string | null;

  @Field(() => Date)
  writtenAt!: Date;

  @Field(() => Date, { nullable: true })
  answerDueAt!: Date | null;

  /** Of a question: when it ended, by an answer, by being withdrawn, or because its time was over. */
  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;
}

@ObjectType('AppealFile')
export class AppealFileView {
  @Field(() => ID)
  id!: string;

  /** As the person called it; null when it was erased. */
  @Field(() => String, { nullable: true })
  name!: string | null;

  /** By content. */
  @Field(() => String)
  mediaType!: string;

  @Field(() => Float)
  byteSize!: number;

  @Field(() => Date)
  receivedAt!: Date;

  /** Of the media origin, good for five minutes. */
  @Field(() => String)
  link!: string;
}

/** What the appeal waits for, or waited for. */
@ObjectType('AppealStep')
export class AppealStepView {
  @Field(() => String)
  kind!: string;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  doneAt!: Date | null;

  /** Not needed any more before it was due. */
  @Field(() => Date, { nullable: true })
  droppedAt!: Date | null;
}

/** Out-of-court dispute settlement (DSA Art. 21). */
@ObjectType('AppealDispute')
export class AppealDisputeView {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  body!: string;

  @Field(() => String, { nullable: true })
  reference!: string | null;

  @Field(() => Date)
  sentAt!: Date;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => AppealOutcome, { nullable: true })
  outcome!: AppealOutcome | null;

  @Field(() => Date, { nullable: true })
  outcomeAt!: Date | null;

  @Field(() => Boolean, { nullable: true })
  implemented!: boolean | null;
}

/** The appealed decision as it was made. */
@ObjectType('AppealThen')
export class AppealThen {
  decisionId!: string;
  policyVersionId!: string | null;

  @Field(() => Boolean)
  policyChangedSince!: boolean;

  /** The subject's names and audience when it was decided. */
  @Field(() => String, { nullable: true })
  subjectTitle!: string | null;

  @Field(() => String, { nullable: true })
  subjectHandle!: string | null;

  @Field(() => Float, { nullable: true })
  audience!: number | null;
}

/**
 * What differs now from when it was decided. `code`: policy_published, renamed, audience, evidence_added, flags_added,
 * decision_reversed_elsewhere, restriction_lifted, link_added.
 */
@ObjectType('AppealChange')
export class AppealChangeView {
  @Field(() => String)
  code!: string;

  @Field(() => Date)
  at!: Date;

  /** A short text of numbers, codes or names. */
  @Field(() => String, { nullable: true })
  detail!: string | null;
}

/**
 * What the reversal reached. `kind`: measure_lifted, successor_freed, order_made, strike_revoked, case_told,
 * sibling_proposed; `state` is that of the target now.
 */
@ObjectType('CascadeEffect')
export class CascadeEffect {
  @Field(() => String)
  kind!: string;

  @Field(() => ID, { nullable: true })
  targetId!: string | null;

  @Field(() => String, { nullable: true })
  label!: string | null;

  @Field(() => String, { nullable: true })
  state!: string | null;
}

/** Words for the person, offered to the handler and changed before they are sent. */
@ObjectType('AppealReasonTemplate')
export class AppealReasonTemplate {
  @Field(() => ID)
  id!: string;

  @Field(() => AppealOutcome)
  outcome!: AppealOutcome;

  @Field(() => String)
  language!: string;

  @Field(() => String)
  title!: string;

  @Field(() => String)
  body!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Boolean)
  active!: boolean;
}

export const ResolveAppealResult = createUnionType({
  name: 'ResolveAppealResult',
  types: () => [Appeal, LeaseLost, AlreadyDecided] as const,
  resolveType: (value) => [LeaseLost, AlreadyDecided].find((kind) => value instanceof kind) ?? Appeal,
});

@ObjectType('ResolveAppealOutcome')
export class ResolveAppealOutcome {
  @Field(() => ResolveAppealResult)
  result!: Appeal | LeaseLost | AlreadyDecided;

  /** The next case, when one was asked for. */
  @Field(() => ClaimResult, { nullable: true })
  next!: Claim | QueueEmpty | null;
}
