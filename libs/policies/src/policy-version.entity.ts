import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MeasureCode } from './measure.entity.js';

/** Text by language tag, e.g. `{"en": "…", "ar": "…"}`. */
export type Texts = Readonly<Record<string, string>>;

/** What a policy said from one moment on. Never changed: a decision cites the version that held when it was made. */
@ObjectType('PolicyVersion')
@Entity('policy_version')
export class PolicyVersion {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID)
  @Column('uuid', { name: 'policy_id' })
  policyId!: string;

  /** 1, 2, 3 … within the policy. */
  @Field(() => Int)
  @Column('integer')
  n!: number;

  @Column('jsonb')
  title!: Texts;

  @Column('jsonb')
  guidance!: Texts;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'legal_reference', nullable: true })
  legalReference!: string | null;

  /** Head start that cases under it get in their queue, minutes (0 to 2,880). */
  @Field(() => Int)
  @Column('integer', { name: 'severity_minutes' })
  severityMinutes!: number;

  /** Measures that a decision under it may impose. */
  @Field(() => [MeasureCode])
  @Column('text', { array: true })
  measures!: MeasureCode[];

  /** Every decision under it needs a second person. */
  @Field(() => Boolean)
  @Column('boolean', { name: 'requires_second' })
  requiresSecond!: boolean;

  /** What a violation weighs on whoever it restricts; 0 = nothing. */
  @Field(() => Int)
  @Column('integer', { name: 'strike_weight' })
  strikeWeight!: number;

  /** For how many days it weighs; null when it weighs nothing. */
  @Field(() => Int, { nullable: true })
  @Column('integer', { name: 'strike_days', nullable: true })
  strikeDays!: number | null;

  @Column('uuid', { name: 'published_by', nullable: true })
  publishedBy!: string | null;

  @Column('uuid', { name: 'approved_by', nullable: true })
  approvedBy!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'published_at' })
  publishedAt!: Date;
}
