import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A title that a subject was seen with. */
@ObjectType('SubjectName')
@Entity('subject_name')
export class SubjectName {
  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Field(() => String)
  @Column('text')
  title!: string;

  @Field(() => Date)
  @PrimaryColumn('timestamptz', { name: 'seen_at' })
  seenAt!: Date;
}
