import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from './logger.js';
import { JobQueues } from './job-queues.js';
import { JobRegistry } from './job-registry.js';
import { JobSchedules } from './job-schedules.js';
import { Reconciler } from './reconciler.js';

/** Starts every registered processor and schedule once all modules have started, and stops them before the rest stops. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly registry: JobRegistry,
    private readonly queues: JobQueues,
    private readonly schedules: JobSchedules,
    private readonly reconciler: Reconciler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    for (const processor of this.registry.all()) this.queues.work(processor);
    this.schedules.register(this.reconciler);
    this.schedules.start();
    this.logger.info(
      {
        backend: this.queues.kind,
        jobs: this.registry.all().map((processor) => processor.definition.name),
        schedules: this.schedules.all().map((schedule) => schedule.name),
      },
      'worker takes jobs',
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.schedules.stop(), this.queues.close()]);
  }
}
