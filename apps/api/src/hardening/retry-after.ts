import type { ApolloServerPlugin } from '@apollo/server';

/** Requests whose operation was refused for its rate, and in how many seconds to come again. */
const waits = new WeakMap<object, number>();

/** Seconds after which the request may be sent again; undefined when it was not refused for its rate. */
export function waitOf(request: object): number | undefined {
  return waits.get(request);
}

/** Notes which operations were refused for their rate, so that the HTTP answer can say so (RFC 6585 §4). */
export function retryAfter(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const seconds = (response.body.singleResult.errors ?? []).flatMap(({ extensions }) =>
            extensions?.['code'] === 'RATE_LIMITED' ? [Number(extensions['retryAfterSeconds'])] : [],
          );
          const request: unknown = 'req' in contextValue ? contextValue.req : undefined;
          if (seconds.length > 0 && typeof request === 'object' && request !== null) {
            waits.set(request, Math.max(...seconds));
          }
        },
      };
    },
  };
}
