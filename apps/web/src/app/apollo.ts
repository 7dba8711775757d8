import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable, type FieldPolicy } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { OperationTypeNode, print } from 'graphql';
import type { Client } from 'graphql-ws';
import { operationHashes } from '../gql/hashes.js';
import { ViewerDocument } from '../gql/app.js';
import { problemOf } from './errors.js';
import { proofLink } from './proof-link.js';

/** What the server asks of every request, so that no foreign page can make one. */
const csrf = { 'x-mizan-csrf': '1' };

function extensionsOf(operationName: string | undefined): Record<string, unknown> {
  const sha256Hash = operationHashes[operationName ?? ''];
  return sha256Hash === undefined ? {} : { persistedQuery: { version: 1, sha256Hash } };
}

/** Sends the operation's hash alone: in production the server runs only what was known when it was built. */
const knownOperations = new ApolloLink((operation, forward) => {
  Object.assign(operation.extensions, extensionsOf(operation.operationName));
  operation.setContext({ http: { includeQuery: false, includeExtensions: true } });
  return forward(operation);
});

/** Live changes over one socket, opened with the first subscription. */
function liveChanges(production: boolean): ApolloLink {
  let socket: Promise<Client> | undefined;
  const connect = () => {
    socket ??= import('graphql-ws').then(({ createClient }) =>
      createClient({
        url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
        connectionParams: csrf,
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: () => true,
      }),
    );
    return socket;
  };
  return new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        let stop: (() => void) | undefined;
        let stopped = false;
        void connect().then((client) => {
          if (stopped) return;
          stop = client.subscribe(
            {
              operationName: operation.operationName,
              query: production ? '' : print(operation.query),
              variables: operation.variables,
              extensions: production ? extensionsOf(operation.operationName) : {},
            },
            {
              next: ({ data, errors }) => observer.next({ data, errors }),
              error: (error) =>
                observer.error(error instanceof Error ? error : new Error('The live connection closed.')),
              complete: () => observer.complete(),
            },
          );
        });
        return () => {
          stopped = true;
          stop?.();
        };
      }),
  );
}

interface StoredPage {
  readonly nodes?: readonly unknown[];
}

/** A list read page by page: a later page joins the ones before, a first page starts again. */
function pages(...keyArgs: string[]): FieldPolicy<StoredPage> {
  return {
    keyArgs,
    merge: (existing, incoming, { args }) =>
      args?.['after'] ? { ...incoming, nodes: [...(existing?.nodes ?? []), ...(incoming.nodes ?? [])] } : incoming,
  };
}

/** One row, one place in the cache. A link reads differently from each of its ends, so it lives inside its list. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: {
      ClaimResult: ['Claim', 'QueueEmpty'],
      ResolveAppealResult: ['Appeal', 'LeaseLost', 'AlreadyDecided'],
      DecideResult: ['Decision', 'ProposalMade', 'LeaseLost', 'AlreadyDecided'],
      SearchHit: ['SubjectHit', 'CaseHit', 'EvidenceHit'],
    },
    typePolicies: {
      Query: {
        fields: {
          // What a claim or a list already brought is shown at once by its id.
          case: { read: (_, { args, toReference }) => toReference({ __typename: 'Case', id: String(args?.['id']) }) },
          cases: pages('filter'),
          audit: pages('filter'),
          orders: pages('state', 'platformId'),
          imports: pages(),
          appeals: pages('filter'),
        },
      },
      Subject: { fields: { links: pages('kind'), evidence: pages(), timeline: pages() } },
      Case: { fields: { flags: pages(), audit: pages() } },
      Import: { fields: { refusals: pages() } },
      Link: { keyFields: false },
      DeskSetting: { keyFields: ['code'] },
      RoleSecondFactor: { keyFields: ['role'] },
      Viewer: { fields: { settings: { merge: true } } },
    },
  });
}

/** The client of the whole page. A request answered with "not signed in" turns the page to sign-in; drafts stay. */
export function createClient(production: boolean): ApolloClient {
  const cache = createCache();
  const http = new HttpLink({ uri: '/graphql', headers: csrf });
  const signedOut = new ErrorLink(({ error }) => {
    if (problemOf(error).kind === 'unauthenticated')
      cache.writeQuery({ query: ViewerDocument, data: { viewer: null } });
  });
  const requests = production
    ? ApolloLink.from([signedOut, proofLink(), knownOperations, http])
    : ApolloLink.from([signedOut, proofLink(), http]);
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    liveChanges(production),
    requests,
  );
  return new ApolloClient({ link, cache, devtools: { enabled: !production } });
}
