import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One report about one subject from one source, as it was received. */
@ObjectType('Flag')
@Entity('flag')
export class Flag {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  /** Round of the case that the flag counts for. */
  @Field(() => Int)
  @Column('integer')
  round!: number;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;

  @Field(() => String)
  @Column('text', { name: 'external_id' })
  externalId!: string;

  /** The subject as the source named it. */
  @Field(() => String)
  @Column('text', { name: 'key_as_received' })
  keyAsReceived!: string;

  @Column('uuid', { name: 'reporter_id', nullable: true })
  reporterId!: string | null;

  @Field(() => String)
  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'policy_id', nullable: true })
  policyId!: string | null;

  /** 0 to 1, as the source gave it. */
  @Field(() => Float, { nullable: true })
  @Column('real', { nullable: true })
  confidence!: number | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  reference!: string | null;

  /** What else came: `{referrer?, language?}`. */
  @Column('jsonb')
  details!: Record<string, string | readonly string[]>;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'occurred_at', nullable: true })
  occurredAt!: Date | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('uuid', { name: 'import_id', nullable: true })
  importId!: string | null;

  /** Set while the flag does not count because its reporter was set aside. */
  @Column('timestamptz', { name: 'set_aside_at', nullable: true })
  setAsideAt!: Date | null;
}
