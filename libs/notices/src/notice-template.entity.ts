import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeKind, NoticeLanguage } from './notice-kinds.js';

/** One version of the words of a kind of notice in one language, written by somebody of the desk. */
@Entity('notice_template')
export class NoticeTemplateVersion {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: NoticeKind;

  @Column('text')
  language!: NoticeLanguage;

  /** 1, 2, 3 …; the desk was shipped with version 0. */
  @Column('integer')
  version!: number;

  @Column('text', { name: 'subject_line' })
  subjectLine!: string;

  @Column('text')
  body!: string;

  @Column('uuid', { name: 'written_by' })
  writtenBy!: string;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt!: Date;
}
