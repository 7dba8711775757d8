import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Says that a decision was taken back within its grace period, and by whom. */
@Entity('decision_undo')
export class DecisionUndo {
  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Column('uuid', { name: 'undone_by' })
  undoneBy!: string;

  @Column('timestamptz', { name: 'undone_at' })
  undoneAt!: Date;
}
