import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StoredDraft } from './proposal-rules.js';

/** A decision that waits for a second person, whole, with the hash of what they sign. */
@ObjectType('DecisionProposal')
@Entity('decision_proposal')
export class DecisionProposal {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => ID)
  @Column('uuid', { name: 'case_id' })
  caseId!: string;

  @Column('integer', { name: 'case_version' })
  caseVersion!: number;

  @Column('jsonb')
  input!: StoredDraft;

  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  /** `irreversible:<measure>`, `policy`, `queue`, `stay`; for those who approve, and for whose proposal it is. */
  @Column('text', { array: true })
  reasons!: string[];

  /** `stayed`: stopped by the gate; `answered`: the decision of the stay took it along. */
  @Column('text')
  state!: 'pending' | 'stayed' | 'approved' | 'refused' | 'lapsed' | 'answered';

  @Column('uuid', { name: 'proposed_by' })
  proposedBy!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  /** What the second person said when refusing. */
  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  words!: string | null;

  @Column('uuid', { name: 'decision_id', nullable: true })
  decisionId!: string | null;
}
