import { Field, InputType, Int } from '@nestjs/graphql';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { MeasureCode } from './measure.entity.js';

/** A version of a policy as an administrator writes it; texts by language tag, `en` among them. */
@InputType()
export class PolicyVersionInput {
  @Field(() => JSONObject)
  titles!: object;

  @Field(() => JSONObject)
  guidances!: object;

  @Field(() => String, { nullable: true })
  legalReference?: string | null;

  /** Minutes, 0 to 2,880. */
  @Field(() => Int)
  severityMinutes!: number;

  @Field(() => [MeasureCode])
  measures!: MeasureCode[];

  @Field(() => Boolean)
  requiresSecond!: boolean;

  /** What a violation weighs on whoever it restricts, 0 to 10; default 0. */
  @Field(() => Int, { nullable: true })
  strikeWeight?: number | null;

  /** For how many days, 1 to 3,650; needed with a weight. */
  @Field(() => Int, { nullable: true })
  strikeDays?: number | null;
}
