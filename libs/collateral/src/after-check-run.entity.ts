import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Looking again at everything that a set of decisions touched. */
@ObjectType('AfterCheckRun')
@Entity('after_check_run')
export class AfterCheckRun {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => Int)
  @Column('bigint', { transformer: { from: Number, to: (value: number) => value } })
  number!: number;

  /** `running`, `done` or `stopped`. */
  @Field(() => String)
  @Column('text')
  state!: string;

  /** Subjects to look at. */
  @Field(() => Int)
  @Column('integer')
  total!: number;

  @Field(() => Int)
  @Column('integer')
  done!: number;

  /** Collateral cases opened or joined; of those that the register alone knows only the number that may be told. */
  @Field(() => Int)
  @Column('integer')
  found!: number;

  @Column('uuid', { name: 'started_by' })
  startedBy!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
