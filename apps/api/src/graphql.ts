import type { DynamicModule } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import type { Config } from '@mizan/foundation/config.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { apolloHardening } from './hardening/apollo-hardening.js';

/** Where the generated schema is written and compared: the committed contract. */
export const SCHEMA_FILE = 'apps/api/schema.graphql';

interface SocketContext {
  readonly extra: { readonly request: unknown };
}

function isSocket(source: object): source is SocketContext {
  return 'extra' in source;
}

/** Apollo Server on the process's Fastify, subscriptions over graphql-ws, hardened (goals 6.2). */
export function graphqlModule(config: Config, logger: Logger): DynamicModule {
  const { socket, ...hardening } = apolloHardening(config, logger);
  return GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    csrfPrevention: true,
    autoTransformHttpErrors: false,
    context: (source: object) => (isSocket(source) ? { req: source.extra.request } : { req: source }),
    subscriptions: { 'graphql-ws': { path: '/graphql', ...socket } },
    ...hardening,
  });
}
