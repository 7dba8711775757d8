import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A note on a subject: it follows the subject across its cases. Shown as Note. */
@Entity('subject_note')
export class SubjectNote {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  /** 1 to 10,000 characters. */
  @Column('text')
  text!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
