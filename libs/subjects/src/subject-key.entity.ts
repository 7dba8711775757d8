import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubjectKeyKind } from './link-target.js';

/** One name a subject is or was known by, and when. At no moment do two subjects have the same one. */
@ObjectType('SubjectKey')
@Entity('subject_key')
export class SubjectKey {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Field(() => String)
  @Column('text')
  kind!: SubjectKeyKind;

  @Column('text', { name: 'value_normalised' })
  valueNormalised!: string;

  @Field(() => String, { name: 'value' })
  @Column('text', { name: 'value_as_seen' })
  valueAsSeen!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  /** Null = still. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo!: Date | null;
}
