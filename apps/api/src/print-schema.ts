import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { readConfig } from '@mizan/foundation/config.js';
import { createLogger } from '@mizan/foundation/logger.js';
import { ApiModule } from './api.module.js';
import { SCHEMA_FILE } from './graphql.js';

/**
 * Writes the GraphQL schema that the code makes, without touching a database (Nest's preview mode instantiates no
 * provider). Usage: node apps/api/dist/print-schema.js [file]; default is the committed contract.
 */
const config = readConfig({
  DATABASE_URL: 'postgres://localhost/none',
  ENCRYPTION_KEY: '0'.repeat(64),
  IDENTITY_KEY: '0'.repeat(64),
  NODE_ENV: 'development',
});
const app = await NestFactory.create(
  ApiModule.forProcess(config, createLogger('silent', 'schema')),
  new FastifyAdapter(),
  {
    preview: true,
    logger: ['error'],
    abortOnError: false,
  },
);
await app.init();
const { schema } = app.get(GraphQLSchemaHost, { strict: false });
await writeFile(process.argv[2] ?? SCHEMA_FILE, `${printSchema(lexicographicSortSchema(schema))}\n`);
process.exit(0);
