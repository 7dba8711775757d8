import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MeasureCode } from '@mizan/policies/measure.entity.js';

/** An expiring weight on a subject, given by a decision that stood, revoked by its reversal. */
@ObjectType('Strike')
@Entity('strike')
export class Strike {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Column('uuid', { name: 'policy_version_id' })
  policyVersionId!: string;

  @Field(() => Int)
  @Column('integer')
  weight!: number;

  @Field(() => Date)
  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('uuid', { name: 'revoked_by_decision_id', nullable: true })
  revokedByDecisionId!: string | null;
}

/** What the weight of somebody's strikes proposes to whoever works the case; people decide. */
@ObjectType('StrikeProposal')
export class StrikeProposalView {
  @Field(() => Int)
  weight!: number;

  /** Weight of the threshold reached; null = none yet. */
  @Field(() => Int, { nullable: true })
  reachedAt!: number | null;

  @Field(() => MeasureCode, { nullable: true })
  proposes!: MeasureCode | null;

  /** Weight of the next threshold; null = there is none. */
  @Field(() => Int, { nullable: true })
  nextAt!: number | null;

  @Field(() => MeasureCode, { nullable: true })
  nextProposes!: MeasureCode | null;
}
