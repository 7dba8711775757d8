import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { SubjectKind } from '@mizan/policies/measure.entity.js';
import { CaseCategory } from '@mizan/policies/policy.entity.js';

/** What a rule asks of a flag; what is absent or empty asks nothing. */
@ObjectType('RoutingConditions')
export class RoutingConditionsType {
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

/** One row of the routing: the first active rule whose conditions hold decides the queue. */
@ObjectType('RoutingRule')
@Entity('routing_rule')
export class RoutingRule {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** 1, 2, 3 … in the order in which rules are asked. */
  @Field(() => Int)
  @Column('integer')
  position!: number;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => RoutingConditionsType)
  @Column('jsonb')
  conditions!: RoutingConditionsType;

  @Column('uuid', { name: 'queue_id' })
  queueId!: string;

  @Field(() => Boolean)
  @Column('boolean')
  active!: boolean;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
