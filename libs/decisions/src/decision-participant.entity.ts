import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who had a part in a decision: they may take it back in grace, and never judge an appeal against it. */
@Entity('decision_participant')
export class DecisionParticipant {
  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId!: string;

  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;

  /** `proposed`, `decided`, `approved`, `sampled` or `executed`. */
  @Column('text')
  role!: string;
}
