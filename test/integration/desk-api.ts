import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { createLogger } from '@mizan/foundation/logger.js';
import type { Role } from '@mizan/foundation/permissions.js';
import { createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { Desk } from './decisions-desk.js';
import { testConfig } from './identity-app.js';

/** The whole API, listening, with a desk beside it that makes cases on the same database. */
export interface DeskApi {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly desk: Desk;
  person(...roles: Role[]): Promise<TestPerson>;
  /** One operation over HTTP; the body of the answer. */
  ask(person: TestPerson, query: string, variables?: object): Promise<any>;
  /** A socket as the web opens it. */
  socket(person: TestPerson): Client;
  close(): Promise<void>;
}

export async function startDeskApi(): Promise<DeskApi> {
  const database = await createTestDatabase();
  const desk = await new Desk(database.dataSource).open();
  const app = await createApi(testConfig(database.url), createLogger('silent', 'test'));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const sockets: Client[] = [];
  return {
    app,
    database,
    desk,
    person: (...roles) => createPerson(database.dataSource, { roles: roles.length > 0 ? roles : ['moderator'] }),
    ask: async (person, query, variables = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie: person.cookie },
        body: JSON.stringify({ query, variables }),
      });
      return answer.json();
    },
    socket: (person) => {
      const made = createClient({
        url: `ws://127.0.0.1:${port}/graphql`,
        webSocketImpl: class extends WebSocket {
          constructor(url: string, protocols: string) {
            super(url, protocols, { headers: { cookie: person.cookie } });
          }
        },
        connectionParams: { 'x-mizan-csrf': '1' },
        retryAttempts: 0,
        lazy: true,
      });
      sockets.push(made);
      return made;
    },
    close: async () => {
      for (const socket of sockets) await socket.dispose();
      await app.close();
      await database.close();
    },
  };
}

/** What one subscription was sent, and how it ended. */
export class Listening {
  readonly events: { readonly at: number; readonly data: any }[] = [];
  /** When it ended, by `performance.now()`; null while it runs. */
  endedAt: number | null = null;
  error: any = null;
  private readonly stopIt: () => void;

  constructor(client: Client, query: string, variables: Record<string, unknown> = {}) {
    const end = (error: unknown) => {
      this.endedAt ??= performance.now();
      this.error ??= error;
    };
    this.stopIt = client.subscribe<any>(
      { query, variables },
      {
        next: (value) => {
          if (value.errors) this.error = value.errors;
          else this.events.push({ at: performance.now(), data: value.data });
        },
        error: end,
        complete: () => end(null),
      },
    );
  }

  /** Resolves once `cause`, done again and again, was heard of: from then on nothing is missed. */
  async heard(cause: () => Promise<unknown>): Promise<void> {
    const before = this.events.length;
    await eventually(async () => {
      await cause();
      await new Promise((resolve) => setTimeout(resolve, 400));
      if (this.error) throw new Error(`the subscription failed: ${JSON.stringify(this.error)}`);
      expect(this.events.length).toBeGreaterThan(before);
    }, 10_000);
  }

  stop(): void {
    this.stopIt();
  }
}
