import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from './config.js';
import { LOGGER, type Logger } from './logger.js';
import type { JobBackendOptions } from './job-backend.js';
import { JobQueues } from './job-queues.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { JobSchedules } from './job-schedules.js';
import { Reconciler } from './reconciler.js';

/** Where the configuration says that jobs are kept. */
export function jobBackendOptions(config: Config): JobBackendOptions {
  return config.QUEUE_BACKEND === 'redis' && config.REDIS_URL
    ? { backend: 'redis', url: config.REDIS_URL }
    : { backend: 'postgres', databaseUrl: config.DATABASE_URL, role: 'mizan_app' };
}

@Injectable()
class JobQueuesCloser implements OnApplicationShutdown {
  constructor(private readonly queues: JobQueues) {}

  async onApplicationShutdown(): Promise<void> {
    await this.queues.close(2_000);
  }
}

/** The job queue for adding and looking; takes no jobs. Needs CONFIG, LOGGER and a DataSource in the application. */
@Global()
@Module({
  providers: [
    JobQueuesCloser,
    JobRegistry,
    {
      provide: JobQueues,
      useFactory: (config: Config, logger: Logger) => new JobQueues(jobBackendOptions(config), logger),
      inject: [CONFIG, LOGGER],
    },
    {
      provide: JobSchedules,
      useFactory: (source: DataSource, logger: Logger) => new JobSchedules(source, logger),
      inject: [DataSource, LOGGER],
    },
  ],
  exports: [JobQueues, JobRegistry, JobSchedules],
})
export class JobQueuesModule {}

/** For the worker: runs what every `*.worker.module.ts` registered, and the reconciler. */
@Module({
  providers: [
    JobRunner,
    {
      provide: Reconciler,
      useFactory: (source: DataSource, queues: JobQueues, registry: JobRegistry, logger: Logger) =>
        new Reconciler(source, queues, registry, logger),
      inject: [DataSource, JobQueues, JobRegistry, LOGGER],
    },
  ],
  exports: [Reconciler],
})
export class JobRunnerModule {}
