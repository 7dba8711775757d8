import { AUDIT_ENTITIES } from '@mizan/audit/audit.module.js';
import { IDENTITY_ENTITIES } from '@mizan/identity/identity.module.js';
import { POLICIES_ENTITIES } from '@mizan/policies/policies.module.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { SUBJECTS_ENTITIES } from '@mizan/subjects/subjects.module.js';
import { CASES_ENTITIES } from '@mizan/cases/cases.module.js';
import { INTAKE_ENTITIES } from '@mizan/intake/intake.module.js';
import { DECISIONS_ENTITIES } from '@mizan/decisions/decisions.module.js';

/** Every table that TypeORM knows by a class, in this process. */
export const ENTITIES = [
  ...AUDIT_ENTITIES,
  ...IDENTITY_ENTITIES,
  ...POLICIES_ENTITIES,
  ...PLATFORMS_ENTITIES,
  ...SUBJECTS_ENTITIES,
  ...CASES_ENTITIES,
  ...INTAKE_ENTITIES,
  ...DECISIONS_ENTITIES,
];
