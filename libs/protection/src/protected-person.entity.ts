import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CollateralBasis, CollateralClass } from './collateral-class.entity.js';

export enum ProtectedState {
  declared = 'declared',
  verified = 'verified',
  expired = 'expired',
  revoked = 'revoked',
}
registerEnumType(ProtectedState, { name: 'ProtectedState' });

/** Why an entry was ended. */
export enum RevokeReason {
  not_who_was_claimed = 'not_who_was_claimed',
  no_longer_in_the_role = 'no_longer_in_the_role',
  asked_to_be_removed = 'asked_to_be_removed',
  evidence_false = 'evidence_false',
  duplicate = 'duplicate',
  other = 'other',
}
registerEnumType(RevokeReason, { name: 'RevokeReason' });

/** An entry of the register, without who it is. */
@ObjectType('ProtectedPerson')
@Entity('protected_person')
export class ProtectedPerson {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  number!: string;

  @Field(() => CollateralClass)
  @Column('text')
  class!: CollateralClass;

  @Field(() => CollateralBasis, { nullable: true })
  @Column('text', { nullable: true })
  basis!: CollateralBasis | null;

  @Field(() => ProtectedState)
  @Column('text')
  state!: ProtectedState;

  /** `register`, `collateral`, `appeal` or `import`. */
  @Field(() => String)
  @Column('text', { name: 'found_by' })
  foundBy!: string;

  @Column('uuid', { name: 'key_id' })
  keyId!: string;

  @Column('bytea', { name: 'sealed_details', nullable: true })
  sealedDetails!: Buffer | null;

  /** It declared as a media service, with all seven elements of Art. 18(1) of Regulation (EU) 2024/1083. */
  @Field(() => Boolean)
  @Column('boolean', { name: 'media_declaration' })
  mediaDeclaration!: boolean;

  /** How often it was verified; 0 = never. */
  @Field(() => Int)
  @Column('integer')
  term!: number;

  @Column('integer', { name: 'content_no' })
  contentNo!: number;

  @Column('integer', { name: 'verified_content_no', nullable: true })
  verifiedContentNo!: number | null;

  @Column('uuid', { name: 'declared_by', nullable: true })
  declaredById!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'declared_at' })
  declaredAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** When it was last said that it ends soon; null when it was verified since. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('uuid', { name: 'revoked_by', nullable: true })
  revokedById!: string | null;

  @Field(() => RevokeReason, { nullable: true })
  @Column('text', { name: 'revoke_reason', nullable: true })
  revokeReason!: RevokeReason | null;

  @Field(() => Int)
  @Column('integer')
  version!: number;
}
