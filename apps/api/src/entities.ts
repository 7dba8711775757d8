import { AUDIT_ENTITIES } from '@mizan/audit/audit.module.js';
import { IDENTITY_ENTITIES } from '@mizan/identity/identity.module.js';
import { POLICIES_ENTITIES } from '@mizan/policies/policies.module.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { SUBJECTS_ENTITIES } from '@mizan/subjects/subjects.module.js';
import { PROTECTION_ENTITIES } from '@mizan/protection/protection.module.js';
import { CASES_ENTITIES } from '@mizan/cases/cases.module.js';
import { INTAKE_ENTITIES } from '@mizan/intake/intake.module.js';
import { DECISIONS_ENTITIES } from '@mizan/decisions/decisions.module.js';
import { NOTICES_ENTITIES } from '@mizan/notices/notices.module.js';
import { APPEALS_ENTITIES } from '@mizan/appeals/appeals.module.js';
import { COLLATERAL_ENTITIES } from '@mizan/collateral/collateral.module.js';

/** Every table that TypeORM knows by a class. */
export const ENTITIES = [
  ...AUDIT_ENTITIES,
  ...IDENTITY_ENTITIES,
  ...POLICIES_ENTITIES,
  ...PLATFORMS_ENTITIES,
  ...SUBJECTS_ENTITIES,
  ...PROTECTION_ENTITIES,
  ...CASES_ENTITIES,
  ...INTAKE_ENTITIES,
  ...DECISIONS_ENTITIES,
  ...NOTICES_ENTITIES,
  ...APPEALS_ENTITIES,
  ...COLLATERAL_ENTITIES,
];
