import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';

/** What a case came to (product.md §3). */
export enum Outcome {
  violation = 'violation',
  no_violation = 'no_violation',
  collateral = 'collateral',
  duplicate = 'duplicate',
  out_of_scope = 'out_of_scope',
}
registerEnumType(Outcome, { name: 'Outcome' });

/** Decisions are counted from 1 and stay far below 2^53. */
const count: ValueTransformer = { to: (value: number) => value, from: (value: string) => Number(value) };

/** What was decided, by the row that never changes: corrected only by a new decision that refers to it. */
@ObjectType('Decision')
@Entity('decision')
export class Decision {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** What people call it: 1, 2, 3 … */
  @Field(() => Int)
  @Column('bigint', { transformer: count })
  number!: number;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Field(() => ID)
  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Field(() => Int)
  @Column('integer')
  round!: number;

  @Field(() => Outcome)
  @Column('text')
  outcome!: Outcome;

  @Column('uuid', { name: 'policy_version_id', nullable: true })
  policyVersionId!: string | null;

  @Field(() => String)
  @Column('text')
  rationale!: string;

  @Column('text', { name: 'rationale_language' })
  rationaleLanguage!: string;

  @Column('uuid', { name: 'corrects_decision_id', nullable: true })
  correctsDecisionId!: string | null;

  @Column('uuid', { name: 'duplicate_of_case_id', nullable: true })
  duplicateOfCaseId!: string | null;

  @Column('boolean', { name: 'requires_second' })
  requiresSecond!: boolean;

  @Field(() => Date)
  @Column('timestamptz', { name: 'decided_at' })
  decidedAt!: Date;

  /** Until then it can be taken back and no order leaves. */
  @Field(() => Date)
  @Column('timestamptz', { name: 'grace_until' })
  graceUntil!: Date;

  /** `{report?: {authority, reportedAt, reference}, late?: true}` */
  @Column('jsonb')
  details!: Readonly<Record<string, unknown>>;
}
