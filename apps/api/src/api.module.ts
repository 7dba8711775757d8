import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { BlobsModule } from '@mizan/foundation/blobs/blobs.module.js';
import { FoundationModule } from '@mizan/foundation/foundation.module.js';
import type { Config } from '@mizan/foundation/config.js';
import { JobQueuesModule } from '@mizan/foundation/job-queues.module.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { AuditApiModule } from '@mizan/audit/audit.api.module.js';
import { IdentityApiModule } from '@mizan/identity/identity.api.module.js';
import { PoliciesApiModule } from '@mizan/policies/policies.api.module.js';
import { PlatformsApiModule } from '@mizan/platforms/platforms.api.module.js';
import { SubjectsApiModule } from '@mizan/subjects/subjects.api.module.js';
import { ProtectionApiModule } from '@mizan/protection/protection.api.module.js';
import { CasesApiModule } from '@mizan/cases/cases.api.module.js';
import { IntakeApiModule } from '@mizan/intake/intake.api.module.js';
import { DecisionsApiModule } from '@mizan/decisions/decisions.api.module.js';
import { NoticesApiModule } from '@mizan/notices/notices.api.module.js';
import { AppealsApiModule } from '@mizan/appeals/appeals.api.module.js';
import { CollateralApiModule } from '@mizan/collateral/collateral.api.module.js';
import { ENTITIES } from './entities.js';
import { graphqlModule } from './graphql.js';
import { HealthController } from './health.controller.js';

/** How long one SQL statement of the API may run (goals 6.2); exports and jobs run in the worker. */
const STATEMENT_TIMEOUT_MS = 5_000;

/** The HTTP process: GraphQL for people, REST for platforms, the built web. */
@Module({})
export class ApiModule {
  static forProcess(config: Config, logger: Logger, further: readonly Type[] = []): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        FoundationModule.forProcess({
          config,
          logger,
          applicationName: 'mizan-api',
          entities: ENTITIES,
          statementTimeoutMs: STATEMENT_TIMEOUT_MS,
        }),
        JobQueuesModule,
        BlobsModule,
        graphqlModule(),
        AuditApiModule,
        IdentityApiModule,
        PoliciesApiModule,
        PlatformsApiModule,
        SubjectsApiModule,
        ProtectionApiModule,
        CasesApiModule,
        IntakeApiModule,
        DecisionsApiModule,
        NoticesApiModule,
        AppealsApiModule,
        CollateralApiModule,
        ...further,
      ],
      controllers: [HealthController],
    };
  }
}
