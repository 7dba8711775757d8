import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who was touched. */
export enum CollateralClass {
  journalist = 'journalist',
  newsroom = 'newsroom',
  academic = 'academic',
  researcher = 'researcher',
  counter_terrorism_expert = 'counter_terrorism_expert',
  rights_archive = 'rights_archive',
  artist = 'artist',
  satirist = 'satirist',
  other = 'other',
}
registerEnumType(CollateralClass, { name: 'CollateralClass' });

/** Why they were there. */
export enum CollateralBasis {
  journalistic = 'journalistic',
  academic_research = 'academic_research',
  educational = 'educational',
  artistic = 'artistic',
  counter_terrorism = 'counter_terrorism',
  polemic_public_debate = 'polemic_public_debate',
  none = 'none',
}
registerEnumType(CollateralBasis, { name: 'CollateralBasis' });

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
