import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One decision that holds a restriction up, until it is undone, corrected or reversed. */
@ObjectType('RestrictionCover')
@Entity('restriction_cover')
export class RestrictionCover {
  @PrimaryColumn('uuid', { name: 'restriction_id' })
  restrictionId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** The correcting decision; null when the covering decision itself was undone. */
  @Column('uuid', { name: 'ended_by_decision_id', nullable: true })
  endedByDecisionId!: string | null;
}
