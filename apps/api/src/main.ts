import 'reflect-metadata';
import { MediaServerModule } from '@mizan/foundation/blobs/blobs.module.js';
import { ConfigError, readConfig } from '@mizan/foundation/config.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { startTelemetry } from '@mizan/foundation/telemetry.js';
import { createApi } from './create-api.js';

/** Longest a graceful stop may take before the process ends anyway, in milliseconds. */
const STOP_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.LOG_LEVEL, 'api');
  const stopTelemetry = await startTelemetry(config, 'api');
  const app = await createApi(config, logger, [MediaServerModule]);
  await app.listen(config.PORT, config.HOST);
  logger.info({ port: config.PORT }, 'listening');

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
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
