import { registerEnumType } from '@nestjs/graphql';

/**
 * What a policy, and a case under it, is about; stands here because people opt out of categories. The last two are
 * reserved: child safety has its own queue, a threat to life goes before everything.
 */
export enum CaseCategory {
  general = 'general',
  terrorism = 'terrorism',
  child_safety = 'child_safety',
  threat_to_life = 'threat_to_life',
}
registerEnumType(CaseCategory, { name: 'CaseCategory' });
