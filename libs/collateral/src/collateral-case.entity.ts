import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CollateralBasis, CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';

/** Where a collateral case stands; `collateral-transition-rules.ts` says which steps are allowed. */
export enum CollateralState {
  suspected = 'suspected',
  confirmed = 'confirmed',
  rejected = 'rejected',
  remedying = 'remedying',
  remedied = 'remedied',
}
registerEnumType(CollateralState, { name: 'CollateralState' });

/** Somebody swept up, or about to be. */
@ObjectType('CollateralCase')
@Entity('collateral_case')
export class CollateralCase {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => Int)
  @Column('bigint', { transformer: { from: Number, to: (value: number) => value } })
  number!: number;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Field(() => CollateralClass)
  @Column('text')
  class!: CollateralClass;

  @Field(() => CollateralBasis)
  @Column('text')
  basis!: CollateralBasis;

  @Field(() => CollateralState)
  @Column('text')
  state!: CollateralState;

  /** `decision_finding`, `appeal`, `after_check` or `alarm`. */
  @Field(() => String)
  @Column('text', { name: 'found_by' })
  foundBy!: string;

  @Column('uuid', { name: 'decision_id', nullable: true })
  decisionId!: string | null;

  @Column('uuid', { name: 'appeal_id', nullable: true })
  appealId!: string | null;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Field(() => String)
  @Column('text')
  note!: string;

  @Column('boolean', { name: 'register_entry_proposed' })
  registerEntryProposed!: boolean;

  @Column('boolean')
  discreet!: boolean;

  @Column('uuid', { name: 'judged_by', nullable: true })
  judgedBy!: string | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'judged_at', nullable: true })
  judgedAt!: Date | null;

  /** The first measure in force. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'harm_from', nullable: true })
  harmFrom!: Date | null;

  /** The last measure undone; null while one is in force. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'harm_until', nullable: true })
  harmUntil!: Date | null;

  /** Up to now, with fractions. */
  @Field(() => Float)
  harmHours!: number;

  /** A bar or any measure still stands on the person, or is not yet undone on the platform. */
  @Field(() => Boolean)
  stillBarred!: boolean;

  @Field(() => Date)
  @Column('timestamptz', { name: 'opened_at' })
  openedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'remedied_at', nullable: true })
  remediedAt!: Date | null;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
