import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { CollateralCase, CollateralState } from './collateral-case.entity.js';

@ObjectType('CollateralCasePage')
export class CollateralCasePage {
  @Field(() => [CollateralCase])
  nodes!: CollateralCase[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

/** All that the person may see, by state, and the hours of harm. */
@ObjectType('CollateralTotals')
export class CollateralTotals {
  @Field(() => Int)
  suspected!: number;

  @Field(() => Int)
  confirmed!: number;

  @Field(() => Int)
  remedying!: number;

  @Field(() => Int)
  remedied!: number;

  @Field(() => Int)
  stillBarred!: number;

  @Field(() => Float)
  harmHoursOpen!: number;

  @Field(() => Float)
  harmHoursClosed!: number;

  /** Of those that ended. */
  @Field(() => Float, { nullable: true })
  medianHarmHours!: number | null;
}

@InputType()
export class CollateralFilter {
  @Field(() => [CollateralState], { nullable: true })
  state?: CollateralState[] | null;

  @Field(() => [CollateralClass], { nullable: true })
  class?: CollateralClass[] | null;

  @Field(() => [String], { nullable: true })
  foundBy?: string[] | null;

  @Field(() => ID, { nullable: true })
  platformId?: string | null;

  @Field(() => Boolean, { nullable: true })
  stillBarred?: boolean | null;
}
