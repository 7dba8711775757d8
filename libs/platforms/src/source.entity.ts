import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who flags; decides the deadline and the head start of a case. */
export enum SourceKind {
  user_report = 'user_report',
  trusted_flagger = 'trusted_flagger',
  referral = 'referral',
  removal_order = 'removal_order',
  detector = 'detector',
  staff = 'staff',
  resurfacing = 'resurfacing',
}
registerEnumType(SourceKind, { name: 'SourceKind' });

/** One place that flags come from: a platform's reports, an authority, a detector. */
@ObjectType('Source')
@Entity('source')
export class Source {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** The platform it flags on; null = several (an authority refers to all). */
  @Column('uuid', { name: 'platform_id', nullable: true })
  platformId!: string | null;

  @Field(() => String)
  @Column('text')
  code!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => SourceKind)
  @Column('text')
  kind!: SourceKind;

  /** Flags of a source that is not active are refused. */
  @Field(() => Boolean)
  @Column('boolean')
  active!: boolean;

  /** Reporters are told, by the platform, when what they reported had no consequence. */
  @Field(() => Boolean)
  @Column('boolean', { name: 'tells_reporters' })
  tellsReporters!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
