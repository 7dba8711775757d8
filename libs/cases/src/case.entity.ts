import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SourceKind } from '@mizan/platforms/source.entity.js';
import { CaseCategory } from '@mizan/policies/policy.entity.js';
import type { PriorityReason } from './case-priority-rules.js';
import { bigintNumber } from './column-types.js';

/** Why a case exists. Only `flagged` gathers flags, and only one of these is open for a subject. */
export enum CaseKind {
  flagged = 'flagged',
  second_look = 'second_look',
  stay = 'stay',
  after_check = 'after_check',
}
registerEnumType(CaseKind, { name: 'CaseKind' });

/** Where a case stands; `case-transition-rules.ts` says which steps are allowed. */
export enum CaseState {
  open = 'open',
  claimed = 'claimed',
  on_hold = 'on_hold',
  awaiting_approval = 'awaiting_approval',
  decided = 'decided',
  closed = 'closed',
}
registerEnumType(CaseState, { name: 'CaseState' });

/** The one open question about a subject: all its flags, its place in a queue, its deadline, who works on it. */
@ObjectType('Case')
@Entity('review_case')
export class ReviewCase {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** What people call it: 1, 2, 3 … in the order of opening. */
  @Field(() => Int)
  @Column('bigint', { transformer: bigintNumber })
  number!: number;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Field(() => CaseKind)
  @Column('text')
  kind!: CaseKind;

  @Column('uuid', { name: 'appeal_id', nullable: true })
  appealId!: string | null;

  @Field(() => CaseCategory)
  @Column('text')
  category!: CaseCategory;

  @Field(() => CaseState)
  @Column('text')
  state!: CaseState;

  @Column('uuid', { name: 'queue_id' })
  queueId!: string;

  /** Virtual due time in milliseconds since 1970, lower is sooner; changes only when a fact changes. */
  @Column('bigint', { transformer: bigintNumber })
  rank!: number;

  /** What made the head start, in the order severity, audience, source, wave, band. */
  @Column('jsonb')
  reasons!: PriorityReason[];

  @Column('uuid', { name: 'policy_id', nullable: true })
  policyId!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  language!: string | null;

  @Field(() => Int)
  @Column('integer', { name: 'flag_count' })
  flagCount!: number;

  @Field(() => Int)
  @Column('integer', { name: 'source_count' })
  sourceCount!: number;

  @Column('uuid', { name: 'source_ids', array: true })
  sourceIds!: string[];

  /** Members or followers of the subject when a flag last said so. */
  @Column('bigint', { transformer: bigintNumber, nullable: true })
  audience!: number | null;

  /** A flag came after the decision: the case opens again when it closes. */
  @Column('boolean', { name: 'flagged_again' })
  flaggedAgain!: boolean;

  @Field(() => SourceKind, { nullable: true })
  @Column('text', { name: 'strongest_source', nullable: true })
  strongestSource!: SourceKind | null;

  @Field(() => Int)
  @Column('integer')
  round!: number;

  @Field(() => Date)
  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  /** Past its deadline and not decided, by the database's clock when the case was read; no column. */
  @Field(() => Boolean)
  breached!: boolean;

  @Column('uuid', { name: 'claimed_by', nullable: true })
  claimedBy!: string | null;

  /** Grows with every claim; whoever shows an older one has lost the lease. */
  @Column('bigint', { name: 'lease_token' })
  leaseToken!: string;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'lease_expires_at', nullable: true })
  leaseExpiresAt!: Date | null;

  @Column('boolean')
  prefetched!: boolean;

  /** Whose lease ran out, while nobody has taken the case again: their decision is still accepted, as late. */
  @Column('uuid', { name: 'lapsed_from', nullable: true })
  lapsedFrom!: string | null;

  @Column('uuid', { name: 'assigned_to', nullable: true })
  assignedTo!: string | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'hold_until', nullable: true })
  holdUntil!: Date | null;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'hold_reason', nullable: true })
  holdReason!: string | null;

  @Column('uuid', { name: 'escalated_from', nullable: true })
  escalatedFrom!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'closed_reason', nullable: true })
  closedReason!: string | null;

  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** Grows when a person changes the case; flags that arrive and leases that run out leave it. */
  @Field(() => Int)
  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
