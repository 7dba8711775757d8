import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { Config } from '@mizan/foundation/config.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { errorFormatter } from './graphql-errors.js';
import { MAX_TOKENS } from './operation-limit-rules.js';
import { retryAfter } from './retry-after.js';
import { socketHardening, type SocketSessions } from './socket-hardening.js';

/**
 * Options of Apollo Server and of the subscription socket (goals 6.2). What an operation may be is decided earlier, by
 * the operation gate; here stands what the executor itself must not do: batch, introspect, suggest, show a page, tell
 * stack traces.
 */
export function apolloHardening(config: Config, logger: Logger, sessions?: SocketSessions) {
  const open = config.GRAPHQL_OPEN;
  const plugins: ApolloServerPlugin[] = [ApolloServerPluginCacheControlDisabled(), retryAfter()];
  return {
    plugins,
    introspection: open,
    allowBatchedHttpRequests: false,
    persistedQueries: false as const,
    csrfPrevention: { requestHeaders: ['x-mizan-csrf'] },
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxTokens: MAX_TOKENS, noLocation: true },
    formatError: errorFormatter(logger),
    context: (source: object, reply?: object) =>
      'extra' in source ? { req: requestOf(source.extra) } : { req: source, res: reply },
    socket: socketHardening(config, logger, sessions),
  };
}

function requestOf(extra: unknown): unknown {
  return typeof extra === 'object' && extra !== null && 'request' in extra ? extra.request : undefined;
}
