import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { notFound } from '@mizan/foundation/errors.js';
import { SubjectKind } from '@mizan/policies/measure.entity.js';

export { SubjectKind };

/** What can be flagged: a channel, group, account or bot of one platform. */
@ObjectType('Subject')
@Entity('subject')
export class Subject {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Field(() => SubjectKind)
  @Column('text')
  kind!: SubjectKind;

  /** The platform's own id as it was given; null while the subject is provisional. Text: it may exceed 32 bits. */
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'native_id', nullable: true })
  nativeId!: string | null;

  /** Public name without @; the newest of those it is known by. */
  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  handle!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  description!: string | null;

  /** Known by a handle or invite only: which account stands behind it is not settled. */
  @Field(() => Boolean)
  @Column('boolean')
  provisional!: boolean;

  /** Members or followers. */
  @Field(() => Float, { nullable: true })
  @Column('bigint', {
    nullable: true,
    transformer: {
      to: (value: number | null) => value,
      from: (value: string | null) => (value === null ? null : Number(value)),
    },
  })
  audience!: number | null;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  language!: string | null;

  @Field(() => Boolean)
  @Column('boolean', { name: 'verified_badge' })
  verifiedBadge!: boolean;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'created_on_platform_at', nullable: true })
  createdOnPlatformAt!: Date | null;

  /** The subject that this one turned out to be; everything is read through it. */
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto!: string | null;

  @Field(() => Int)
  @Column('integer')
  version!: number;

  @Field(() => Date)
  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  /** True on the copy for somebody who may not see more than that something has this id. */
  veiled?: boolean;
}

/** The id, to read on from it. Throws NOT_FOUND when the subject is veiled. */
export function shownId(subject: Subject): string {
  if (subject.veiled) throw notFound('subject');
  return subject.id;
}
