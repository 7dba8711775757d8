import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { ReviewCase } from './case.entity.js';

@ObjectType('CasePage')
export class CasePage {
  @Field(() => [ReviewCase])
  nodes!: ReviewCase[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** One named part of a head start. */
@ObjectType('PriorityReason')
export class PriorityReasonType {
  /** `severity`, `audience`, `source`, `wave` or `band`. */
  @Field(() => String)
  code!: string;

  @Field(() => Int)
  minutes!: number;

  /** `value` that counted; for a band `because`: `removal_order` or `threat_to_life`. */
  @Field(() => JSONObject)
  facts!: object;
}

/** Somebody who has the case on the screen. */
@ObjectType('Presence')
export class Presence {
  personId!: string;

  @Field(() => Date)
  seenAt!: Date;
}

/** A public fact that asks for care: never the register, never a verdict. */
@ObjectType('CareSignal')
export class CareSignal {
  /** `declared_profession`, `byline`, `institution`, `press_domain` or `verified_badge`. */
  @Field(() => String)
  code!: string;

  /** The words that were found. */
  @Field(() => String)
  words!: string;

  @Field(() => ID)
  subjectId!: string;
}
