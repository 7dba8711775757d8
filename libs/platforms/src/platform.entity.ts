import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Kinds of platform; decides how links and handles are read. */
export enum PlatformKind {
  telegram = 'telegram',
  matrix = 'matrix',
  tamtam = 'tamtam',
  other = 'other',
}
registerEnumType(PlatformKind, { name: 'PlatformKind' });

/** A service that is moderated, reached through its connector. */
@ObjectType('Platform')
@Entity('platform')
export class Platform {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** Stable short name in files, routing and the API, e.g. `telegram`. */
  @Field(() => String)
  @Column('text')
  code!: string;

  @Field(() => PlatformKind)
  @Column('text')
  kind!: PlatformKind;

  @Field(() => String)
  @Column('text')
  name!: string;

  /** Which adapter carries orders; `webhook` is the only one so far. */
  @Field(() => String)
  @Column('text')
  connector!: string;

  /** Base address of the platform's side of the contract; null = not connected yet. */
  @Field(() => String, { nullable: true })
  @Column('text', { name: 'endpoint_url', nullable: true })
  endpointUrl!: string | null;

  /** Signing secret, sealed with the installation's key; only loaded to sign. */
  @Column('bytea', { name: 'signing_secret', nullable: true, select: false })
  signingSecret!: Buffer | null;

  /** The secret before the last rotation; signs too, so that the platform may change over when it likes. */
  @Column('bytea', { name: 'previous_signing_secret', nullable: true, select: false })
  previousSigningSecret!: Buffer | null;

  /** Most orders sent in a second. */
  @Field(() => Int)
  @Column('integer', { name: 'orders_per_second' })
  ordersPerSecond!: number;

  /** While true no order leaves for this platform. */
  @Field(() => Boolean)
  @Column('boolean')
  paused!: boolean;

  @Field(() => Int)
  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
