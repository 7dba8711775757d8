import type { DynamicModule } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { AuthenticatorService } from '@mizan/identity/authenticator.service.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { compiledExecution } from './compiled-execution.js';
import { apolloHardening } from './hardening/apollo-hardening.js';

/** Where the generated schema is written and compared: the committed contract. */
export const SCHEMA_FILE = 'apps/api/schema.graphql';

/** Apollo Server on the process's Fastify, subscriptions over graphql-ws, hardened, hot operations compiled. */
export function graphqlModule(): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    imports: [IdentityModule],
    inject: [CONFIG, LOGGER, AuthenticatorService, SessionsService],
    useFactory: (
      config: Config,
      logger: Logger,
      authenticator: AuthenticatorService,
      sessions: SessionsService,
    ): Omit<ApolloDriverConfig, 'driver'> => {
      const { socket, plugins, ...hardening } = apolloHardening(config, logger, { authenticator, sessions });
      return {
        path: '/graphql',
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: false,
        autoTransformHttpErrors: false,
        subscriptions: { 'graphql-ws': { path: '/graphql', ...socket } },
        plugins: [...plugins, compiledExecution(hardening.formatError)],
        ...hardening,
      };
    },
  });
}
