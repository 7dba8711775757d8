import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type ModuleMetadata, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AUDIT_ENTITIES } from '@mizan/audit/audit.module.js';
import { type Config, readConfig } from '@mizan/foundation/config.js';
import { FoundationModule } from '@mizan/foundation/foundation.module.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { enterRequest } from '@mizan/foundation/request-context.js';
import { IdentityApiModule } from '@mizan/identity/identity.api.module.js';
import { IDENTITY_ENTITIES } from '@mizan/identity/identity.module.js';
import { graphqlModule } from '../../apps/api/src/graphql.js';
import { registerHttpHardening } from '../../apps/api/src/hardening/http-hardening.js';
import { ProblemFilter } from '../../apps/api/src/hardening/problem.filter.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

export interface AppOptions {
  readonly environment?: Record<string, string>;
  /** Further resolvers and controllers. */
  readonly providers?: ModuleMetadata['providers'];
  readonly controllers?: ModuleMetadata['controllers'];
  readonly operationTimeoutMs?: number;
  /** A second process on the same database. */
  readonly database?: TestDatabase;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly data: any;
  readonly errors: { message: string; path?: string[]; extensions: Record<string, any> }[] | undefined;
  readonly body: string;
  /** name=value of the cookie that was set, or null. */
  readonly cookie: string | null;
  readonly setCookie: string[];
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly config: Config;
  graphql(query: string, variables?: object, options?: RequestOptions): Promise<Answer>;
  request(method: string, url: string, options?: RequestOptions & { body?: unknown }): Promise<Answer>;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly cookie?: string | null;
  readonly headers?: Record<string, string>;
  readonly address?: string;
}

export function testConfig(databaseUrl: string, environment: Record<string, string> = {}): Config {
  return readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    QUEUE_BACKEND: 'postgres',
    ENCRYPTION_KEY: '11'.repeat(32),
    IDENTITY_KEY: '22'.repeat(32),
    LOG_LEVEL: 'silent',
    GRAPHQL_OPEN: 'true',
    ...environment,
  });
}

/** The identity part of the desk as an HTTP process, hardened as the whole desk is, on a database of its own. */
export async function startIdentityApp(options: AppOptions = {}): Promise<TestApp> {
  const database =
    options.database ??
    (await createTestDatabase({ entities: [...AUDIT_ENTITIES, ...IDENTITY_ENTITIES], poolSize: 4 }));
  const config = testConfig(database.url, options.environment);
  const logger = createLogger(config.LOG_LEVEL, 'test');

  class Root {}
  Module({
    imports: [
      FoundationModule.forProcess({
        config,
        logger,
        applicationName: 'mizan-test',
        entities: [...AUDIT_ENTITIES, ...IDENTITY_ENTITIES],
        statementTimeoutMs: 5_000,
      }),
      graphqlModule(),
      IdentityApiModule,
    ],
    providers: options.providers ?? [],
    controllers: options.controllers ?? [],
  })(Root);

  const adapter = new FastifyAdapter({ bodyLimit: 1_048_576, genReqId: () => randomUUID() });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', (request, _reply, done) => {
    enterRequest({ requestId: request.id });
    done();
  });
  registerHttpHardening(fastify, config, options.operationTimeoutMs);
  const app = await NestFactory.create<NestFastifyApplication>(Root, adapter, { logger: false, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter(logger));
  await app.init();
  await fastify.ready();

  const request: TestApp['request'] = async (method, url, { cookie, headers, address, body } = {}) => {
    const answer = await app.inject({
      method: method as 'GET',
      url,
      remoteAddress: address ?? '127.0.0.1',
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as string }),
    });
    const setCookie = [answer.headers['set-cookie'] ?? []].flat();
    const json = String(answer.headers['content-type']).includes('json') ? JSON.parse(answer.body) : {};
    return {
      status: answer.statusCode,
      headers: answer.headers,
      data: json.data,
      errors: json.errors,
      body: answer.body,
      setCookie,
      cookie: setCookie.at(-1)?.split(';')[0] ?? null,
    };
  };
  return {
    app,
    database,
    config,
    request,
    graphql: (query, variables = {}, more = {}) =>
      request('POST', '/graphql', {
        ...more,
        headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', ...more.headers },
        body: JSON.stringify({ query, variables }),
      }),
    close: async () => {
      await app.close();
      if (!options.database) await database.close();
    },
  };
}

/** Code of the first error. */
export function codeOf(answer: Answer): string | undefined {
  return answer.errors?.[0]?.extensions['code'];
}
