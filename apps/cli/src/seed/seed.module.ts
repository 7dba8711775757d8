import { type DynamicModule, Module } from '@nestjs/common';
import { APPEALS_ENTITIES, AppealsModule } from '@mizan/appeals/appeals.module.js';
import { AUDIT_ENTITIES, AuditModule } from '@mizan/audit/audit.module.js';
import { CASES_ENTITIES, CasesModule } from '@mizan/cases/cases.module.js';
import { DECISIONS_ENTITIES, DecisionsModule } from '@mizan/decisions/decisions.module.js';
import type { Config } from '@mizan/foundation/config.js';
import { FoundationModule } from '@mizan/foundation/foundation.module.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { IDENTITY_ENTITIES, IdentityModule } from '@mizan/identity/identity.module.js';
import { INTAKE_ENTITIES, IntakeModule } from '@mizan/intake/intake.module.js';
import { NOTICES_ENTITIES } from '@mizan/notices/notices.module.js';
import { PLATFORMS_ENTITIES, PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { POLICIES_ENTITIES, PoliciesModule } from '@mizan/policies/policies.module.js';
import { PROTECTION_ENTITIES, ProtectionModule } from '@mizan/protection/protection.module.js';
import { SUBJECTS_ENTITIES, SubjectsModule } from '@mizan/subjects/subjects.module.js';

/** The services that the sample is made with, without API, queue of jobs or connectors at work. */
@Module({})
export class SeedModule {
  static forProcess(config: Config, logger: Logger): DynamicModule {
    const entities = [
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
    ];
    return {
      module: SeedModule,
      imports: [
        FoundationModule.forProcess({ config, logger, applicationName: 'mizan-seed', entities, statementTimeoutMs: 0 }),
        AuditModule,
        IdentityModule,
        PoliciesModule,
        PlatformsModule,
        SubjectsModule,
        ProtectionModule,
        CasesModule,
        IntakeModule,
        DecisionsModule,
        AppealsModule,
      ],
    };
  }
}
