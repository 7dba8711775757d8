import type { EntityManager } from 'typeorm';
import { isConnectionLoss, isPlainRead } from './connection-loss-rules.js';

/**
 * A statement with a fixed text, run by name: a connection parses and plans it once, which costs more than running it where
 * few rows are touched. Through a pooler that hands connections on after each transaction it needs one that follows names
 * (PgBouncer from 1.21 on, `max_prepared_statements`).
 */
export interface PreparedStatement {
  /** The same name always with the same text. */
  readonly name: string;
  readonly text: string;
}

interface PreparedClient {
  query(statement: PreparedStatement & { values: readonly unknown[] }): Promise<{ rows: unknown[] }>;
}

function isPreparedClient(client: unknown): client is PreparedClient {
  return typeof client === 'object' && client !== null && 'query' in client && typeof client.query === 'function';
}

/**
 * Rows of a prepared statement: on the connection of the manager's transaction, or, outside of one, on any, where the
 * statement is a transaction of its own.
 */
export async function preparedRows<Row extends object>(
  manager: EntityManager,
  statement: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  if (manager.queryRunner) return ask(await manager.queryRunner.connect(), statement, values);
  try {
    return await askAny(manager, statement, values);
  } catch (error) {
    if (!isConnectionLoss(error) || !isPlainRead(statement.text)) throw error;
    return askAny(manager, statement, values);
  }
}

async function askAny<Row extends object>(
  manager: EntityManager,
  statement: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const runner = manager.dataSource.createQueryRunner();
  try {
    return await ask(await runner.connect(), statement, values);
  } finally {
    await runner.release();
  }
}

async function ask<Row extends object>(
  client: unknown,
  { name, text }: PreparedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  if (!isPreparedClient(client)) throw new Error('A prepared statement needs a connection to PostgreSQL.');
  const { rows } = await client.query({ name, text, values });
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}
