import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiScope } from '@mizan/foundation/permissions.js';

/** A machine's key. Shown once when made; only its SHA-256 is kept. */
@ObjectType('ApiKey')
@Entity('api_key')
export class ApiKey {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** The part that may be shown: names the key in lists and logs. */
  @Field(() => String)
  @Column('text')
  prefix!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  /** Flags made with this key come from this source; null = the key does not flag. */
  @Column('uuid', { name: 'source_id', nullable: true })
  sourceId!: string | null;

  /** The key sees and reaches only this platform; null = it is bound by its source alone. */
  @Column('uuid', { name: 'platform_id', nullable: true })
  platformId!: string | null;

  @Field(() => [String])
  @Column('text', { array: true })
  scopes!: ApiScope[];

  @Field(() => Int)
  @Column('integer', { name: 'requests_per_minute' })
  requestsPerMinute!: number;

  @Field(() => Date)
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** At most a minute behind. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
