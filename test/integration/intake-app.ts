import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AUDIT_ENTITIES } from '@mizan/audit/audit.module.js';
import { CASES_ENTITIES } from '@mizan/cases/cases.module.js';
import { FoundationModule } from '@mizan/foundation/foundation.module.js';
import { JobQueuesModule } from '@mizan/foundation/job-queues.module.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { createKey, createPerson, type TestPerson } from '@mizan/identity/identity.builders.js';
import { IdentityApiModule } from '@mizan/identity/identity.api.module.js';
import { IDENTITY_ENTITIES } from '@mizan/identity/identity.module.js';
import { ImportsController } from '@mizan/intake/imports.controller.js';
import { IntakeController } from '@mizan/intake/intake.controller.js';
import { INTAKE_ENTITIES, IntakeModule } from '@mizan/intake/intake.module.js';
import { MediaController } from '@mizan/intake/media.controller.js';
import { OpenApiController } from '@mizan/intake/open-api.controller.js';
import { StreamedBodies } from '@mizan/intake/streamed-bodies.js';
import { PLATFORMS_ENTITIES } from '@mizan/platforms/platforms.module.js';
import { POLICIES_ENTITIES } from '@mizan/policies/policies.module.js';
import { SUBJECTS_ENTITIES } from '@mizan/subjects/subjects.module.js';
import { registerHttpHardening } from '../../apps/api/src/hardening/http-hardening.js';
import { ProblemFilter } from '../../apps/api/src/hardening/problem.filter.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { testConfig } from './identity-app.js';

export interface IntakeApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly url: string;
  readonly dataFolder: string;
  readonly lead: TestPerson;
  readonly platformId: string;
  readonly sourceId: string;
  readonly referralSourceId: string;
  /** Value of the Authorization header of a key of the source. */
  readonly authorization: string;
  post(
    route: string,
    body: string | ReadableStream | Buffer,
    type?: string,
    headers?: Record<string, string>,
  ): Promise<Response>;
  count(table: string, where?: string): Promise<number>;
  close(): Promise<void>;
}

/** The machines' side of the desk, listening, hardened as the whole desk is, on a database of its own. */
export async function startIntakeApp(): Promise<IntakeApp> {
  const entities = [
    ...AUDIT_ENTITIES,
    ...IDENTITY_ENTITIES,
    ...POLICIES_ENTITIES,
    ...PLATFORMS_ENTITIES,
    ...SUBJECTS_ENTITIES,
    ...CASES_ENTITIES,
    ...INTAKE_ENTITIES,
  ];
  const database = await createTestDatabase({ entities, poolSize: 12 });
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'mizan-intake-'));
  const config = testConfig(database.url, { DATA_FOLDER: dataFolder });
  const logger = createLogger(config.LOG_LEVEL, 'test');

  class Root {}
  Module({
    imports: [
      FoundationModule.forProcess({ config, logger, applicationName: 'mizan-test', entities, statementTimeoutMs: 0 }),
      JobQueuesModule,
      IdentityApiModule,
      IntakeModule,
    ],
    controllers: [IntakeController, MediaController, ImportsController, OpenApiController],
    providers: [StreamedBodies],
  })(Root);
  const adapter = new FastifyAdapter({ bodyLimit: 1_048_576 });
  registerHttpHardening(adapter.getInstance(), config);
  const app = await NestFactory.create<NestFastifyApplication>(Root, adapter, { logger: false, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter(logger));
  await app.listen(0, '127.0.0.1');
  const address = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}`;

  const { dataSource } = database;
  const lead = await createPerson(dataSource, { roles: ['senior_moderator'] });
  const [platform] = await dataSource.query(
    `insert into platform (code, kind, name, connector) values ('telegram', 'telegram', 'Telegram', 'webhook') returning id`,
  );
  const source = (code: string, kind: string) =>
    dataSource
      .query(`insert into source (code, name, kind) values ($1, $1, $2) returning id`, [code, kind])
      .then((rows) => String(rows[0].id));
  const sourceId = await source('reports', 'user_report');
  const referralSourceId = await source('iru', 'referral');
  const key = await createKey(dataSource, { sourceId, platformId: platform.id });
  return {
    app,
    database,
    url,
    dataFolder,
    lead,
    platformId: platform.id,
    sourceId,
    referralSourceId,
    authorization: key.authorization,
    post: (route, body, type = 'application/x-ndjson', headers = {}) =>
      fetch(`${url}${route}`, {
        method: 'POST',
        body: body as string,
        headers: { 'content-type': type, authorization: key.authorization, ...headers },
        ...({ duplex: 'half' } as object),
      }),
    count: async (table, where = 'true') => {
      const [row] = await dataSource.query(`select count(*)::int as n from ${table} where ${where}`);
      return row.n;
    },
    close: async () => {
      await app.close();
      await database.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
