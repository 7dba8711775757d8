import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who reported, known by a keyed hash of the opaque id that the source gave; how often they were right. */
@ObjectType('ReporterReliability')
@Entity('reporter')
export class Reporter {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'source_id' })
  sourceId!: string;

  @Column('bytea', { name: 'external_hash' })
  externalHash!: Buffer;

  @Field(() => Int)
  /** Those that are kept. */
  flagCount!: number;

  @Field(() => Int)
  @Column('integer', { name: 'decided_count' })
  decidedCount!: number;

  @Field(() => Int)
  @Column('integer', { name: 'upheld_count' })
  upheldCount!: number;
}
