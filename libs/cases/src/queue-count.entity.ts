import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintNumber } from './column-types.js';

/** How many cases stand where, as of `countedAt`. */
@ObjectType('QueueCounts')
@Entity('queue_count')
export class QueueCount {
  @PrimaryColumn('uuid', { name: 'queue_id' })
  queueId!: string;

  @Field(() => Float)
  @Column('bigint', { name: 'open_count', transformer: bigintNumber })
  open!: number;

  @Field(() => Float)
  @Column('bigint', { name: 'claimed_count', transformer: bigintNumber })
  claimed!: number;

  @Field(() => Float)
  @Column('bigint', { name: 'on_hold_count', transformer: bigintNumber })
  onHold!: number;

  @Field(() => Float)
  @Column('bigint', { name: 'awaiting_approval_count', transformer: bigintNumber })
  awaitingApproval!: number;

  /** Past their deadline and not decided. */
  @Field(() => Float)
  @Column('bigint', { name: 'breached_count', transformer: bigintNumber })
  breached!: number;

  /** Of the open ones. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'oldest_opened_at', nullable: true })
  oldestOpenedAt!: Date | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'counted_at' })
  countedAt!: Date;
}
