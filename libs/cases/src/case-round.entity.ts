import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One time that the case was open: from a flag, an undone decision or a reopening to its close. */
@ObjectType('CaseRound')
@Entity('case_round')
export class CaseRound {
  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;

  @Field(() => Int)
  @PrimaryColumn('integer')
  n!: number;

  @Field(() => Date)
  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** See RoundReason. */
  @Field(() => String)
  @Column('text')
  reason!: string;
}
