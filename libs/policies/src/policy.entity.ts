import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CaseCategory } from '@mizan/foundation/case-category.js';

export { CaseCategory };

/** A rule that decisions cite; what it says stands in its versions. */
@ObjectType('Policy')
@Entity('policy')
export class Policy {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  /** Stable short name in files and the API, e.g. `terror-propaganda`. */
  @Field(() => String)
  @Column('text')
  code!: string;

  @Field(() => CaseCategory)
  @Column('text')
  category!: CaseCategory;

  /** `law` or `terms`: what a decision under it rests on. */
  @Field(() => String)
  @Column('text')
  ground!: string;

  @Column('integer')
  position!: number;

  /** Flags and decisions may cite only active policies. */
  @Field(() => Boolean)
  @Column('boolean')
  active!: boolean;

  /** Months in which decisions under it can be appealed, where it gives more than the desk does; null = as the desk. */
  @Field(() => Int, { nullable: true })
  @Column('integer', { name: 'appeal_window_months', nullable: true })
  appealWindowMonths!: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
