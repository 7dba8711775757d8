import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { readConfig } from '@mizan/foundation/config.js';
import { createLogger, nestLogger } from '@mizan/foundation/logger.js';
import type { RunCommand } from '../command.js';
import { PROJECT_FOLDER } from '../desk-settings.js';
import { makeSample } from '../seed/make-sample.js';
import { SeedModule } from '../seed/seed.module.js';

const USAGE = `Usage: npm run mizan -- seed
Makes the sample people, policies, queues, platforms, sources and the network of the sandbox; what is there stays.
Prints one JSON line: {"signIns": [{"role", "email", "password"}], "subjects", "links", "flags", "decisions", "appeals"}. The passwords
belong to this installation alone. SANDBOX_URL and SANDBOX_DATA say where the sandbox is, MIZAN_URL where the desk is.
`;

export const run: RunCommand = async (args, { stdout, stderr }) => {
  if (args.length > 0) {
    stderr.write(USAGE);
    return args[0] === '--help' ? 0 : 2;
  }
  const config = readConfig();
  const logger = createLogger('warn', 'seed');
  const app = await NestFactory.createApplicationContext(SeedModule.forProcess(config, logger), {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  try {
    const sample = await makeSample(app, config, {
      sandboxUrl: process.env['SANDBOX_URL'] ?? 'http://127.0.0.1:4720',
      sandboxFolder: process.env['SANDBOX_DATA'] ?? path.join(config.DATA_FOLDER, 'sandbox'),
      deskUrl: process.env['MIZAN_URL'] ?? `http://127.0.0.1:${config.PORT}`,
      exporter: path.join(PROJECT_FOLDER, 'apps/sandbox/dist/export.js'),
    });
    stdout.write(`${JSON.stringify(sample)}\n`);
    return 0;
  } finally {
    await app.close();
  }
};
