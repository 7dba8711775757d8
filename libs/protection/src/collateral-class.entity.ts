import { registerEnumType } from '@nestjs/graphql';

/** Who is protected, or was touched. */
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

/** Why they are there. */
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
