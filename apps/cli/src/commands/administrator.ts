import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { type Config, readConfig } from '@mizan/foundation/config.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { AppError } from '@mizan/foundation/errors.js';
import { FoundationModule } from '@mizan/foundation/foundation.module.js';
import { createLogger, type Logger } from '@mizan/foundation/logger.js';
import { FirstAdministratorService } from '@mizan/identity/first-administrator.service.js';
import { IDENTITY_ENTITIES, IdentityModule } from '@mizan/identity/identity.module.js';
import type { CommandStreams } from '../command.js';

const USAGE = `usage: administrator --email <address> --name <name>   (the password on standard input)

Makes the first administrator of a desk that has none. They add everybody else on the screen; from the second
administrator on, giving a role needs two people. Ends with 0 when made, 1 when refused, 2 on wrong use.
`;

@Module({})
class AdministratorModule {
  static forProcess(config: Config, logger: Logger): DynamicModule {
    return {
      module: AdministratorModule,
      imports: [
        FoundationModule.forProcess({
          config,
          logger,
          applicationName: 'mizan-administrator',
          entities: IDENTITY_ENTITIES,
          statementTimeoutMs: 0,
        }),
        IdentityModule,
      ],
    };
  }
}

/** `mizan administrator`. */
export async function run(args: readonly string[], streams: CommandStreams): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { email: { type: 'string' }, name: { type: 'string' }, help: { type: 'boolean' } },
  });
  const { email, name } = values;
  if (!email || !name) {
    streams.stderr.write(USAGE);
    return values.help ? 0 : 2;
  }
  const password = (await text(streams.stdin)).replace(/\r?\n$/, '');
  const logger = createLogger('error', 'administrator');
  const app = await NestFactory.createApplicationContext(AdministratorModule.forProcess(readConfig(), logger), {
    logger: ['error'],
  });
  try {
    const service = app.get(FirstAdministratorService);
    const id = await inTransaction(app.get(DataSource), (manager) =>
      service.appoint({ name, email, password }, 'command', manager),
    );
    streams.stdout.write(`${JSON.stringify({ id, email })}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const field = error.details['field'];
    streams.stderr.write(`${typeof field === 'string' ? `${field}: ` : ''}${error.message}\n`);
    return 1;
  } finally {
    await app.close();
  }
}
