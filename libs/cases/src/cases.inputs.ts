import { Field, ID, InputType } from '@nestjs/graphql';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { SubjectKind } from '@mizan/policies/measure.entity.js';
import { CaseCategory } from '@mizan/policies/policy.entity.js';
import { CaseState } from './case.entity.js';

/** What a list of cases is narrowed to; what is absent narrows nothing. */
@InputType()
export class CaseFilter {
  @Field(() => ID, { nullable: true })
  queueId?: string | null;

  @Field(() => [CaseState], { nullable: true })
  states?: CaseState[] | null;

  @Field(() => ID, { nullable: true })
  platformId?: string | null;

  /** The strongest source of the case. */
  @Field(() => SourceKind, { nullable: true })
  sourceKind?: SourceKind | null;

  @Field(() => ID, { nullable: true })
  policyId?: string | null;

  @Field(() => String, { nullable: true })
  language?: string | null;

  @Field(() => CaseCategory, { nullable: true })
  category?: CaseCategory | null;

  @Field(() => Boolean, { nullable: true })
  breached?: boolean | null;

  @Field(() => ID, { nullable: true })
  claimedBy?: string | null;

  @Field(() => ID, { nullable: true })
  assignedTo?: string | null;

  @Field(() => SubjectKind, { nullable: true })
  subjectKind?: SubjectKind | null;

  @Field(() => Date, { nullable: true })
  openedBefore?: Date | null;

  @Field(() => Date, { nullable: true })
  openedAfter?: Date | null;
}

/** A lease as the client shows it. */
@InputType()
export class LeaseInput {
  @Field(() => ID)
  caseId!: string;

  @Field(() => String)
  leaseToken!: string;
}
