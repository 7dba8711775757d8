import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person may register again while look-alikes stay barred (settled 30). */
@ObjectType('RegistrationPass')
@Entity('registration_pass')
export class RegistrationPass {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'collateral_case_id', nullable: true })
  collateralCaseId!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;

  @Field(() => Date)
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'redeemed_at', nullable: true })
  redeemedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
