import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PriorityReasonType } from './case-parts.type.js';

/** One rule that was asked. */
@ObjectType('RoutingTrial')
export class RoutingTrialType {
  ruleId!: string;

  @Field(() => Boolean)
  matched!: boolean;

  /** See RoutingBecause. */
  @Field(() => String)
  because!: string;
}

/** Where a flag would go. */
@ObjectType('RoutingTestResult')
export class RoutingTestResult {
  queueId!: string;
  /** Null = no rule took it, the first general queue does. */
  ruleId!: string | null;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int)
  headStartMinutes!: number;

  @Field(() => [PriorityReasonType])
  reasons!: PriorityReasonType[];

  @Field(() => [RoutingTrialType])
  tried!: RoutingTrialType[];
}
