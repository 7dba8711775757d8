import type { DynamicModule } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { Config } from '@mizan/foundation/config.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { AuthenticatorService } from '@mizan/identity/authenticator.service.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SessionsService } from '@mizan/identity/sessions.service.js';
import { apolloHardening } from './hardening/apollo-hardening.js';

/** Where the generated schema is written and compared: the committed contract. */
export const SCHEMA_FILE = 'apps/api/schema.graphql';

/** Apollo Server on the process's Fastify, subscriptions over graphql-ws, hardened (goals 6.2). */
export function graphqlModule(config: Config, logger: Logger): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    imports: [IdentityModule],
    inject: [AuthenticatorService, SessionsService],
    useFactory: (authenticator: AuthenticatorService, sessions: SessionsService) => {
      const { socket, ...hardening } = apolloHardening(config, logger, { authenticator, sessions });
      return {
        path: '/graphql',
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: false,
        autoTransformHttpErrors: false,
        subscriptions: { 'graphql-ws': { path: '/graphql', ...socket } },
        ...hardening,
      };
    },
  });
}
