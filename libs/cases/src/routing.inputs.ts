import { Field, Float, ID, InputType } from '@nestjs/graphql';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { SubjectKind } from '@mizan/policies/measure.entity.js';
import { CaseCategory } from '@mizan/policies/policy.entity.js';

/** See RoutingConditionsType. */
@InputType()
export class RoutingConditionsInput {
  @Field(() => [ID], { nullable: true })
  platformIds?: string[] | null;

  @Field(() => [SourceKind], { nullable: true })
  sourceKinds?: SourceKind[] | null;

  @Field(() => [ID], { nullable: true })
  policyIds?: string[] | null;

  @Field(() => [String], { nullable: true })
  languages?: string[] | null;

  @Field(() => [SubjectKind], { nullable: true })
  subjectKinds?: SubjectKind[] | null;

  @Field(() => [CaseCategory], { nullable: true })
  categories?: CaseCategory[] | null;

  @Field(() => Float, { nullable: true })
  audienceAtLeast?: number | null;
}

/** A flag that has not come, to ask where it would go. */
@InputType()
export class RoutingTestInput {
  @Field(() => ID)
  platformId!: string;

  @Field(() => SourceKind)
  sourceKind!: SourceKind;

  @Field(() => ID, { nullable: true })
  policyId?: string | null;

  @Field(() => String, { nullable: true })
  language?: string | null;

  @Field(() => SubjectKind)
  subjectKind!: SubjectKind;

  @Field(() => Float, { nullable: true })
  audience?: number | null;
}
