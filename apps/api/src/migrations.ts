import { CreateFoundation1764000000000 } from './migrations/1764000000000-create-foundation.js';
import { CreateAudit1764000001000 } from './migrations/1764000001000-create-audit.js';
import { CreateIdentity1764000002000 } from './migrations/1764000002000-create-identity.js';
import { CreatePolicies1764000003000 } from './migrations/1764000003000-create-policies.js';
import { CreatePlatforms1764000004000 } from './migrations/1764000004000-create-platforms.js';
import { CreateSubjects1764000005000 } from './migrations/1764000005000-create-subjects.js';
import { CreateCases1764000006000 } from './migrations/1764000006000-create-cases.js';
import { CreateIntake1764000007000 } from './migrations/1764000007000-create-intake.js';
import { CreateDecisions1764000008000 } from './migrations/1764000008000-create-decisions.js';
import { CreateProtection1764000009000 } from './migrations/1764000009000-create-protection.js';
import { CreateProtectiveStays1764000009500 } from './migrations/1764000009500-create-protective-stays.js';
import { CreateNotices1764000010000 } from './migrations/1764000010000-create-notices.js';
import { CreateAppeals1764000011000 } from './migrations/1764000011000-create-appeals.js';
import { CreateCollateral1764000012000 } from './migrations/1764000012000-create-collateral.js';
import { ReserveSubjects1764000008500 } from './migrations/1764000008500-reserve-subjects.js';
import { CreateDeskSettings1764000008600 } from './migrations/1764000008600-create-desk-settings.js';

/** Every migration, in the order in which it runs. */
export const MIGRATIONS = [
  CreateFoundation1764000000000,
  CreateAudit1764000001000,
  CreateIdentity1764000002000,
  CreatePolicies1764000003000,
  CreatePlatforms1764000004000,
  CreateSubjects1764000005000,
  CreateCases1764000006000,
  CreateIntake1764000007000,
  CreateDecisions1764000008000,
  ReserveSubjects1764000008500,
  CreateDeskSettings1764000008600,
  CreateProtection1764000009000,
  CreateProtectiveStays1764000009500,
  CreateNotices1764000010000,
  CreateAppeals1764000011000,
  CreateCollateral1764000012000,
];
