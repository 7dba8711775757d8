import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A subject that a decision is about, and the case of it that the decision closed, if one was open. */
@Entity('decision_subject')
export class DecisionSubject {
  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId!: string;

  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;
}
