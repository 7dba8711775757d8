import { type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { compileQuery, type CompiledQuery } from 'graphql-jit';

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Compiled operations kept; production runs only the known ones, of which there are fewer. */
const KEEP = 500;

type Data = Record<string, unknown> | null;

function isData(value: unknown): value is Data {
  return typeof value === 'object' && !Array.isArray(value);
}

/**
 * Executes queries by code compiled once per operation (graphql-jit) in place of the interpreter: lists cost a fraction
 * (goals 2.9). Parsing, validation and limits have happened before; mutations and what cannot be compiled run as usual.
 * Apollo Server takes no executor of one's own, so the answer is given in `responseForOperation`.
 */
export function compiledExecution(format: Format): ApolloServerPlugin<BaseContext> {
  let schema: GraphQLSchema | undefined;
  const compiled = new Map<string, Pick<CompiledQuery<unknown, unknown>, 'query'> | null>();

  function compile(
    hash: string,
    source: GraphQLSchema,
    document: Parameters<typeof compileQuery>[1],
    name: string | undefined,
  ) {
    const key = `${hash}:${name ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const made = compileQuery(source, document, name ?? '', { customJSONSerializer: false });
    const query = 'query' in made ? { query: made.query } : null;
    if (compiled.size >= KEEP) compiled.delete(compiled.keys().next().value ?? '');
    compiled.set(key, query);
    return query;
  }

  return {
    async serverWillStart(service) {
      schema = service.schema;
    },
    async requestDidStart() {
      return {
        async responseForOperation({ document, operation, operationName, queryHash, request, contextValue }) {
          if (!schema || !queryHash || operation.operation !== OperationTypeNode.QUERY) return null;
          const query = compile(queryHash, schema, document, operationName ?? undefined);
          if (!query) return null;
          const result = await query.query(undefined, contextValue, request.variables ?? {});
          const data = isData(result.data) ? result.data : undefined;
          const errors: readonly GraphQLError[] = result.errors ?? [];
          return {
            // Without data the variables were refused, as a whole: Apollo answers that with 400 too.
            http: { status: data === undefined ? 400 : 200, headers: new HeaderMap() },
            body: {
              kind: 'single' as const,
              singleResult: {
                ...(data === undefined ? {} : { data }),
                ...(errors.length > 0 ? { errors: errors.map((error) => format(error.toJSON(), error)) } : {}),
              },
            },
          };
        },
      };
    },
  };
}
