import type { EntityManager } from 'typeorm';

interface PreparedClient {
  query(statement: { name: string; text: string; values: readonly unknown[] }): Promise<{ rows: unknown[] }>;
}

function isPreparedClient(client: unknown): client is PreparedClient {
  return typeof client === 'object' && client !== null && 'query' in client && typeof client.query === 'function';
}

/**
 * Runs a statement that each connection plans only once: planning costs more than running where the statement touches
 * few rows. The manager must be that of a transaction, because a plan belongs to its connection.
 */
export async function preparedRows<Row extends object>(
  manager: EntityManager,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client: unknown = await manager.queryRunner?.connect();
  if (!isPreparedClient(client)) throw new Error('A prepared statement needs the connection of a transaction.');
  const { rows } = await client.query({ name, text, values });
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
}
