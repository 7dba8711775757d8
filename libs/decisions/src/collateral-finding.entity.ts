import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CollateralBasis, CollateralClass } from '@mizan/protection/collateral-class.entity.js';

export { CollateralBasis, CollateralClass };

/** A decision found that this subject was swept up, or reports on the harm rather than causing it. */
@ObjectType('CollateralFinding')
@Entity('collateral_finding')
export class CollateralFinding {
  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId!: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Field(() => CollateralClass)
  @Column('text')
  class!: CollateralClass;

  @Field(() => CollateralBasis)
  @Column('text')
  basis!: CollateralBasis;

  @Field(() => String)
  @Column('text')
  note!: string;
}
