import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const CHANGE_KINDS = ['role_grant', 'policy_version', 'api_key', 'second_look'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type ChangeState = 'pending' | 'approved' | 'refused' | 'expired';

/** A change that takes effect only when a second person agrees to exactly this content. */
@ObjectType('ChangeProposal')
@Entity('change_proposal')
export class ChangeProposal {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** `role_grant`, `policy_version`, `api_key` or `second_look` (more than a hundred reversals together). */
  @Field(() => String)
  @Column('text')
  kind!: ChangeKind;

  /** By kind; members whose name ends in `Hash` are secrets' hashes and are not shown. */
  @Column('jsonb')
  payload!: Record<string, unknown>;

  /** SHA-256 over kind, payload and proposer: what an approval signs. */
  @Column('bytea', { name: 'content_hash' })
  contentHash!: Buffer;

  @Field(() => String)
  @Column('text')
  state!: ChangeState;

  @Column('uuid', { name: 'proposed_by' })
  proposedById!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt!: Date;

  /** After this nobody can agree any more. */
  @Field(() => Date)
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedById!: string | null;

  /** What the second person said to it. */
  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  words!: string | null;
}
