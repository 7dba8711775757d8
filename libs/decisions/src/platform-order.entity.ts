import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where an order stands; `order-transition-rules.ts` says which steps are allowed. */
export enum OrderState {
  waiting = 'waiting',
  sending = 'sending',
  unknown = 'unknown',
  deferred = 'deferred',
  applied = 'applied',
  gone = 'gone',
  failed = 'failed',
  stuck = 'stuck',
  cancelled = 'cancelled',
}
registerEnumType(OrderState, { name: 'OrderState' });

export enum OrderDirection {
  apply = 'apply',
  undo = 'undo',
}
registerEnumType(OrderDirection, { name: 'OrderDirection' });

/** One measure on one subject to be carried out, or taken back, by the platform. */
@ObjectType('Order')
@Entity('platform_order')
export class PlatformOrder {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'restriction_id' })
  restrictionId!: string;

  @Field(() => ID)
  @Column('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Field(() => OrderDirection)
  @Column('text')
  direction!: OrderDirection;

  @Field(() => OrderState)
  @Column('text')
  state!: OrderState;

  /** Never sent before; the end of the grace period. */
  @Field(() => Date)
  @Column('timestamptz', { name: 'not_before' })
  notBefore!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Field(() => Int)
  @Column('integer')
  attempts!: number;

  /** `{seen: state before applying, kept: what the platform returned to undo it with}` */
  @Column('jsonb', { name: 'prior_state', nullable: true })
  priorState!: Readonly<Record<string, unknown>> | null;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'outcome_code', nullable: true })
  outcomeCode!: string | null;

  @Column('jsonb', { name: 'outcome_details', nullable: true })
  outcomeDetails!: Readonly<Record<string, unknown>> | null;

  /** How the platform calls what it did. */
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'platform_ref', nullable: true })
  platformRef!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** Grows with every attempt: an answer to an attempt that was taken over is not written. */
  @Column('integer')
  version!: number;
}
