import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Words that somebody left on a case; shown as a Note. */
@Entity('case_note')
export class CaseNote {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  /** 1 to 10,000 characters. */
  @Column('text')
  text!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
