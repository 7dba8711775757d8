import {
  Global,
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { forgetAnswers } from '@mizan/foundation/idempotency.js';
import { JobQueues } from '@mizan/foundation/job-queues.js';
import { JobSchedules } from '@mizan/foundation/job-schedules.js';
import { AuditModule } from './audit.module.js';
import { AuditStart } from './audit-start.js';
import { OutboxPruning } from './outbox-pruning.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxService } from './outbox.service.js';
import { OutboxWakeUp } from './outbox-wake-up.js';
import { RootFile } from './root-file.js';
import { Sealer } from './sealer.js';

const HOUR_MS = 3_600_000;

/** Registers what audit repeats by time, and listens for hints while the worker runs. */
@Injectable()
class AuditSchedules implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly source: DataSource,
    private readonly schedules: JobSchedules,
    private readonly relay: OutboxRelay,
    private readonly sealer: Sealer,
    private readonly start: AuditStart,
    private readonly wakeUp: OutboxWakeUp,
  ) {}

  onModuleInit(): void {
    this.schedules.register(this.relay);
    this.schedules.register(this.sealer);
    this.schedules.register(new OutboxPruning(this.source));
    this.schedules.register({
      name: 'month-partitions',
      everyMs: 24 * HOUR_MS,
      leaseMs: 60_000,
      run: () => this.start.prepare(),
    });
    this.schedules.register({
      name: 'stored-answers',
      everyMs: HOUR_MS,
      leaseMs: 60_000,
      run: async () => {
        await forgetAnswers(this.source);
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.wakeUp.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.wakeUp.stop();
  }
}

/** Relay, sealer, pruning; gives OutboxService to every lib that listens. */
@Global()
@Module({
  imports: [AuditModule],
  providers: [
    AuditSchedules,
    OutboxService,
    {
      provide: OutboxRelay,
      useFactory: (source: DataSource, queues: JobQueues, outbox: OutboxService) =>
        new OutboxRelay(source, queues, outbox),
      inject: [DataSource, JobQueues, OutboxService],
    },
    {
      provide: OutboxWakeUp,
      useFactory: (config: Config, relay: OutboxRelay, logger: Logger) =>
        new OutboxWakeUp(config.DATABASE_URL, relay, logger),
      inject: [CONFIG, OutboxRelay, LOGGER],
    },
    {
      provide: Sealer,
      useFactory: (source: DataSource, roots: RootFile, logger: Logger) => new Sealer(source, roots, logger),
      inject: [DataSource, RootFile, LOGGER],
    },
  ],
  exports: [AuditModule, OutboxService],
})
export class AuditWorkerModule {}
