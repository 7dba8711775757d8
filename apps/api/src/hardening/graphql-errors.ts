import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { currentRequestId } from '@mizan/foundation/request-context.js';
import type { Logger } from '@mizan/foundation/logger.js';
import { loggedError, shownError } from './error-rules.js';

/** `Variable "$input" got invalid value … at "input.caseId"`: the field as the caller wrote it. */
const VARIABLE = /^Variable "\$(\w+)"(?:.*? at "([\w.[\]]+)")?/s;

/** Makes errors what clients are promised: `extensions { code, kind, field?, requestId, … }` and nothing of our inside. */
export function errorFormatter(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const requestId = currentRequestId();
    const place = formatted.path ? { path: formatted.path } : {};
    const cause = innermost(error);
    if (cause instanceof GraphQLError || VARIABLE.test(formatted.message)) {
      return { message: formatted.message, ...place, extensions: { ...ofGraphQL(formatted), requestId } };
    }
    const shown = shownError(cause);
    if (shown.code === 'INTERNAL') {
      logger.error({ requestId, path: formatted.path, error: loggedError(cause) }, 'unexpected failure');
    }
    const { code, kind, message, details } = shown;
    return { message, ...place, extensions: { ...details, code, kind, requestId } };
  };
}

/** What was thrown, below the wrappers that name its place. */
function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error;
}

/** Errors of the language itself: syntax, validation, variables of a wrong shape. */
function ofGraphQL(formatted: GraphQLFormattedError): Record<string, unknown> {
  const variable = VARIABLE.exec(formatted.message);
  if (variable) return { code: 'INVALID_INPUT', kind: 'invalid', field: variable[2] ?? variable[1] };
  const { code, limit, max } = formatted.extensions ?? {};
  return {
    code: typeof code === 'string' ? code : 'GRAPHQL_REFUSED',
    kind: 'invalid',
    ...(typeof limit === 'string' ? { limit, max } : {}),
  };
}
