import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';

const count: ValueTransformer = { to: (value: number) => value, from: (value: string) => Number(value) };

/** Why a subject was restricted, as the person and public databases are told; one a decision and subject, never changed. */
@ObjectType('Statement')
@Entity('statement')
export class Statement {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => Int)
  @Column('bigint', { transformer: count })
  number!: number;

  @Column('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'restriction_ids', array: true })
  restrictionIds!: string[];

  @Column('uuid', { name: 'policy_version_id', nullable: true })
  policyVersionId!: string | null;

  /** `law` or `terms`; null without a policy. */
  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  ground!: 'law' | 'terms' | null;

  /** Kinds of source that drew attention to the subject; none = own initiative. */
  @Field(() => [String])
  @Column('text', { name: 'source_kinds', array: true })
  sourceKinds!: string[];

  @Field(() => Boolean)
  @Column('boolean', { name: 'automated_detection' })
  automatedDetection!: boolean;

  @Field(() => Boolean)
  @Column('boolean', { name: 'automated_decision' })
  automatedDecision!: boolean;

  /** ISO 639-1. */
  @Field(() => String)
  @Column('text')
  language!: string;

  @Column('uuid', { name: 'notice_id' })
  noticeId!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'made_at' })
  madeAt!: Date;
}
