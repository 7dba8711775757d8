import { type DynamicModule, Module } from '@nestjs/common';
import { BlobsWorkerModule } from '@mizan/foundation/blobs/blobs.module.js';
import { FoundationModule } from '@mizan/foundation/foundation.module.js';
import type { Config } from '@mizan/foundation/config.js';
import { JobQueuesModule, JobRunnerModule } from '@mizan/foundation/job-queues.module.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { AuditWorkerModule } from '@mizan/audit/audit.worker.module.js';
import { IdentityWorkerModule } from '@mizan/identity/identity.worker.module.js';
import { ProtectionWorkerModule } from '@mizan/protection/protection.worker.module.js';
import { CasesWorkerModule } from '@mizan/cases/cases.worker.module.js';
import { IntakeWorkerModule } from '@mizan/intake/intake.worker.module.js';
import { DecisionsWorkerModule } from '@mizan/decisions/decisions.worker.module.js';
import { NoticesWorkerModule } from '@mizan/notices/notices.worker.module.js';
import { AppealsWorkerModule } from '@mizan/appeals/appeals.worker.module.js';
import { CollateralWorkerModule } from '@mizan/collateral/collateral.worker.module.js';
import { ENTITIES } from './entities.js';

/** The process without a door: outbox relay, sealer, BullMQ processors, sweepers, reconciler. */
@Module({})
export class WorkerModule {
  static forProcess(config: Config, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        FoundationModule.forProcess({
          config,
          logger,
          applicationName: 'mizan-worker',
          entities: ENTITIES,
          statementTimeoutMs: 0,
        }),
        JobQueuesModule,
        BlobsWorkerModule,
        AuditWorkerModule,
        IdentityWorkerModule,
        ProtectionWorkerModule,
        CasesWorkerModule,
        IntakeWorkerModule,
        DecisionsWorkerModule,
        NoticesWorkerModule,
        AppealsWorkerModule,
        CollateralWorkerModule,
        JobRunnerModule,
      ],
    };
  }
}
