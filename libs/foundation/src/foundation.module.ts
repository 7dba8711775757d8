import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { databaseOptions, type DatabaseOptions } from './database.js';
import { DeskSettings } from './desk-settings.service.js';
import { LOGGER, type Logger } from './logger.js';
import { PersonalText } from './personal-text.js';
import { SteadyDataSource } from './steady-data-source.js';

export interface ProcessOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Shown in pg_stat_activity, e.g. `mizan-api`. */
  readonly applicationName: string;
  readonly entities: DatabaseOptions['entities'];
  /** Milliseconds; 0 = none. */
  readonly statementTimeoutMs: number;
}

/** What every process has: configuration, logger, clock and the database under the role `mizan_app`. */
@Module({})
export class FoundationModule {
  static forProcess(options: ProcessOptions): DynamicModule {
    const { config, logger } = options;
    const database = {
      ...databaseOptions({
        url: config.DATABASE_URL,
        poolSize: config.DATABASE_POOL_SIZE,
        entities: options.entities,
        role: 'mizan_app',
        applicationName: options.applicationName,
        statementTimeoutMs: options.statementTimeoutMs,
      }),
      retryAttempts: 3,
      retryDelay: 1_000,
    };
    return {
      module: FoundationModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => database,
          dataSourceFactory: () => new SteadyDataSource(database).initialize(),
        }),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        Clock,
        DeskSettings,
        PersonalText,
      ],
      exports: [CONFIG, LOGGER, Clock, DeskSettings, PersonalText],
    };
  }
}
