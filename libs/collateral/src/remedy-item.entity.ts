import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that has to be given back. */
@ObjectType('RemedyItem')
@Entity('remedy_item')
export class RemedyItem {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'collateral_case_id' })
  collateralCaseId!: string;

  /** `measure`, `bar`, `alternate` or `membership`. */
  @Field(() => String)
  @Column('text')
  kind!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column('uuid', { name: 'restriction_id', nullable: true })
  restrictionId!: string | null;

  /** `{link, heldBy: decision ids}` */
  @Column('jsonb', { name: 'via' })
  way!: { readonly link?: string; readonly heldBy?: readonly string[] };

  @Field(() => Boolean)
  @Column('boolean')
  chosen!: boolean;

  @Column('uuid', { name: 'decision_id', nullable: true })
  decisionId!: string | null;
}
