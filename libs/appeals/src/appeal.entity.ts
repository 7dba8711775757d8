import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';

/** Where an appeal stands; `appeal-transition-rules.ts` says which steps are allowed. */
export enum AppealState {
  received = 'received',
  acknowledged = 'acknowledged',
  in_review = 'in_review',
  decided = 'decided',
  executing = 'executing',
  closed = 'closed',
  out_of_court = 'out_of_court',
}
registerEnumType(AppealState, { name: 'AppealState' });

/** `upheld`: the original decision stands. */
export enum AppealOutcome {
  upheld = 'upheld',
  partially_reversed = 'partially_reversed',
  reversed = 'reversed',
  omitted = 'omitted',
}
registerEnumType(AppealOutcome, { name: 'AppealOutcome' });

export enum AppealBasis {
  visibility = 'visibility',
  service = 'service',
  account = 'account',
  monetisation = 'monetisation',
  notice_refused = 'notice_refused',
  tf_notice_refused = 'tf_notice_refused',
}
registerEnumType(AppealBasis, { name: 'AppealBasis' });

export enum Appellant {
  affected = 'affected',
  reporter = 'reporter',
}
registerEnumType(Appellant, { name: 'Appellant' });

/** How the desk knows that the person is who they say: the reference of a notice, the platform's word, a challenge. */
export enum AppealVerification {
  none = 'none',
  reference = 'reference',
  platform = 'platform',
  challenge = 'challenge',
}
registerEnumType(AppealVerification, { name: 'AppealVerification' });

/** A request to look again at a decision, by whom it hurt or by whose report was refused. */
@ObjectType('Appeal')
@Entity('appeal')
export class Appeal {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** As the person knows it, `A-7K3M-9Q2X`. */
  @Field(() => String)
  @Column('text')
  number!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Field(() => Appellant)
  @Column('text')
  appellant!: Appellant;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'decision_id', nullable: true })
  decisionId!: string | null;

  @Column('uuid', { name: 'flag_id', nullable: true })
  flagId!: string | null;

  @Field(() => AppealBasis)
  @Column('text')
  basis!: AppealBasis;

  /** Who the person says they are. */
  @Field(() => CollateralClass, { nullable: true })
  @Column('text', { name: 'claimed_status', nullable: true })
  claimedStatus!: CollateralClass | null;

  /** Only for those who may decide about the protected; the field `registerClass` asks that. */
  @Column('boolean', { name: 'register_class' })
  standsInRegister!: boolean;

  @Field(() => String)
  @Column('text')
  language!: string;

  @Column('uuid', { name: 'key_id' })
  keyId!: string;

  @Field(() => AppealVerification, { name: 'verification' })
  @Column('text', { name: 'verified_by' })
  verifiedBy!: AppealVerification;

  @Field(() => AppealState)
  @Column('text')
  state!: AppealState;

  @Field(() => Boolean)
  @Column('boolean', { name: 'waiting_for_answer' })
  waitingForAnswer!: boolean;

  @Field(() => AppealOutcome, { nullable: true })
  @Column('text', { nullable: true })
  outcome!: AppealOutcome | null;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'omitted_reason', nullable: true })
  omittedReason!: string | null;

  /** A restriction was newly imposed because of the appeal (transparency report, part 7). */
  @Field(() => Boolean)
  @Column('boolean', { name: 'new_restriction' })
  newRestriction!: boolean;

  @Column('uuid', { name: 'resolution_decision_id', nullable: true })
  resolutionDecisionId!: string | null;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column('uuid', { name: 'group_id', nullable: true })
  groupId!: string | null;

  /** Nobody of the desk may work it. */
  @Field(() => Boolean)
  @Column('boolean', { name: 'needs_outside_handler' })
  needsOutsideHandler!: boolean;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'informed_at', nullable: true })
  informedAt!: Date | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'submitted_at' })
  submittedAt!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'notified_at', nullable: true })
  notifiedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
