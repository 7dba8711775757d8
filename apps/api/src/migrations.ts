import { CreateFoundation1764000000000 } from './migrations/1764000000000-create-foundation.js';
import { CreateAudit1764000001000 } from './migrations/1764000001000-create-audit.js';
import { CreateIdentity1764000002000 } from './migrations/1764000002000-create-identity.js';
import { CreatePolicies1764000003000 } from './migrations/1764000003000-create-policies.js';
import { CreatePlatforms1764000004000 } from './migrations/1764000004000-create-platforms.js';
import { CreateSubjects1764000005000 } from './migrations/1764000005000-create-subjects.js';
import { CreateCases1764000006000 } from './migrations/1764000006000-create-cases.js';
import { CreateIntake1764000007000 } from './migrations/1764000007000-create-intake.js';
import { CreateDecisions1764000008000 } from './migrations/1764000008000-create-decisions.js';

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
];
