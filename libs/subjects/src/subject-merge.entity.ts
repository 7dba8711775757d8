import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How long a merge can be split again, in days (settled: 30). */
export const SPLITTABLE_DAYS = 30;

/** Stands for the desk itself where a merge names who made it. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Two subjects found to be one, by whom and when. */
@ObjectType('SubjectMerge')
@Entity('subject_merge')
export class SubjectMerge {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'from_subject_id' })
  fromSubjectId!: string;

  @Column('uuid', { name: 'into_subject_id' })
  intoSubjectId!: string;

  @Column('uuid', { name: 'merged_by' })
  mergedBy!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'merged_at' })
  mergedAt!: Date;

  @Column('uuid', { name: 'split_by', nullable: true })
  splitBy!: string | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'split_at', nullable: true })
  splitAt!: Date | null;

  /** What the merge moved, to be moved back: always empty: names, links and evidence are read through the merge. */
  @Column('jsonb')
  moved!: Record<string, never>;

  /** Who merged them; null when the desk itself did, because a platform told an id for a name. */
  get mergedByPerson(): string | null {
    return this.mergedBy === NOBODY ? null : this.mergedBy;
  }

  @Field(() => Date)
  get splittableUntil(): Date {
    return new Date(this.mergedAt.getTime() + SPLITTABLE_DAYS * 86_400_000);
  }
}
