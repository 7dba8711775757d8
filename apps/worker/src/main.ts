import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { ConfigError, readConfig } from '@mizan/foundation/config.js';
import { assertAuditIsAppendOnly } from '@mizan/foundation/database.js';
import { databaseCheck } from '@mizan/foundation/health.js';
import { createLogger, nestLogger } from '@mizan/foundation/logger.js';
import { startTelemetry } from '@mizan/foundation/telemetry.js';
import { startHealthServer } from './health-server.js';
import { WorkerModule } from './worker.module.js';

/** Longest a graceful stop may take: a job's lock (10 s) and a little. */
const STOP_WITHIN_MS = 15_000;

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.LOG_LEVEL, 'worker');
  const stopTelemetry = await startTelemetry(config, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.forProcess(config, logger), {
    logger: nestLogger(logger.child({}, { level: logger.level === 'info' ? 'warn' : logger.level })),
    abortOnError: false,
  });
  const source = app.get(DataSource);
  await assertAuditIsAppendOnly(source);
  const health = await startHealthServer(config.WORKER_PORT, config.HOST, [databaseCheck(source)]);
  logger.info({ port: config.WORKER_PORT }, 'working');

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    health.close();
    void app
      .close()
      .then(stopTelemetry)
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

try {
  await main();
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
