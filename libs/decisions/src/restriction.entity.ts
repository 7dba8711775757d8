import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MeasureCode } from '@mizan/policies/measure.entity.js';

/** One measure on one subject: the unit that is ordered, told, appealed, reversed and counted. */
@ObjectType('Restriction')
@Entity('restriction')
export class Restriction {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'platform_id' })
  platformId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Field(() => MeasureCode)
  @Column('text')
  measure!: MeasureCode;

  /** `global`, or sorted ISO 3166-1 alpha-2 codes: `BE,FR`. */
  @Field(() => String)
  @Column('text')
  scope!: string;

  @Field(() => Date)
  @Column('timestamptz', { name: 'imposed_at' })
  imposedAt!: Date;

  /** Null while at least one decision covers it. */
  @Field(() => Date, { nullable: true })
  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt!: Date | null;
}
